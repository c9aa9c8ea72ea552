package io.github.oxytocinmassage.ward;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds on a page against WCAG 2.2 AA and good practice. */
public final class WcagAa {

    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private WcagAa() {}

    /** @param page as it stands: what is folded is not looked at. Our pages hold no frames, which a run in one piece would pass over */
    public static List<Rule> violations(Page page) {
        // Axe would describe every element that passes as well, which takes most of the time on a long page.
        AxeRunOptions violationsAlone = new AxeRunOptions();
        violationsAlone.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                .setLegacyMode(true)
                .options(violationsAlone)
                .withTags(TAGS)
                .analyze()
                .getViolations();
    }
}
