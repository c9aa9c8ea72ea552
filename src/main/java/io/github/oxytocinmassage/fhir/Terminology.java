package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Item;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.OtherElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.jspecify.annotations.Nullable;

/**
 * What the codes of other houses mean in ours. The ConceptMaps of {@code fhir-profiles/} say so: the code of the value is the element, what
 * was observed is what it depends on, and the product says whether the sign is there or denied.
 */
public final class Terminology {

    private static final String OBSERVED = "http://hl7.org/fhir/StructureDefinition/Observation#Observation.code";
    private static final String VALUE = "http://hl7.org/fhir/StructureDefinition/Observation#Observation.value";

    private final Map<String, Observed> observed = new HashMap<>();

    private Terminology(List<ConceptMap> maps) {
        maps.forEach(m -> m.getGroup().forEach(this::take));
    }

    /** The maps that the service brings along. */
    public static Terminology of(Artefacts content) {
        return new Terminology(List.of(content.required(ConceptMap.class, Canonical.SATUSEHAT)));
    }

    /** What an observed code of another house asks after; null when we don't read it. */
    @Nullable
    Observed observed(String system, String code) {
        return observed.get(key(system, code));
    }

    static String key(String system, String code) {
        return CodeSystems.key(system) + "|" + code;
    }

    /** One meaning of one value. */
    record Meant(Item item, boolean isThere) {}

    /** A code of another house that we read, with its values. */
    static final class Observed {

        private final String code;
        private final Map<String, List<Meant>> values = new HashMap<>();
        private final Set<Item> items = EnumSet.noneOf(Item.class);
        private boolean isShown;

        Observed(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        /** Every item that one of its values speaks of. */
        Set<Item> items() {
            return items;
        }

        /** It decides nothing and is shown as it is. */
        boolean isShown() {
            return isShown && items.isEmpty();
        }

        /** Null when the value is not known; empty when it says nothing of our items. */
        @Nullable
        List<Meant> meaning(String key) {
            return values.get(key);
        }
    }

    private void take(ConceptMapGroupComponent group) {
        for (SourceElementComponent element : group.getElement()) {
            for (TargetElementComponent target : element.getTarget()) {
                for (OtherElementComponent dependence : target.getDependsOn()) {
                    if (OBSERVED.equals(dependence.getProperty())) {
                        take(key(group.getSource(), element.getCode()), target, dependence);
                    }
                }
            }
        }
    }

    private void take(String value, TargetElementComponent target, OtherElementComponent dependence) {
        Observed code = observed.computeIfAbsent(
                key(dependence.getSystem(), dependence.getValue()), k -> new Observed(dependence.getValue()));
        List<Meant> meanings = code.values.computeIfAbsent(value, v -> new ArrayList<>(1));
        if (target.getEquivalence() == ConceptMapEquivalence.UNMATCHED) {
            code.isShown = true;
            return;
        }
        Item item = Item.ofCode(target.getCode())
                .orElseThrow(() -> new IllegalStateException("a ConceptMap leads to no item: " + target.getCode()));
        boolean isThere = target.getProduct().stream()
                .filter(p -> VALUE.equals(p.getProperty()))
                .map(OtherElementComponent::getValue)
                .map(Boolean::valueOf)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a ConceptMap gives no value: " + target.getCode()));
        code.items.add(item);
        meanings.add(new Meant(item, isThere));
    }
}
