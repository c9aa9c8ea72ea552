package io.github.oxytocinmassage.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** FHIR's primitive types, as far as their rules differ. */
enum Primitive {
    BOOLEAN,
    INTEGER,
    UNSIGNEDINT,
    POSITIVEINT,
    DECIMAL,
    INSTANT,
    DATE,
    DATETIME,
    TIME,
    CODE,
    ID,
    URI,
    BASE64BINARY,
    XHTML,
    STRING;

    private static final int MAX_ID = 64;

    static Primitive of(String fhirType) {
        return switch (fhirType.toUpperCase(Locale.ROOT)) {
            case "MARKDOWN" -> STRING;
            case "OID", "UUID", "URL", "CANONICAL" -> URI;
            default -> valueOf(fhirType.toUpperCase(Locale.ROOT));
        };
    }

    boolean isNumber() {
        return this == INTEGER || this == UNSIGNEDINT || this == POSITIVEINT || this == DECIMAL;
    }

    /** What is wrong with a value; null when nothing is. */
    @Nullable
    String fault(JsonNode value) {
        return switch (this) {
            case BOOLEAN -> value.isBoolean() ? null : "true or false belongs here";
            case INTEGER -> isWhole(value, Integer.MIN_VALUE) ? null : "a whole number belongs here";
            case UNSIGNEDINT -> isWhole(value, 0) ? null : "a whole number from 0 belongs here";
            case POSITIVEINT -> isWhole(value, 1) ? null : "a whole number from 1 belongs here";
            case DECIMAL -> value.isNumber() ? null : "a number belongs here";
            default -> value.isTextual() ? fault(value.textValue()) : "a string belongs here";
        };
    }

    private static boolean isWhole(JsonNode value, int least) {
        return value.isInt() && value.intValue() >= least;
    }

    private @Nullable String fault(String text) {
        if (text.isEmpty()) {
            return "a string may not be empty";
        }
        return switch (this) {
            case INSTANT -> isInstant(FhirTime.parse(text)) ? null : "an instant belongs here, with seconds and a zone";
            case DATE -> isDate(FhirTime.parse(text)) ? null : "a date belongs here: YYYY, YYYY-MM or YYYY-MM-DD";
            case DATETIME ->
                FhirTime.parse(text) != null
                        ? null
                        : "a date belongs here, or a date with a time: YYYY-MM-DDThh:mm:ss+hh:mm";
            case TIME -> FhirTime.isTime(text) ? null : "a time belongs here: hh:mm:ss";
            case CODE -> isCode(text) ? null : "a code belongs here, without spaces around it";
            case ID -> isId(text) ? null : "an id belongs here: 1 to 64 letters, digits, hyphens and dots";
            case URI -> text.chars().noneMatch(Character::isWhitespace) ? null : "a URI belongs here, without spaces";
            case BASE64BINARY -> text.chars().allMatch(Primitive::isBase64) ? null : "base64 belongs here";
            case XHTML -> Narrative.fault(text);
            default -> null;
        };
    }

    private static boolean isInstant(@Nullable FhirTime time) {
        return time != null && time.offset() != null;
    }

    private static boolean isDate(@Nullable FhirTime time) {
        return time != null && time.time() == null;
    }

    private static boolean isCode(String text) {
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            boolean isSpace = Character.isWhitespace(text.charAt(i));
            if (isSpace && space) {
                return false;
            }
            space = isSpace;
        }
        return !space;
    }

    private static boolean isId(String text) {
        return text.length() <= MAX_ID
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '-'
                                || c == '.');
    }

    private static boolean isBase64(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '='
                || Character.isWhitespace(c);
    }
}
