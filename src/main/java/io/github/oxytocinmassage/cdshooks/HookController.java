package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.Audit;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.security.Arrival;
import io.github.oxytocinmassage.security.Workplaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

    private static final String FEEDBACK = "feedback";

    private final Consultation consultation;
    private final EhrServers servers;
    private final Feedback feedback;
    private final RuleRelease release;
    private final CardCounts counts;
    private final Audit audit;
    private final Workplaces workplaces;
    private final CallLimits limits;

    HookController(
            Consultation consultation,
            EhrServers servers,
            Feedback feedback,
            RuleRelease release,
            CardCounts counts,
            Audit audit,
            Workplaces workplaces,
            CallLimits limits) {
        this.consultation = consultation;
        this.servers = servers;
        this.feedback = feedback;
        this.release = release;
        this.counts = counts;
        this.audit = audit;
        this.workplaces = workplaces;
        this.limits = limits;
    }

    @GetMapping
    ResponseEntity<Discovery> discover() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Discovery.ofAll());
    }

    @PostMapping("/{id}")
    ResponseEntity<Card.Answer> call(@PathVariable String id, HttpServletRequest http) throws IOException {
        HookService service = service(id);
        HookRequest request = null;
        CallTime time = limits.of(Arrival.nanos(http));
        try (Workplaces.Place place = workplaces.enter(time.working())) {
            request = HookRequest.read(JsonBody.read(body(http)), service, client(http));
            EhrServer ehr = servers.of(request, time.working(), place::stepOut);
            Supplier<Locale> locale =
                    CardLanguage.of(http.getHeader(HttpHeaders.ACCEPT_LANGUAGE), request, ehr, release.wording());
            Consulted consulted = consultation.consult(service, request, ehr, locale, place, time);
            Advice advice = consulted.advice();
            audit.within(time.toWrite())
                    .hook(http, service.hook(), 200, request.userId(), advice.mother(), advice.people(), advice);
            counts.shown(consulted.cards());
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .header(HttpHeaders.CONTENT_LANGUAGE, locale.get().toLanguageTag())
                    .body(new Card.Answer(consulted.cards()));
        } catch (HookRefusedException e) {
            refused(audit.within(time.toWrite()), http, service, request, e.status());
            throw e;
        }
    }

    private static void refused(
            Audit audit, HttpServletRequest http, HookService service, @Nullable HookRequest request, int status) {
        if (request == null) {
            audit.hook(http, service.hook(), status, "", service.id(), List.of(), null);
        } else {
            String patient = "Patient/" + request.patientId();
            audit.hook(http, service.hook(), status, request.userId(), patient, List.of(patient), null);
        }
    }

    /** Answers 200 once all of it is stored; 404 when some of the cards are not ours, once the rest is. */
    @PostMapping("/{id}/feedback")
    ResponseEntity<Void> feedback(@PathVariable String id, HttpServletRequest http) throws IOException {
        HookService service = service(id);
        List<String> mothers = List.of();
        int status = 200;
        try {
            Feedback.Taken taken = feedback.take(service, FeedbackRequest.read(JsonBody.read(body(http))));
            mothers = taken.mothers();
            if (!taken.unknown().isEmpty()) {
                throw new HookRefusedException(404, taken.unknown());
            }
            return ResponseEntity.ok().build();
        } catch (HookRefusedException e) {
            status = e.status();
            throw e;
        } catch (StoreUnavailableException e) {
            status = 503;
            throw e;
        } finally {
            audit.hook(http, FEEDBACK, status, "", service.id(), mothers, null);
        }
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
    ResponseEntity<Void> stray(HttpServletRequest http, HttpServletResponse response) {
        String path = http.getRequestURI().substring(http.getContextPath().length());
        boolean discovery = path.equals("/cds-services");
        String id = path.replaceFirst("^/cds-services/([^/]+)(/feedback)?$", "$1");
        if (discovery || HookService.ofId(id).isPresent()) {
            String allowed = discovery ? "GET" : "POST";
            response.setHeader(HttpHeaders.ALLOW, allowed);
            throw new HookRefusedException(405, "not-supported", "Only " + allowed + " is answered here.", "");
        }
        throw new HookRefusedException(404, "not-found", "There is nothing at this address; see /cds-services.", "");
    }

    private static String client(HttpServletRequest http) {
        Principal client = http.getUserPrincipal();
        return client == null ? "" : client.getName();
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
