package io.github.oxytocinmassage.fhir;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The code systems that we read. Others write their addresses with another scheme, with a slash, a version or an edition at the end, or as
 * an OID; what is meant is plain, and a danger sign must not be lost over it.
 */
final class CodeSystems {

    static final String LOINC = "http://loinc.org";
    static final String SNOMED = "http://snomed.info/sct";
    static final String UCUM = "http://unitsofmeasure.org";
    static final String YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136";

    private static final Pattern SCHEME = Pattern.compile("^https?://(?:www\\.)?");
    private static final Pattern AT_THE_END = Pattern.compile("(?:\\|.*|/+)$");
    private static final String SNOMED_EDITION = SNOMED + "/";

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "urn:oid:2.16.840.1.113883.6.1", LOINC,
            "urn:oid:2.16.840.1.113883.6.96", SNOMED,
            "urn:oid:2.16.840.1.113883.6.8", UCUM,
            "urn:oid:2.16.840.1.113883.18.62", YES_NO,
            "http://hl7.org/fhir/v2/0136", YES_NO);

    private static final Map<String, String> KNOWN = Stream.of(LOINC, SNOMED, UCUM, YES_NO, Canonical.ITEMS)
            .collect(Collectors.toMap(CodeSystems::plain, Function.identity()));

    private CodeSystems() {}

    /** The system's own address when it is one of ours, however it is written; what is not known, and null, as it is. */
    static @Nullable String of(@Nullable String system) {
        if (system == null || system.isEmpty()) {
            return null;
        }
        if (KNOWN.containsValue(system)) {
            return system;
        }
        String name = OTHER_NAMES.getOrDefault(system, system.startsWith(SNOMED_EDITION) ? SNOMED : system);
        return KNOWN.getOrDefault(plain(name), name);
    }

    /** The same for every way of writing one address. */
    static String key(String system) {
        return plain(Objects.requireNonNullElse(of(system), ""));
    }

    private static String plain(String system) {
        return SCHEME.matcher(AT_THE_END.matcher(system.strip()).replaceFirst(""))
                .replaceFirst("");
    }
}
