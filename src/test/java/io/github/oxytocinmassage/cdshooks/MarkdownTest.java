package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "<script>alert(1)</script> ! &lt;script&gt;alert(1)&lt;/script&gt;",
                "a*b_c ! a\\*b\\_c",
                "[x](http://evil) ! \\[x\\](http\\://evil)",
                "www.evil.example ! www\\.evil.example",
                "a|b ! a\\|b",
                "`code` ! \\`code\\`",
                "~~gone~~ # head ! \\~\\~gone\\~\\~ \\# head",
                "&lt;b&gt; ! &amp;lt;b&amp;gt;",
                "back\\slash ! back\\\\slash",
                "OM-DAN-I13 ! OM-DAN-I13"
            })
    void what_would_mark_up_is_escaped(String text, String markdown) {
        assertThat(Markdown.escaped(text)).isEqualTo(markdown);
    }

    @Test
    void a_new_line_can_not_start_a_list_or_a_table() {
        assertThat(Markdown.escaped("Ani\n- fed\n| a |")).isEqualTo("Ani - fed \\| a \\|");
    }

    @Test
    void a_cell_can_not_leave_its_table() {
        String table = new Markdown()
                .row("sign", "answer")
                .headEnds(2)
                .row("a|b\nc", "9")
                .toString();

        assertThat(table).isEqualTo("| sign | answer |\n| --- | --- |\n| a\\|b c | 9 |");
    }

    @Test
    void paragraphs_lists_and_tables_stand_apart() {
        String written = new Markdown()
                .paragraph("one")
                .gap()
                .point("two", "three")
                .paragraph("four")
                .toString();

        assertThat(written).isEqualTo("one\n\n- two  \n  three\n\nfour");
    }
}
