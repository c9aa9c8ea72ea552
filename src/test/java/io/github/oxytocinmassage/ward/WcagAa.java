package io.github.oxytocinmassage.ward;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe finds on a page against WCAG 2.2 AA and good practice. */
public final class WcagAa {

    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What passes is not described, and style sheets are not loaded anew: both take longer than the looking. */
    private static final String RUN = """
            tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false})
              .then(found => found.violations.map(v => v.id + ': ' + v.help + '\\n' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join('\\n')))
            """;

    private static final String AXE = axe();

    private WcagAa() {}

    /**
     * @param page as it stands: what is folded is not looked at. Our pages hold no frames
     * @return the rule that is broken, and where
     */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        page.evaluate(AXE);
        return (List<String>) page.evaluate(RUN, TAGS);
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
