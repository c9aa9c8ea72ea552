package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.List;

/**
 * Who did what, when, with whose record; nothing of what stands in it.
 *
 * @param action C, R, U, D or E, as in FHIR's AuditEvent
 * @param interaction FHIR's code of it, or an operation with its $
 * @param status of HTTP
 * @param agent whom the token names; "anonymous" where none is asked for
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
        String address,
        String what,
        List<String> patients,
        String release,
        String disposition) {

    public AuditEntry {
        patients = List.copyOf(patients);
    }

    AuditEntry about(List<String> patients) {
        return new AuditEntry(
                recorded, action, interaction, status, agent, address, what, patients, release, disposition);
    }
}
