package io.github.oxytocinmassage.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import io.github.oxytocinmassage.security.Workplaces;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what can't be answered. */
@RestControllerAdvice(basePackageClasses = HookErrors.class)
class HookErrors {

    private static final Logger LOG = LoggerFactory.getLogger(HookErrors.class);

    private static final String RETRY_SECONDS = "5";

    private final FhirContext fhir;

    HookErrors(FhirContext fhir) {
        this.fhir = fhir;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(HookRefusedException e) {
        ResponseEntity<byte[]> outcome = outcome(e.status(), e.issues());
        return e.status() == 503
                ? ResponseEntity.status(503)
                        .headers(outcome.getHeaders())
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .body(outcome.getBody())
                : outcome;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> busy(Workplaces.BusyException e) {
        Issue issue = new Issue("throttled", String.valueOf(e.getMessage()), "");
        return ResponseEntity.status(503)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .contentType(OutcomeBody.TYPE)
                .body(OutcomeBody.of(List.of(issue), fhir));
    }

    /** What has to be kept could not be: nothing was acknowledged. */
    @ExceptionHandler
    ResponseEntity<byte[]> away(StoreUnavailableException e) {
        LOG.warn("A hook call could not be kept, the database does not answer");
        Issue issue = new Issue("transient", "The service can't store anything now. Send the same again later.", "");
        return ResponseEntity.status(503)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .contentType(OutcomeBody.TYPE)
                .body(OutcomeBody.of(List.of(issue), fhir));
    }

    /** The message may hold a value of the record, so that the log gets the place alone. */
    @ExceptionHandler
    ResponseEntity<byte[]> failed(Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        LOG.error("A hook call failed: {} at {}", e.getClass().getName(), trace.length == 0 ? "?" : trace[0]);
        Issue issue = new Issue(
                "exception", "The service could not answer. Nothing can be concluded from this; judge without it.", "");
        return outcome(500, List.of(issue));
    }

    private ResponseEntity<byte[]> outcome(int status, List<Issue> issues) {
        return ResponseEntity.status(status).contentType(OutcomeBody.TYPE).body(OutcomeBody.of(issues, fhir));
    }
}
