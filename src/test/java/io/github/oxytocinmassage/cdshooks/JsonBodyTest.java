package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void another_encoding_is_not_taken(String charset) {
        byte[] body = "{\"hook\": \"patient-view\"}".getBytes(Charset.forName(charset));

        assertThatThrownBy(() -> JsonBody.read(body))
                .isInstanceOfSatisfying(
                        HookRefusedException.class, e -> assertThat(e.status()).isEqualTo(415));
    }

    @Test
    void overlong_bytes_are_no_utf_8_and_a_byte_order_mark_is() {
        byte[] overlong = "{\"a\":\"\u00c0\u00af\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] marked = "\ufeff{\"a\":\"/\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JsonBody.read(overlong))
                .isInstanceOfSatisfying(
                        HookRefusedException.class, e -> assertThat(e.status()).isEqualTo(400));
        assertThat(JsonBody.read(marked).path("a").asString()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":3.100}",
                "{\"value\":12345678901234567890}",
                "{\"name\":\"\\uD83D\"}",
                "{\"name\":\"\\u0000\"}",
                "{\"a\":[null,true,{\"b\":\"x\"}]}"
            })
    void a_part_of_a_body_is_written_as_it_came(String json) {
        byte[] written = JsonBody.written(JsonBody.read(json.getBytes(StandardCharsets.UTF_8)));

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(json);
    }
}
