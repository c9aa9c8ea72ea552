package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.EntryKey;
import io.github.oxytocinmassage.fhir.entries.Registration;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /ward/mothers/new}: a mother with the infants of one birth. */
@Controller
@OnWard
class RegistrationController {

    private final Desk desk;
    private final RegistrationForm form;

    RegistrationController(Desk desk) {
        this.desk = desk;
        this.form = new RegistrationForm(desk.advisor().release().parameters());
    }

    @GetMapping("/ward/mothers/new")
    String blank(HttpServletRequest request, Locale locale, Model page) {
        Typed typed = Typed.of(request, desk.in(locale));
        return show(page, typed.put(Typed.KEY, EntryKey.random().toString()));
    }

    @PostMapping("/ward/mothers/new")
    String register(HttpServletRequest request, HttpServletResponse response, Locale locale, Model page) {
        Typed typed = Typed.of(request, desk.in(locale));
        EntryKey key = desk.key(typed);
        Optional<Registration> registration = form.read(typed, desk.now());
        AtomicReference<String> mother = new AtomicReference<>("");
        boolean isStored = desk.isStored(
                typed,
                response,
                () -> registration.ifPresent(r -> mother.set(desk.entries()
                        .register(key, r, Callers.author(request), request)
                        .reference())));
        return isStored
                ? "redirect:/ward/mothers/" + MotherRecords.id(mother.get()) + "/recorded?what=registered"
                : show(page, typed);
    }

    private static String show(Model page, Typed typed) {
        page.addAttribute("form", typed);
        page.addAttribute("say", typed.spoken());
        page.addAttribute("numbers", RegistrationForm.NUMBERS);
        return "ward/new";
    }
}
