package io.github.oxytocinmassage.fhir;

/** A record is there, and no advice could be worked out from it: a fault of this service or of what it keeps. It says nothing of the record. */
public final class UnadvisedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String mother;

    UnadvisedException(String mother, Throwable cause) {
        super("no advice could be worked out", cause);
        this.mother = mother;
    }

    UnadvisedException of(String other) {
        return other.equals(mother) ? this : new UnadvisedException(other, this);
    }

    /** {@code Patient/id}; of the patient who was asked about, when it could not be told whose infant that is. */
    public String mother() {
        return mother;
    }

    /** What failed, and where in the program: fit for a log. */
    public String what() {
        Throwable root = this;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return root.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
