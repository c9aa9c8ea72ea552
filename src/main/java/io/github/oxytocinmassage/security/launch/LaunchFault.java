package io.github.oxytocinmassage.security.launch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a launch comes to nothing; the page of refusal has words for each. */
enum LaunchFault {
    /** Opened by itself: no EHR says where it stands. */
    NO_ISS,
    /** The EHR is none of the site's. */
    UNKNOWN_EHR,
    /** The EHR names no launch. */
    NO_LAUNCH,
    /** The EHR does not answer. */
    AWAY,
    /** The EHR does not offer what a launch needs. */
    NOT_SMART,
    /** The launch was made use of already, or was not begun in this browser. */
    OVER,
    /** The EHR says no. */
    DENIED,
    /** What the EHR sends does not prove who comes. */
    UNCONFIRMED,
    /** Who comes is no professional. */
    NOT_STAFF,
    /** The EHR does not say whose chart is open. */
    NO_PATIENT,
    /** The EHR does not show who the patient is. */
    UNREADABLE;

    private static final String CODE = "launch_";

    /** In addresses and bundles. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As an error of OAuth 2.0, between the steps of a sign-in. */
    String code() {
        return CODE + key();
    }

    static Optional<LaunchFault> ofCode(String code) {
        return Arrays.stream(values()).filter(f -> f.code().equals(code)).findFirst();
    }
}
