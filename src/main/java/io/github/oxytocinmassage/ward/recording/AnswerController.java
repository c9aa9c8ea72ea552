package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.Entry.DangerReviewed;
import io.github.oxytocinmassage.fhir.entries.Entry.SingleAnswer;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /ward/mothers/{id}/answer}: a danger sign is not there any more; or, of an event, a clinician has seen to it. */
@Controller
@OnWard
class AnswerController {

    private static final String SIGN = "sign";
    private static final String SURE = "seen";

    private final Desk desk;
    private final LiveSigns signs;

    AnswerController(Desk desk) {
        this.desk = desk;
        this.signs = new LiveSigns(desk.advisor().release().parameters());
    }

    @GetMapping("/ward/mothers/{id}/answer")
    String answer(@PathVariable String id, HttpServletRequest request, Locale locale, Model page) {
        return show(page, desk.mother(id), desk.blank(request, locale));
    }

    @PostMapping("/ward/mothers/{id}/answer")
    String answered(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = Typed.of(request, desk.in(locale));
        Optional<LiveSigns.Live> live = signs.of(record, typed.spoken()).stream()
                .filter(s -> s.id().equals(typed.value(SIGN)))
                .findFirst();
        Instant at = at(typed);
        if (!typed.value(SURE).equals("yes")) {
            typed.refuse(SURE, "refuse.seen");
        }
        if (live.isEmpty()) {
            // Answered by now: perhaps by this very form, sent a second time.
            return typed.isFine()
                    ? "redirect:/ward/mothers/" + id + "/recorded?what=answered"
                    : show(page, record, typed);
        }
        if (at != null && !at.isAfter(live.get().seen())) {
            typed.refuse(SheetController.AT, "refuse.before.sign", live.get().when());
        }
        List<Entry> entries = at == null ? List.of() : List.of(entry(live.get(), at));
        return desk.isEntered(typed, request, response, entries)
                ? "redirect:/ward/mothers/" + id + "/recorded?what=answered"
                : show(page, record, typed);
    }

    /** Now where the field says this minute: a sign seen a moment ago is answered by what is seen after it. */
    private @Nullable Instant at(Typed typed) {
        Instant now = desk.now();
        Instant at = typed.time(SheetController.AT, now);
        return typed.value(SheetController.AT).equals(typed.spoken().field(now)) ? now : at;
    }

    private static Entry entry(LiveSigns.Live live, Instant at) {
        Item sign = live.item();
        return live.event()
                ? new DangerReviewed(live.subject(), sign, at)
                : new SingleAnswer(live.subject(), sign, new Value.YesNo(false), at);
    }

    private String show(Model page, MotherRecord record, Typed typed) {
        List<LiveSigns.Live> live = signs.of(record, typed.spoken());
        desk.show(page, record, typed, p -> {
            p.addAttribute("live", live);
            p.addAttribute(
                    "chosen",
                    live.stream()
                            .filter(s -> s.id().equals(typed.value(SIGN)))
                            .findFirst()
                            .orElse(null));
        });
        return "ward/answer";
    }
}
