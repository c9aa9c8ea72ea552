package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.Identifiers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/** What ties a mother and an infant on an EHR's server (interfaces section 1, "whose infant"), to be asked for and to be held to. */
final class FamilyTies {

    /** More than anyone has; a record with more of them is not asked about to the end. */
    static final int MOST = 12;

    private FamilyTies() {}

    /** The value of a search by these identifiers, ready for an address. */
    static String searched(List<Identifier> identifiers) {
        return identifiers.stream()
                .limit(MOST)
                .map(i -> URLEncoder.encode(
                        i.getSystem() + "|" + i.getValue().replaceAll("([\\\\,|$])", "\\\\$1"), StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }

    /** Identifiers that can be searched for without finding a stranger. */
    static List<Identifier> whole(List<Identifier> identifiers) {
        return identifiers.stream().filter(Identifiers::isWhole).toList();
    }

    static List<Identifier> of(List<Identifier> identifiers, String system, String searchedAs) {
        return whole(identifiers).stream()
                .filter(i -> i.getSystem().equals(system))
                .map(i -> new Identifier().setSystem(searchedAs).setValue(i.getValue()))
                .toList();
    }

    static boolean share(List<Identifier> some, List<Identifier> others) {
        return whole(some).stream().anyMatch(a -> whole(others).stream()
                .anyMatch(
                        b -> a.getSystem().equals(b.getSystem()) && a.getValue().equals(b.getValue())));
    }

    static boolean isMother(RelatedPerson person) {
        return person.getRelationship().stream()
                .flatMap(r -> r.getCoding().stream())
                .anyMatch(c -> "MTH".equals(c.getCode()));
    }

    /** Ids of a patient's links to resources of a type. */
    static Stream<String> links(Patient patient, String type) {
        return patient.getLink().stream().flatMap(l -> id(l.getOther(), type));
    }

    static boolean linksTo(Patient patient, String type, String id) {
        return links(patient, type).anyMatch(id::equals);
    }

    /** The id of what a reference leads to, when it is of the type. */
    static Stream<String> id(Reference reference, String type) {
        IIdType element = reference.getReferenceElement();
        return type.equals(element.getResourceType()) && element.hasIdPart()
                ? Stream.of(element.getIdPart())
                : Stream.empty();
    }

    static <T extends Resource> List<T> in(Resource answer, Class<T> type) {
        Stream<Resource> all = answer instanceof Bundle bundle
                ? bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource)
                : Stream.of(answer);
        return all.filter(type::isInstance).map(type::cast).toList();
    }

    /** Ids of the patients of whom something was observed. */
    static Set<String> observed(Resource answer) {
        return in(answer, Observation.class).stream()
                .flatMap(o -> id(o.getSubject(), "Patient"))
                .collect(Collectors.toSet());
    }

    /** Takes out of a searchset what was not asked for: a server that does not know a parameter may leave it out of account. */
    static <T extends Resource> void keep(Resource answer, Class<T> type, Predicate<T> asked) {
        if (answer instanceof Bundle bundle) {
            bundle.getEntry()
                    .removeIf(e -> type.isInstance(e.getResource()) && !asked.test(type.cast(e.getResource())));
        }
    }
}
