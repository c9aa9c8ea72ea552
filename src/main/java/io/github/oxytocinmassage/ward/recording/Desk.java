package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.Entries;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.EntryKey;
import io.github.oxytocinmassage.fhir.entries.EntryRefusedException;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.ward.PageWords;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;

/** What every form needs: whose record it is, the words, and storing what was typed without losing it when that fails. */
final class Desk {

    private static final int UNPROCESSABLE = 422;

    private final Entries entries;
    private final MotherRecords records;
    private final Plausibility plausibility;
    private final Advisor advisor;
    private final MessageSource words;
    private final Clock clock;

    Desk(Entries entries, MotherRecords records, Advisor advisor, MessageSource words, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.plausibility = new Plausibility(advisor);
        this.advisor = advisor;
        this.words = words;
        this.clock = clock;
    }

    Entries entries() {
        return entries;
    }

    Advisor advisor() {
        return advisor;
    }

    /** To the second: what is written has no more. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    Spoken in(Locale locale) {
        RuleRelease release = advisor.release();
        return new Spoken(
                new PageWords(release.wording(), words, release.parameters().siteZone(), locale));
    }

    /** A form of an entry that begins now, with what the address says filled in. */
    Typed blank(HttpServletRequest request, Locale locale) {
        Typed typed = Typed.of(request, in(locale));
        return typed.put(Typed.KEY, EntryKey.random().toString())
                .put(SheetController.AT, typed.spoken().field(now()));
    }

    /** @throws NoSuchRecordException when nothing of her is kept, or the id is an infant's */
    MotherRecord mother(String id) {
        MotherRecord record = records.of(id, now()).orElseThrow(NoSuchRecordException::new);
        if (!MotherRecords.id(record.mother()).equals(id)) {
            throw new NoSuchRecordException();
        }
        return record;
    }

    /** Her and her infants. */
    static Set<String> people(MotherRecord record) {
        Set<String> people = new TreeSet<>(Set.of(record.mother()));
        record.episode().infants().stream().map(Infant::reference).forEach(people::add);
        return people;
    }

    /** A form's key; one that was never given, or has been altered, is refused. */
    EntryKey key(Typed typed) {
        return EntryKey.of(typed.value(Typed.KEY)).orElseGet(() -> {
            typed.fail("refuse.key");
            return EntryKey.random();
        });
    }

    /** Asks back what the rules would doubt. */
    void ask(Typed typed, MotherRecord record, Set<String> instead, List<? extends Entry> meant) {
        plausibility.ask(typed, record, instead, meant);
    }

    /** @return whether it is stored; if not, the form says why, and the answer's status too */
    boolean isStored(Typed typed, HttpServletResponse response, Runnable write) {
        if (!typed.isFine()) {
            response.setStatus(UNPROCESSABLE);
            return false;
        }
        try {
            write.run();
            return true;
        } catch (EntryRefusedException e) {
            typed.fail("refused." + e.why().name());
            response.setStatus(
                    switch (e.why()) {
                        case CHANGED_MEANWHILE, ENTERED_OTHERWISE, NUMBER_TAKEN -> HttpServletResponse.SC_CONFLICT;
                        case NOT_THERE -> HttpServletResponse.SC_NOT_FOUND;
                        case FAILS_PROFILE -> UNPROCESSABLE;
                    });
        } catch (StoreUnavailableException e) {
            typed.fail("refused.UNAVAILABLE");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        return false;
    }

    /** Stores entries that belong together under the form's key. */
    boolean isEntered(
            Typed typed, HttpServletRequest request, HttpServletResponse response, List<? extends Entry> meant) {
        EntryKey key = key(typed);
        return isStored(typed, response, () -> entries.enter(key, meant, Callers.author(request), request));
    }

    /** What every page of a mother shows: her name, and nothing of her record but what the page adds. */
    void show(Model page, MotherRecord record, Typed typed, Consumer<Model> more) {
        page.addAttribute("id", MotherRecords.id(record.mother()));
        page.addAttribute("mother", record.label());
        page.addAttribute("form", typed);
        page.addAttribute("say", typed.spoken());
        more.accept(page);
    }
}
