package io.github.oxytocinmassage.fhir;

import org.jspecify.annotations.Nullable;

/**
 * What came in is not FHIR R4, or more of it than we take. The message says what to mend and where; it never holds a value that came in.
 */
public final class BadRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String path;
    private final int line;
    private final int column;

    private BadRecordException(int status, String code, String message, @Nullable String path, int line, int column) {
        super(message);
        this.status = status;
        this.code = code;
        this.path = path;
        this.line = line;
        this.column = column;
    }

    /** Not JSON or not XML. */
    static BadRecordException malformed(String what, @Nullable String path, int line, int column) {
        String where = line > 0 ? " (line " + line + ", column " + column + ")" : "";
        return new BadRecordException(400, "structure", what + where + ".", path, line, column);
    }

    /** JSON or XML, but not FHIR. */
    public static BadRecordException notFhir(String what, String path) {
        return new BadRecordException(400, "structure", path + ": " + what + ".", path, 0, 0);
    }

    /** A value that its FHIR type does not allow. */
    public static BadRecordException invalidValue(String what, String path) {
        return new BadRecordException(400, "value", path + ": " + what + ".", path, 0, 0);
    }

    static BadRecordException tooMuch(String what, String path) {
        return new BadRecordException(413, "too-costly", path + ": " + what + ".", path, 0, 0);
    }

    static BadRecordException notUtf8(String what) {
        return new BadRecordException(415, "not-supported", what + ".", null, 0, 0);
    }

    /** Of a media type that is not taken. */
    static BadRecordException unsupported(String what) {
        return new BadRecordException(415, "not-supported", what + ".", null, 0, 0);
    }

    /** HTTP status that fits: 400, 413 or 415. */
    public int status() {
        return status;
    }

    /** Code of FHIR's IssueType. */
    public String code() {
        return code;
    }

    /** Where, as a FHIRPath for {@code issue.expression}; null when it is not known. */
    public @Nullable String path() {
        return path;
    }

    /** Line of the text, from 1; 0 when it is not known. */
    public int line() {
        return line;
    }

    /** Column of the line, from 1; 0 when it is not known. */
    public int column() {
        return column;
    }
}
