package io.github.oxytocinmassage.fhir;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells JSON from XML, and has the body scanned as such. */
public final class BodyReader {

    private final StrictScan scan;

    public BodyReader(StrictScan scan) {
        this.scan = scan;
    }

    /**
     * @param contentType header of the body; without one the first character tells
     * @throws BadRecordException when it is no FHIR R4 resource, or of another media type
     */
    public Scanned read(byte[] body, @Nullable String contentType) {
        return isXml(body, contentType) ? scan.xml(body) : scan.json(body);
    }

    /** The media type that a Content-Type names, without its parameters; empty when there is none. */
    public static String mediaType(@Nullable String contentType) {
        return Objects.requireNonNullElse(contentType, "")
                .split(";", -1)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isXml(byte[] body, @Nullable String contentType) {
        String type = mediaType(contentType);
        if (type.endsWith("xml")) {
            return true;
        }
        if (type.endsWith("json")) {
            return false;
        }
        if (!type.isEmpty()
                && !type.equals("application/x-www-form-urlencoded")
                && !type.equals("application/octet-stream")) {
            throw BadRecordException.unsupported(
                    "The Content-Type has to be application/fhir+json or application/fhir+xml");
        }
        for (byte b : body) {
            if (b == '<') {
                return true;
            }
            if (b == '{' || b == '[') {
                return false;
            }
        }
        return false;
    }
}
