package io.github.oxytocinmassage.ward.launch;

import io.github.oxytocinmassage.fhir.KnownPatients;
import io.github.oxytocinmassage.fhir.KnownPatients.Known;
import io.github.oxytocinmassage.fhir.KnownPatients.Match;
import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /ward/launched}: from the patient whose chart an EHR has open to that mother's page; to none when it is not clear which. */
@Controller
@OnWard
class LaunchedController {

    private final KnownPatients patients;
    private final Catalogue rules;

    LaunchedController(KnownPatients patients, Catalogue rules) {
        this.patients = patients;
        this.rules = rules;
    }

    @GetMapping("/ward/launched")
    Object launched(HttpServletRequest request, HttpServletResponse response, Model page) {
        Optional<Launched> launched = Launched.take(request.getSession(false));
        if (launched.isEmpty()) {
            return there(request, "/ward");
        }
        Match match = match(launched.get());
        if (match.known() == Known.ONE) {
            // An id of FHIR and one of a rule: nothing in them to encode.
            String finding = AppContext.finding(launched.get().context(), rules)
                    .map(rule -> "?finding=" + rule + "#" + rule)
                    .orElse("");
            return there(request, "/ward/mothers/" + match.mother() + finding);
        }
        response.setStatus(
                match.known() == Known.NONE ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_CONFLICT);
        page.addAttribute("why", match.known().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return "ward/launched";
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
