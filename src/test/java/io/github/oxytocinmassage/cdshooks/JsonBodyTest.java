package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

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
