package io.github.oxytocinmassage.security.launch;

import org.jspecify.annotations.Nullable;

/**
 * An EHR that may launch this service.
 *
 * @param name of the site's
 * @param iss base URL of its FHIR server, without a slash at its end
 * @param clientId that this service is registered under
 * @param clientSecret null: a public client
 * @param sameIds whether its patients and practitioners have the same ids here
 */
record Ehr(
        String name, String iss, String clientId, @Nullable String clientSecret, boolean sameIds) {

    private static final String PREFIX = "ehr-";

    /** Of its registration, as it stands in the redirect URI. */
    String registrationId() {
        return PREFIX + name;
    }

    static String plain(String iss) {
        return iss.strip().replaceFirst("/+$", "");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Ehr[" + name + "]";
    }
}
