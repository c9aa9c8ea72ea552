package io.github.oxytocinmassage.cdshooks;

/**
 * Why there is no whole answer under a prefetch key.
 *
 * @param why {@code "is missing"}
 * @param status with which a call is refused for it: 412, or 503 or 504 when it may go better another time
 * @param refusedByServer it was asked for, and the EHR's server does not answer such requests
 */
record Lack(String why, int status, boolean refusedByServer) {

    Lack(String why) {
        this(why, 412, false);
    }

    Lack notFetched(FetchFailedException e) {
        return new Lack(why + ", and could not be fetched: " + e.getMessage(), e.status(), e.isRefusedByServer());
    }

    /** Of FHIR's issue types. */
    String code() {
        return switch (status) {
            case 503 -> "throttled";
            case 504 -> "timeout";
            default -> "required";
        };
    }
}
