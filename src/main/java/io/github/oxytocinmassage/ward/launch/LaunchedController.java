package io.github.oxytocinmassage.ward.launch;

import io.github.oxytocinmassage.fhir.KnownPatients;
import io.github.oxytocinmassage.fhir.KnownPatients.Known;
import io.github.oxytocinmassage.fhir.KnownPatients.Match;
import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /ward/launched}: from the patient whose chart an EHR has open to that mother's page; to none when it is not clear which. */
@Controller
@OnWard
class LaunchedController {

    private static final Map<String, Known> WHY_NOT = Stream.of(Known.NONE, Known.SEVERAL, Known.AT_ODDS)
            .collect(Collectors.toUnmodifiableMap(LaunchedController::word, known -> known));

    private final KnownPatients patients;
    private final Catalogue rules;

    LaunchedController(KnownPatients patients, Catalogue rules) {
        this.patients = patients;
        this.rules = rules;
    }

    /** @param not why none was opened */
    @GetMapping("/ward/launched")
    Object launched(
            @RequestParam(name = "not", defaultValue = "") String not,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        Optional<Launched> launched = Launched.take(request.getSession(false));
        if (launched.isPresent()) {
            return there(request, place(launched.get()));
        }
        Known why = WHY_NOT.get(not);
        if (why == null) {
            return there(request, "/ward");
        }
        response.setStatus(why == Known.NONE ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_CONFLICT);
        page.addAttribute("why", not);
        return "ward/launched";
    }

    /** Ids of FHIR, of a rule, and words of ours: nothing in them to encode. */
    private String place(Launched launched) {
        Match match = match(launched);
        if (match.known() != Known.ONE) {
            return "/ward/launched?not=" + word(match.known());
        }
        String finding = AppContext.finding(launched.context(), rules)
                .map(rule -> "?finding=" + rule + "#" + rule)
                .orElse("");
        return "/ward/mothers/" + match.mother() + finding;
    }

    private static String word(Known known) {
        return known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Match match(Launched launched) {
        return launched.patient() != null
                ? patients.byId(launched.patient())
                : patients.byIdentifiers(launched.identifiers(), launched.birthDate());
    }

    /** Without the host: the one that a request names is its sender's word. */
    private static ResponseEntity<Void> there(HttpServletRequest request, String path) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, request.getContextPath() + path)
                .build();
    }
}
