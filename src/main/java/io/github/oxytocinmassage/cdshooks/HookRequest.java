package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.security.outgoing.BearerToken;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A call of a service (CDS Hooks, "Calling a CDS Service"). Members that we don't know, extensions among them, are not looked at.
 *
 * @param patientId id of the Patient whose chart is open, without its type
 * @param userId as given, {@code Practitioner/1}
 * @param prefetch object of the prefetched values; a missing node without one
 * @param fhirServer base of the EHR's FHIR server, without a slash at its end; null: none
 * @param token for that server; null: none
 * @param client issuer of the client's own token; empty: none was shown
 */
record HookRequest(
        String patientId,
        String userId,
        JsonNode prefetch,
        @Nullable String fhirServer,
        @Nullable BearerToken token,
        String client) {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern PATIENT =
            Pattern.compile("(?:(?:https?://\\S+/)?Patient/)?([^\\s/?#|]+)(?:/_history/[^\\s/]+)?");

    /** @throws HookRefusedException 400 naming every member that is missing or wrong */
    static HookRequest read(JsonNode body, HookService service, String client) {
        Members members = Members.ofBody(body);
        String hook = members.text("hook");
        if (!hook.isEmpty() && !hook.equals(service.hook())) {
            members.note("value", "hook", "has to be " + service.hook() + " at this service.");
        }
        String instance = members.text("hookInstance");
        if (!instance.isEmpty() && !UUID.matcher(instance).matches()) {
            members.note("value", "hookInstance", "has to be a UUID.");
        }
        String server = members.optionalText("fhirServer");
        Members authorization = members.optionalObject("fhirAuthorization");
        if (authorization != null && server == null) {
            members.note("required", "fhirServer", "has to be there when fhirAuthorization is.");
        }
        BearerToken token = authorization == null ? null : token(authorization);
        Members context = members.object("context");
        if (members.node("context") != null) {
            service.context().forEach(context::text);
        }
        String patientId = patientId(context);
        members.optionalObject("prefetch");
        members.refuseIfNoted();
        JsonNode prefetch = members.node("prefetch");
        return new HookRequest(
                patientId,
                context.text("userId"),
                prefetch == null ? MissingNode.getInstance() : prefetch,
                server == null ? null : server.strip().replaceFirst("/+$", ""),
                token,
                client);
    }

    /** Whose ids these are. */
    String origin() {
        return client.isEmpty() && fhirServer != null ? fhirServer : client;
    }

    /** Whether the user belongs to the family, in whatever form the reference comes. */
    boolean isFromFamily() {
        return UserType.of(userId).isFamily();
    }

    private static @Nullable BearerToken token(Members authorization) {
        String token = authorization.optionalText("access_token");
        if (token == null) {
            return null;
        }
        if (!BearerToken.isOne(token)) {
            authorization.note("value", "access_token", "has to be a bearer token (RFC 6750, section 2.1).");
            return null;
        }
        return BearerToken.of(token);
    }

    private static String patientId(Members context) {
        JsonNode node = context.node("patientId");
        if (node == null || !node.isString() || node.asString().isBlank()) {
            return "";
        }
        String id = idOfPatient(node.asString().strip());
        if (id == null) {
            context.note("value", "patientId", "has to be the id of a Patient.");
        }
        return id == null ? "" : id;
    }

    private static @Nullable String idOfPatient(String given) {
        var matcher = PATIENT.matcher(given);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
