package io.github.oxytocinmassage.ward.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.ward.PageWords;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;

class TypedWeightTest {

    @ParameterizedTest
    @CsvSource({
        "2900, g, 2900",
        "'2.900', g, 2900",
        "'2,900', g, 2900",
        "'2,9 kg', g, 2900",
        "'2.9kg', g, 2900",
        "'2,9', kg, 2900",
        "'2.900', kg, 2900",
        "'2,95', kg, 2950",
        "'3', kg, 3000",
        "2900 gram, kg, 2900",
        "'2900 g', g, 2900",
        "'2900,5', g, 2900.5",
        "450, g, 450",
        "9000, g, 9000"
    })
    void people_write_one_weight_in_many_ways(String text, String unit, BigDecimal grams) {
        Typed typed = typed(text, unit);

        assertThat(TypedWeight.grams(typed, "weight")).isEqualTo(grams);
        assertThat(typed.isFine()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'2,9', g, refuse.weight.g",
        "2900, kg, refuse.weight.kg",
        "2.9o0, g, refuse.weight",
        "-2900, g, refuse.weight",
        "0, g, refuse.weight.g",
        "2 900 300, g, refuse.weight",
        "1e3, g, refuse.weight",
        "999999999999, g, refuse.weight"
    })
    void what_no_infant_weighs_and_what_is_no_number_is_refused(String text, String unit, String why) {
        Typed typed = typed(text, unit);

        assertThat(TypedWeight.grams(typed, "weight")).isNull();
        assertThat(typed.refusal("weight")).isEqualTo(why);
    }

    private static Typed typed(String text, String unit) {
        StaticMessageSource words = new StaticMessageSource();
        words.setUseCodeAsDefaultMessage(true);
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("weight", text);
        request.setParameter("weight.unit", unit);
        return Typed.of(request, new Spoken(new PageWords(null, words, ZoneId.of("Asia/Jakarta"), Locale.ENGLISH)));
    }
}
