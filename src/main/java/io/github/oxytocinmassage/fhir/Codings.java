package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/** What a code asks after. Any coding of several may be ours. */
final class Codings {

    static final String CHECK = "adequacy-check";
    static final String SESSION = "oxytocin-massage";
    private static final String WEIGHT = "weight";
    private static final String GESTATION_BY_DATES = "18185-9";
    private static final String DELIVERY = "93857-1";
    private static final String PRESSURES = "85354-9";
    private static final String SNOMED_YES = "373066001";
    private static final String SNOMED_NO = "373067005";
    private static final Map<String, Measure> MEASURES = measures();

    private final Terminology terminology;

    Codings(Terminology terminology) {
        this.terminology = terminology;
    }

    /**
     * What a code asks after: at most one thing, but codings may differ.
     *
     * @param isCheck it is a filled sheet
     * @param isDelivery it is the time of a delivery
     * @param unknown a code of our CodeSystem that is no question; null without one
     */
    record Asked(
            Set<Item> items,
            @Nullable Measure measure,
            Terminology.@Nullable Observed observed,
            boolean isCheck,
            boolean isDelivery,
            @Nullable String unknown) {

        static final Asked NOTHING = new Asked(Set.of(), null, null, false, false, null);

        /** We read it. */
        boolean isOurs() {
            return this != NOTHING;
        }

        /** It is a question that we know. */
        boolean isKnown() {
            return !items.isEmpty() || measure != null || observed != null;
        }
    }

    Asked asked(CodeableConcept concept) {
        Asked asked = Asked.NOTHING;
        for (Coding coding : concept.getCoding()) {
            String code = coding.getCode();
            String system = CodeSystems.of(coding.getSystem());
            if (code != null) {
                asked = system == null ? withoutSystem(asked, code) : with(asked, system, code);
            }
        }
        return asked;
    }

    /** Of a questionnaire's {@code linkId}: an item's code, or a LOINC code. */
    Asked askedBy(String linkId) {
        return byCode(Asked.NOTHING, linkId);
    }

    /** A code of ours, or of LOINC's that we read, is not what another system would write. */
    private static Asked withoutSystem(Asked asked, String code) {
        return code.equals(CHECK) || isQuestion(code) ? byCode(asked, code) : asked;
    }

    private static Asked byCode(Asked asked, String code) {
        Measure measure = MEASURES.get(code);
        return measure != null ? ofMeasure(asked, measure) : ours(asked, code);
    }

    /** A panel of blood pressures: the pressures are its components. */
    static boolean isOfPressures(CodeableConcept concept) {
        return codes(concept.getCoding(), CodeSystems.LOINC).contains(PRESSURES);
    }

    /** Whether a questionnaire's {@code linkId} asks after something that we read. */
    static boolean isQuestion(String linkId) {
        return MEASURES.containsKey(linkId) || Item.ofCode(linkId).isPresent();
    }

    private Asked with(Asked asked, String system, String code) {
        if (system.equals(Canonical.ITEMS)) {
            return ours(asked, code);
        }
        if (system.equals(CodeSystems.LOINC)) {
            Measure measure = MEASURES.get(code);
            if (measure != null) {
                return ofMeasure(asked, measure);
            }
            if (code.equals(DELIVERY)) {
                return new Asked(asked.items, asked.measure, asked.observed, asked.isCheck, true, asked.unknown);
            }
        }
        Terminology.Observed observed = terminology.observed(system, code);
        return observed == null
                ? asked
                : new Asked(asked.items, asked.measure, observed, asked.isCheck, asked.isDelivery, asked.unknown);
    }

    private static Asked ours(Asked asked, String code) {
        if (code.equals(CHECK)) {
            return new Asked(asked.items, asked.measure, asked.observed, true, asked.isDelivery, asked.unknown);
        }
        if (code.equals(WEIGHT)) {
            return ofMeasure(asked, Measure.WEIGHT);
        }
        Item item = Item.ofCode(code).orElse(null);
        if (item == null) {
            return new Asked(asked.items, asked.measure, asked.observed, asked.isCheck, asked.isDelivery, code);
        }
        Set<Item> items = asked.items.isEmpty() ? Set.of(item) : both(asked.items, item);
        return new Asked(items, asked.measure, asked.observed, asked.isCheck, asked.isDelivery, asked.unknown);
    }

    private static Set<Item> both(Set<Item> items, Item item) {
        Set<Item> both = new TreeSet<>(items);
        both.add(item);
        return both;
    }

    private static Asked ofMeasure(Asked asked, Measure measure) {
        return new Asked(asked.items, measure, asked.observed, asked.isCheck, asked.isDelivery, asked.unknown);
    }

    /** True, false, or null for a coding that says neither. */
    static @Nullable Boolean yesOrNo(List<Coding> codings) {
        for (Coding coding : codings) {
            String code = coding.getCode();
            String system = CodeSystems.of(coding.getSystem());
            if (code == null || system == null) {
                continue;
            }
            if (system.equals(CodeSystems.SNOMED) && (code.equals(SNOMED_YES) || code.equals(SNOMED_NO))) {
                return code.equals(SNOMED_YES);
            }
            if (system.equals(CodeSystems.YES_NO) && (code.equals("Y") || code.equals("N"))) {
                return code.equals("Y");
            }
        }
        return null;
    }

    /** The codes that are ours; those without a system too, as the question says where they come from. */
    static List<String> ours(List<Coding> codings) {
        return codes(codings, Canonical.ITEMS);
    }

    /** Of a system, or of none that is said. */
    private static List<String> codes(List<Coding> codings, String wanted) {
        List<String> codes = new ArrayList<>(1);
        for (Coding coding : codings) {
            String system = CodeSystems.of(coding.getSystem());
            if (coding.getCode() != null && (system == null || system.equals(wanted))) {
                codes.add(coding.getCode());
            }
        }
        return codes;
    }

    /** Null when none is ours. */
    static @Nullable String ours(CodeableConcept concept) {
        for (Coding coding : concept.getCoding()) {
            if (Canonical.ITEMS.equals(CodeSystems.of(coding.getSystem())) && coding.getCode() != null) {
                return coding.getCode();
            }
        }
        return null;
    }

    static boolean isOurs(CodeableConcept concept, String code) {
        return ours(concept.getCoding()).contains(code);
    }

    private static Map<String, Measure> measures() {
        Map<String, Measure> measures = new HashMap<>();
        for (Measure measure : Measure.values()) {
            measures.put(measure.loinc(), measure);
        }
        measures.put(GESTATION_BY_DATES, Measure.GESTATION);
        return measures;
    }
}
