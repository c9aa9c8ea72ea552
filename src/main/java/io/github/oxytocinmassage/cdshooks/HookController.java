package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.rules.RuleRelease;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The CDS Hooks services over HTTP: discovery, calls, feedback. */
@RestController
@RequestMapping("/cds-services")
class HookController {

    private final Consultation consultation;
    private final EhrServers servers;
    private final RuleRelease release;

    HookController(Consultation consultation, EhrServers servers, RuleRelease release) {
        this.consultation = consultation;
        this.servers = servers;
        this.release = release;
    }

    @GetMapping
    ResponseEntity<Discovery> discover() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Discovery.ofAll());
    }

    @PostMapping("/{id}")
    ResponseEntity<Card.Answer> call(@PathVariable String id, HttpServletRequest http) throws IOException {
        HookService service = service(id);
        HookRequest request = HookRequest.read(JsonBody.read(body(http)), service);
        Locale locale = CardLanguage.of(http.getHeader(HttpHeaders.ACCEPT_LANGUAGE), request, release.wording());
        Card.Answer answer = new Card.Answer(consultation.cards(request, servers.of(request), locale));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .body(answer);
    }

    /** Feedback is held to its form; there is no place yet to keep it. */
    @PostMapping("/{id}/feedback")
    ResponseEntity<Void> feedback(@PathVariable String id, HttpServletRequest http) throws IOException {
        service(id);
        FeedbackRequest.check(JsonBody.read(body(http)));
        throw new HookRefusedException(
                501, "not-supported", "Feedback is not kept by this version of the service.", "");
    }

    /** Whatever else is asked of these addresses. */
    @RequestMapping(
            path = "/**",
            method = {
                RequestMethod.GET,
                RequestMethod.HEAD,
                RequestMethod.POST,
                RequestMethod.PUT,
                RequestMethod.PATCH,
                RequestMethod.DELETE
            })
    ResponseEntity<Void> stray(HttpServletRequest http) {
        String path = http.getRequestURI().substring(http.getContextPath().length());
        boolean discovery = path.equals("/cds-services");
        String id = path.replaceFirst("^/cds-services/([^/]+)(/feedback)?$", "$1");
        if (discovery || HookService.ofId(id).isPresent()) {
            String allowed = discovery ? "GET" : "POST";
            throw new HookRefusedException(405, "not-supported", "Only " + allowed + " is answered here.", "");
        }
        throw new HookRefusedException(404, "not-found", "There is nothing at this address; see /cds-services.", "");
    }

    private static HookService service(String id) {
        return HookService.ofId(id)
                .orElseThrow(() -> new HookRefusedException(
                        404,
                        "not-found",
                        "There is no service of this id; GET /cds-services lists those there are.",
                        ""));
    }

    private static byte[] body(HttpServletRequest http) throws IOException {
        return http.getInputStream().readAllBytes();
    }
}
