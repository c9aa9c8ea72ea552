package io.github.oxytocinmassage.ward.worklist;

import io.github.oxytocinmassage.registry.Worklist;
import io.github.oxytocinmassage.registry.WorklistQuery;
import io.github.oxytocinmassage.ward.OnWard;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /ward}: every mother, worst first. */
@Controller
@OnWard
class WorklistController {

    private static final int ON_A_PAGE = 50;
    private static final int MOST_PAGES = 10_000;
    private static final int LONGEST_QUESTION = 200;

    private final WorklistKeeper keeper;
    private final Worklist worklist;
    private final WorklistWriter writer;
    private final Clock clock;

    WorklistController(WorklistKeeper keeper, Worklist worklist, WorklistWriter writer, Clock clock) {
        this.keeper = keeper;
        this.worklist = worklist;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * @param asked part of a name; longer than a name would be is cut
     * @param group tone of an urgency; one that there is not is no limit
     * @param due only who is to be looked at by now
     * @param number of the page, from 1; one beyond the last shows the last
     */
    @GetMapping("/ward")
    String list(
            @RequestParam(name = "q", defaultValue = "") String asked,
            @RequestParam(name = "group", defaultValue = "") String group,
            @RequestParam(name = "due", defaultValue = "false") String due,
            @RequestParam(name = "page", defaultValue = "1") String number,
            Locale locale,
            Model page) {
        keeper.bringUpToDate();
        Instant now = clock.instant();
        String question = asked.strip().substring(0, Math.min(asked.strip().length(), LONGEST_QUESTION));
        boolean isDue = due.equals("true");
        Urgency urgency = urgency(group);
        WorklistQuery all = new WorklistQuery(question, Set.of(), isDue ? now : null);
        WorklistQuery query =
                urgency == null ? all : new WorklistQuery(question, Set.of(urgency.rank()), isDue ? now : null);
        Map<Integer, Integer> counts = worklist.count(all);
        int found = urgency == null ? sum(counts) : counts.getOrDefault(urgency.rank(), 0);
        int pages = Math.max(1, (found + ON_A_PAGE - 1) / ON_A_PAGE);
        int shown = Math.min(pages, number(number));
        page.addAttribute(
                "groups", writer.groups(worklist.page(query, (shown - 1) * ON_A_PAGE, ON_A_PAGE), counts, now, locale));
        page.addAttribute("choices", writer.choices(counts, urgency, locale));
        page.addAttribute("total", sum(counts));
        page.addAttribute("question", question);
        page.addAttribute("group", urgency == null ? "" : urgency.tone());
        page.addAttribute("due", isDue);
        page.addAttribute("number", shown);
        page.addAttribute("pages", IntStream.rangeClosed(1, pages).boxed().toList());
        return "ward/worklist";
    }

    private static int sum(Map<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static @Nullable Urgency urgency(String tone) {
        return Arrays.stream(Urgency.values())
                .filter(u -> u.tone().equals(tone))
                .findFirst()
                .orElse(null);
    }

    private static int number(String text) {
        return text.matches("[1-9][0-9]{0,3}") ? Math.min(Integer.parseInt(text), MOST_PAGES) : 1;
    }
}
