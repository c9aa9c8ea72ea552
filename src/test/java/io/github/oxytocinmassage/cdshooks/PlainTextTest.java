package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void a_text_is_one_line_without_control_characters() {
        assertThat(PlainText.line(" Ani\r\n\tbinti\u0000 Budi\u2028 ")).isEqualTo("Ani binti Budi");
    }

    @Test
    void marks_that_turn_the_writing_direction_are_dropped() {
        assertThat(PlainText.line("Ani\u202E\u2066 X\uFEFF")).isEqualTo("Ani X");
    }

    @Test
    void half_a_surrogate_pair_shows_as_the_replacement_character() {
        assertThat(PlainText.line("a\uD83Db")).isEqualTo("a\uFFFDb");
        assertThat(PlainText.line("a\uD83D\uDC76b")).isEqualTo("a\uD83D\uDC76b");
    }

    @Test
    void a_text_that_fits_is_not_cut() {
        assertThat(PlainText.cut("milk is adequate", 16)).isEqualTo("milk is adequate");
    }

    @Test
    void a_text_is_cut_after_a_word() {
        assertThat(PlainText.cut("milk is adequate", 12)).isEqualTo("milk is…");
    }

    @Test
    void a_long_word_is_cut_but_never_within_a_character() {
        String babies = "\uD83D\uDC76".repeat(10);

        String cut = PlainText.cut(babies, 10);

        assertThat(cut).hasSizeLessThanOrEqualTo(10).isEqualTo("\uD83D\uDC76".repeat(4) + "…");
    }
}
