package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Who did what, when, with whose record; nothing of what stands in it.
 *
 * @param action C, R, U, D or E, as in FHIR's AuditEvent
 * @param interaction FHIR's code of it, or an operation with its $
 * @param status of HTTP
 * @param agent whom the token names; "anonymous" where none is asked for
 * @param actingUser reference of who sat before the caller, where it names them; else empty
 * @param address of the caller
 * @param what type, or type and id, or type, id and version
 * @param patients references of those whose record it was
 * @param release of the rules, of an advice; else empty
 * @param disposition of an advice; else empty
 */
public record AuditEntry(
        Instant recorded,
        String action,
        String interaction,
        int status,
        String agent,
        String actingUser,
        String address,
        String what,
        List<String> patients,
        String release,
        String disposition) {

    public AuditEntry {
        // A line that waited since before there was such a member lacks it.
        actingUser = Objects.requireNonNullElse(actingUser, "");
        patients = List.copyOf(patients);
    }

    AuditEntry about(List<String> patients) {
        return new AuditEntry(
                recorded,
                action,
                interaction,
                status,
                agent,
                actingUser,
                address,
                what,
                patients,
                release,
                disposition);
    }
}
