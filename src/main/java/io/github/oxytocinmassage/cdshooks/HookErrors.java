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

    private static final String BUSY_SECONDS = "1";
    private static final String AWAY_SECONDS = "5";

    private final FhirContext fhir;

    HookErrors(FhirContext fhir) {
        this.fhir = fhir;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(HookRefusedException e) {
        return e.status() == 503 ? later(BUSY_SECONDS, e.issues()) : outcome(e.status(), e.issues());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> busy(Workplaces.BusyException e) {
        return later(BUSY_SECONDS, List.of(new Issue("throttled", String.valueOf(e.getMessage()), "")));
    }

    /** What has to be kept could not be: nothing was acknowledged. */
    @ExceptionHandler
    ResponseEntity<byte[]> away(StoreUnavailableException e) {
        LOG.warn("A hook call could not be kept, the database does not answer");
        Issue issue = new Issue("transient", "The service can't store anything now. Send the same again later.", "");
        return later(AWAY_SECONDS, List.of(issue));
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

    private ResponseEntity<byte[]> later(String seconds, List<Issue> issues) {
        return answer(ResponseEntity.status(503).header(HttpHeaders.RETRY_AFTER, seconds), issues);
    }

    private ResponseEntity<byte[]> outcome(int status, List<Issue> issues) {
        return answer(ResponseEntity.status(status), issues);
    }

    private ResponseEntity<byte[]> answer(ResponseEntity.BodyBuilder head, List<Issue> issues) {
        return head.contentType(OutcomeBody.TYPE).body(OutcomeBody.of(issues, fhir));
    }
}
