package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** How far a call may reach: everywhere where the site has opened the registry, else as far as the scopes of its token go. */
final class Reach {

    private static final String OF_THE_CALL = Reach.class.getName();

    private final @Nullable List<Scope> scopes;
    private final Supplier<Bounds> family;
    private final boolean hasPatient;

    private Reach(@Nullable List<Scope> scopes, boolean hasPatient, Supplier<Bounds> family) {
        this.scopes = scopes;
        this.hasPatient = hasPatient;
        this.family = family;
    }

    static Reach everywhere() {
        return new Reach(null, false, Bounds::none);
    }

    /**
     * @param hasPatient whether the token names a patient: else its patient/ scopes allow nothing
     * @param family of that patient, worked out when it is needed
     */
    static Reach of(List<Scope> scopes, boolean hasPatient, Supplier<Bounds> family) {
        return new Reach(List.copyOf(scopes), hasPatient, family);
    }

    void remember(RequestDetails request) {
        request.getUserData().put(OF_THE_CALL, this);
    }

    /** @throws AuthenticationException when nobody has looked at who calls: then nobody may */
    static Reach of(RequestDetails request) {
        if (request.getUserData().get(OF_THE_CALL) instanceof Reach reach) {
            return reach;
        }
        AuthenticationException refused =
                new AuthenticationException("A bearer token of this service's issuer is needed");
        refused.addResponseHeader("WWW-Authenticate", "Bearer");
        throw refused;
    }

    /**
     * @return within what bounds the call may do all of this
     * @throws ForbiddenOperationException that names the scope which is missing
     */
    Bounds over(String type, Right... rights) {
        boolean bounded = false;
        for (Right right : rights) {
            if (allows(type, right, false)) {
                continue;
            }
            if (!allows(type, right, true)) {
                throw missing(type, rights);
            }
            bounded = true;
        }
        return bounded ? Objects.requireNonNull(family.get()) : Bounds.none();
    }

    /** Whether this resource may be read. */
    boolean reads(Resource resource) {
        String type = resource.fhirType();
        return allows(type, Right.READ, false)
                || allows(type, Right.READ, true) && family.get().holds(resource);
    }

    /** Whether anything may be read at all. */
    boolean readsSomething() {
        return scopes == null
                || scopes.stream()
                        .filter(s -> hasPatient || !s.ofPatient())
                        .anyMatch(s ->
                                s.rights().contains(Right.READ) || s.rights().contains(Right.SEARCH));
    }

    private boolean allows(String type, Right right, boolean inFamily) {
        if (scopes == null) {
            return true;
        }
        return (!inFamily || hasPatient)
                && scopes.stream().anyMatch(s -> s.ofPatient() == inFamily && s.allows(type, right));
    }

    private static ForbiddenOperationException missing(String type, Right... rights) {
        String letters = Arrays.stream(rights)
                .sorted()
                .map(r -> String.valueOf(r.letter()))
                .collect(Collectors.joining());
        return forbidden("The token lacks the scope for this: user/" + type + "." + letters + " or system/" + type + "."
                + letters + ", or patient/" + type + "." + letters + " with a patient");
    }

    static ForbiddenOperationException forbidden(String why) {
        ForbiddenOperationException refused = new ForbiddenOperationException(why);
        refused.addResponseHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
        return refused;
    }
}
