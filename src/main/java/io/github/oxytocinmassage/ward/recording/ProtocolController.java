package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.entries.Entered;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.Entry.ProtocolStarted;
import io.github.oxytocinmassage.protocol.Age;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /ward/mothers/{id}/start} and {@code /end}: the 14 days begin, and are completed or broken off. */
@Controller
@OnWard
class ProtocolController {

    private static final String HOW = "how";
    private static final String VERSION = "version";

    private final Desk desk;

    ProtocolController(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/ward/mothers/{id}/start")
    String start(@PathVariable String id, HttpServletRequest request, Locale locale, Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = desk.blank(request, locale);
        return show("ward/start", page, record, typed);
    }

    @PostMapping("/ward/mothers/{id}/start")
    String started(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = Typed.of(request, desk.in(locale));
        Instant at = typed.time(SheetController.AT, desk.now());
        if (at != null && isBeforeBirth(record, at)) {
            typed.refuse(SheetController.AT, "refuse.before.birth");
        }
        List<Entry> entries = at == null ? List.of() : List.of(new ProtocolStarted(record.mother(), at));
        // Sent again, it finds the run that it has begun itself.
        boolean isRepeated = running(record)
                .filter(p -> at != null && p.start().earliest().equals(at))
                .isPresent();
        if (running(record).isPresent() && !isRepeated) {
            typed.fail("refuse.running");
        }
        return desk.isEntered(typed, request, response, entries)
                ? "redirect:/ward/mothers/" + id + "/recorded?what=started"
                : show("ward/start", page, record, typed);
    }

    @GetMapping("/ward/mothers/{id}/end")
    String end(@PathVariable String id, HttpServletRequest request, Locale locale, Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = desk.blank(request, locale);
        running(record)
                .flatMap(p -> desk.entries().newest(p.source(), Desk.people(record)))
                .ifPresent(e -> typed.put(VERSION, String.valueOf(e.version())));
        return show("ward/end", page, record, typed);
    }

    @PostMapping("/ward/mothers/{id}/end")
    String ended(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = Typed.of(request, desk.in(locale));
        Instant at = typed.time(SheetController.AT, desk.now());
        Integer version = typed.whole(VERSION, 1, Integer.MAX_VALUE);
        boolean isCompleted = typed.value(HOW).equals("completed");
        if (!isCompleted && !typed.value(HOW).equals("revoked")) {
            typed.refuse(HOW, "refuse.missing");
        }
        Optional<Plan> plan = latest(record);
        if (plan.isEmpty() || version == null) {
            typed.fail("refuse.not.running");
        } else if (at != null && at.isBefore(plan.get().start().earliest())) {
            typed.refuse(SheetController.AT, "refuse.before.start");
        } else if (at != null) {
            askWhetherSoEarly(typed, plan.get().start().earliest(), at);
        }
        boolean isStored = desk.isStored(typed, response, () -> {
            if (at != null && version != null) {
                Entered unused = desk.entries()
                        .end(plan.orElseThrow().source(), version, at, isCompleted, Desk.people(record), request);
            }
        });
        return isStored
                ? "redirect:/ward/mothers/" + id + "/recorded?what=ended"
                : show("ward/end", page, record, typed);
    }

    /** With the days, nearly everything that is asked and advised ends: not by a slip of the thumb. */
    private void askWhetherSoEarly(Typed typed, Instant start, Instant end) {
        long day = Age.daysBetween(start, end, typed.spoken().zone()) + 1;
        int days = desk.advisor().release().parameters().protocolDays();
        if (day < days) {
            typed.ask(HOW, typed.spoken().say("ask.end.early", String.valueOf(day), String.valueOf(days)));
        }
    }

    private String show(String view, Model page, MotherRecord record, Typed typed) {
        desk.show(page, record, typed, p -> {
            p.addAttribute(
                    "running",
                    running(record)
                            .map(r -> typed.spoken().time(r.start().earliest()))
                            .orElse(""));
            p.addAttribute(
                    "pauses",
                    record.advice().hold()
                            ? record.advice().findings().stream()
                                    .filter(f -> f.rule().startsWith("OM-ELI-") || f.isDangerSign())
                                    .map(f -> typed.spoken()
                                            .wording()
                                            .text(f, typed.spoken().locale()))
                                    .toList()
                            : List.of());
        });
        return view;
    }

    private static Optional<Plan> running(MotherRecord record) {
        return latest(record).filter(p -> !p.ended());
    }

    private static Optional<Plan> latest(MotherRecord record) {
        return record.episode().plans().stream()
                .filter(p -> !isBeforeBirth(record, p.start().latest()))
                .max(Comparator.comparing((Plan p) -> p.start().earliest())
                        .thenComparing(p -> !p.ended())
                        .thenComparing(Plan::source));
    }

    /** Before that of every infant whose birth is known. */
    static boolean isBeforeBirth(MotherRecord record, Instant at) {
        List<Infant> living = SheetController.living(record);
        return !living.isEmpty() && living.stream().allMatch(i -> SheetController.isBeforeBirth(i, at));
    }
}
