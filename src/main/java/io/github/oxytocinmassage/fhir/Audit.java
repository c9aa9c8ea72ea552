package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.registry.AuditEntry;
import io.github.oxytocinmassage.registry.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down who asked for what (interfaces section 4): whose record by reference, release and disposition, and nothing else of it. */
public final class Audit {

    private static final String NOBODY = "anonymous";

    private final AuditTrail trail;
    private final Clock clock;
    private final Duration patience;

    Audit(AuditTrail trail, Clock clock) {
        this(trail, clock, AuditTrail.PATIENCE);
    }

    private Audit(AuditTrail trail, Clock clock, Duration patience) {
        this.trail = trail;
        this.clock = clock;
        this.patience = patience;
    }

    /** For a call that has so much time left: what the database does not take within it goes to the file beside it. */
    public Audit within(Duration time) {
        return new Audit(trail, clock, time);
    }

    /** An advice that is about to be answered. */
    void advised(HttpServletRequest request, Advice advice) {
        String path = Objects.requireNonNullElse(request.getRequestURI(), "");
        String operation = path.endsWith("$apply") ? "$apply" : "$recommend";
        write(request, "E", operation, 200, "", advice.mother(), advice.people(), advice);
    }

    /**
     * A call of the registry.
     *
     * @param action C, R, U, D or E
     * @param interaction FHIR's code of it, or an operation with its $
     * @param status of HTTP
     * @param what type, and id and version where there are
     * @param patients references of those whose record it was
     */
    public void called(
            HttpServletRequest request,
            String action,
            String interaction,
            int status,
            String what,
            Collection<String> patients) {
        write(request, action, interaction, status, "", what, patients, null);
    }

    /**
     * A call of a CDS Hooks service, or feedback on its cards.
     *
     * @param interaction name of the hook, or "feedback"
     * @param status of HTTP
     * @param user reference of who sat before the EHR; empty when not said
     * @param about the mother's reference, or the service's id
     * @param patients references of those whose record it was
     * @param advice that was answered; null without one
     */
    public void hook(
            HttpServletRequest request,
            String interaction,
            int status,
            String user,
            String about,
            Collection<String> patients,
            @Nullable Advice advice) {
        write(request, "E", "$" + interaction, status, user, about, patients, advice);
    }

    private void write(
            HttpServletRequest request,
            String action,
            String interaction,
            int status,
            String user,
            String what,
            Collection<String> patients,
            @Nullable Advice advice) {
        trail.record(
                new AuditEntry(
                        clock.instant(),
                        action,
                        interaction,
                        status,
                        agent(request),
                        user,
                        address(request),
                        what,
                        List.copyOf(patients),
                        advice == null ? "" : advice.release(),
                        advice == null ? "" : advice.disposition().name()),
                patience);
    }

    private static String agent(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? NOBODY : principal.getName();
    }

    private static String address(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getRemoteAddr(), "");
    }
}
