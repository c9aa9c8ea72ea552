package io.github.oxytocinmassage.fhir;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Canonical addresses of the project's FHIR content. */
public final class Canonical {

    private static final Pattern VERSION = Pattern.compile("[|#].*$");

    /** Where every artefact lives: the Maven property {@code fhir.canonical}, as the build has written it into the package. */
    public static final String BASE = base("/fhir-profiles/package.json");

    /** The items of the sheet, danger signs and contraindications. */
    public static final String ITEMS = BASE + "/CodeSystem/oxytocin-massage";

    /** The ids of the rules. */
    public static final String RULES = BASE + "/CodeSystem/oxytocin-massage-rule";

    /** What SATUSEHAT's clinical terms mean in our items. */
    public static final String SATUSEHAT = BASE + "/ConceptMap/satusehat-clinical-terms";

    /** Why a card was set aside. */
    public static final String OVERRIDE_REASONS = BASE + "/CodeSystem/override-reason";

    /** The dispositions. */
    public static final String DISPOSITIONS = BASE + "/CodeSystem/oxytocin-massage-disposition";

    public static final String PLAN = BASE + "/PlanDefinition/oxytocin-massage-14-day";

    public static final String SHEET = BASE + "/Questionnaire/adequacy-sheet";

    /**
     * Stands before an operation's name in annotations, which need a constant, where {@link #BASE} is none; the CapabilityStatement gets the
     * address of the OperationDefinition in its place.
     */
    public static final String OPERATION = "urn:operation:";

    private Canonical() {}

    /**
     * Whether an address names an artefact of ours: by its canonical address, or by type and id as on a server that holds a copy of it, of
     * whatever version.
     */
    static boolean isOf(@Nullable String address, String canonical) {
        if (address == null) {
            return false;
        }
        String plain = VERSION.matcher(address.strip()).replaceFirst("");
        String typeAndId = canonical.substring(BASE.length() + 1);
        return plain.equals(typeAndId) || plain.endsWith("/" + typeAndId);
    }

    /** @param name id of a profile of ours */
    public static String profile(String name) {
        return BASE + "/StructureDefinition/" + name;
    }

    /** @param constant as {@link #OPERATION} makes it */
    public static String operation(String constant) {
        return constant.startsWith(OPERATION)
                ? BASE + "/OperationDefinition/" + constant.substring(OPERATION.length())
                : constant;
    }

    private static String base(String file) {
        try (InputStream in = Canonical.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + file);
            }
            return new ObjectMapper().readTree(in).required("canonical").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
