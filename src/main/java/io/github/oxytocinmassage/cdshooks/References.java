package io.github.oxytocinmassage.cdshooks;

/** References as an episode holds them: {@code Patient/1}, or the same below a server's address. */
final class References {

    private References() {}

    /** The id at its end. */
    static String id(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    static boolean isPatient(String reference, String id) {
        return reference.equals("Patient/" + id) || reference.endsWith("/Patient/" + id);
    }
}
