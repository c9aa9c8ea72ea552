package io.github.oxytocinmassage.fhir;

/** Indonesia's national number (NIK) as identifiers name it, in the manner of SATUSEHAT. */
public final class Nik {

    /** System of a person's own. */
    public static final String OWN = "https://fhir.kemkes.go.id/id/nik";

    /** System of that of its mother, which an infant bears. */
    public static final String OF_MOTHER = "https://fhir.kemkes.go.id/id/nik-ibu";

    private Nik() {}
}
