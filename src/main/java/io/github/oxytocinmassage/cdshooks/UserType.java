package io.github.oxytocinmassage.cdshooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What kind of user a reference names (CDS Hooks, "userId"; SMART, "fhirUser"). */
enum UserType {
    PATIENT,
    RELATEDPERSON,
    PRACTITIONER,
    PRACTITIONERROLE,

    /** No type of these stands there. We take it that it is a professional's id, the hooks' usual user. */
    UNTOLD;

    /**
     * Below a server's address or by itself, with a version, a query or without an id, in large letters or small: who belongs to the family is
     * never taken for a professional because of how a client writes.
     */
    static UserType of(String userId) {
        String plain = userId.replaceAll("[\\p{Z}\\p{C}]", "")
                .replaceAll("(?i)%2f", "/")
                .replaceFirst("[?#|].*", "")
                .replaceFirst("(?i)/_history(/.*)?$", "");
        List<String> parts =
                Arrays.stream(plain.split("/")).filter(p -> !p.isEmpty()).toList();
        int last = parts.size() - 1;
        return named(parts, last - 1).or(() -> named(parts, last)).orElse(UNTOLD);
    }

    boolean isFamily() {
        return this == PATIENT || this == RELATEDPERSON;
    }

    private static Optional<UserType> named(List<String> parts, int at) {
        return at < 0
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(t -> t != UNTOLD && t.name().equalsIgnoreCase(parts.get(at)))
                        .findFirst();
    }
}
