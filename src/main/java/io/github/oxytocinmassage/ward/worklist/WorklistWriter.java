package io.github.oxytocinmassage.ward.worklist;

import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.registry.WorklistEntry;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import io.github.oxytocinmassage.ward.Ago;
import io.github.oxytocinmassage.ward.PageWords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Puts the worklist into the words of one language. */
final class WorklistWriter {

    private final Wording wording;
    private final ZoneId zone;
    private final Duration stale;
    private final MessageSource words;

    WorklistWriter(RuleRelease release, MessageSource words) {
        this.wording = release.wording();
        this.zone = release.parameters().siteZone();
        this.stale = Duration.ofHours(release.parameters().checkMaxAgeHours());
        this.words = words;
    }

    /** @param counts of all that fit the question, by urgency */
    List<WorklistRow.Group> groups(
            List<WorklistEntry> entries, Map<Integer, Integer> counts, Instant now, Locale locale) {
        return Arrays.stream(Urgency.values())
                .map(u -> new WorklistRow.Group(
                        u.tone(),
                        word("worklist.group." + u.name(), locale),
                        word("worklist.what." + u.name(), locale),
                        counts.getOrDefault(u.rank(), 0),
                        entries.stream()
                                .filter(e -> e.urgency() == u.rank())
                                .map(e -> row(e, now, locale))
                                .toList()))
                .filter(g -> !g.rows().isEmpty())
                .toList();
    }

    List<WorklistRow.Choice> choices(Map<Integer, Integer> counts, @Nullable Urgency chosen, Locale locale) {
        return Arrays.stream(Urgency.values())
                .filter(u -> counts.containsKey(u.rank()) || u == chosen)
                .map(u -> new WorklistRow.Choice(
                        u.tone(),
                        word("worklist.group." + u.name(), locale),
                        counts.getOrDefault(u.rank(), 0),
                        u == chosen))
                .toList();
    }

    private WorklistRow row(WorklistEntry entry, Instant now, Locale locale) {
        Instant look = entry.nextLook();
        Instant check = entry.lastCheck();
        boolean known = entry.urgency() != Urgency.UNKNOWN.rank();
        boolean due = look != null && !look.isAfter(now);
        String text = known ? wording.text(leading(entry), locale) : word("worklist.unknown", locale);
        return new WorklistRow(
                MotherRecords.id(entry.mother()),
                entry.name(),
                String.join(", ", entry.infants()),
                known,
                entry.protocolDay() == null ? "" : entry.protocolDay().toString(),
                !known ? entry.name() : entry.about().isEmpty() ? word("about.unresolved", locale) : entry.about(),
                text,
                entry.hold() && !saysHold(text, locale),
                look == null ? "" : time(look, locale),
                due,
                check == null ? "" : new Ago(words, locale).since(check, now),
                check != null && Duration.between(check, now).compareTo(stale) > 0);
    }

    /** Rules that hold the massage say so in their own sentence; beside it the row's word for a hold would stand twice. */
    private boolean saysHold(String text, Locale locale) {
        return text.toLowerCase(locale).contains(wording.term("hold", locale).toLowerCase(locale));
    }

    private static Finding leading(WorklistEntry entry) {
        Level level = entry.level().isEmpty() ? null : Level.valueOf(entry.level());
        Disposition disposition = Disposition.valueOf(entry.disposition());
        return new Finding(entry.rule(), disposition, level, null, List.of(), null, List.of(), List.of());
    }

    private String time(Instant instant, Locale locale) {
        PageWords page = new PageWords(wording, words, zone, locale);
        return page.day(instant) + ", " + page.clock(instant);
    }

    private String word(String key, Locale locale) {
        return words.getMessage(key, null, locale);
    }
}
