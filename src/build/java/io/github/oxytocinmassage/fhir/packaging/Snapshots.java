package io.github.oxytocinmassage.fhir.packaging;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/** Writes the profiles whole: what they add, and beside it all that holds for them. Made here, so that no start of the service waits for it. */
final class Snapshots {

    private static final String PROFILE = "StructureDefinition-";

    private Snapshots() {}

    /**
     * @param files FHIR JSON by file name
     * @return the same, each profile with its snapshot
     */
    static SortedMap<String, String> into(SortedMap<String, String> files) {
        FhirContext context = FhirContext.forR4Cached();
        PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
        SortedMap<String, StructureDefinition> profiles = new TreeMap<>();
        files.tailMap(PROFILE).forEach((name, text) -> {
            if (name.startsWith(PROFILE)) {
                StructureDefinition profile = context.newJsonParser().parseResource(StructureDefinition.class, text);
                ours.addResource(profile);
                profiles.put(name, profile);
            }
        });
        ValidationSupportChain chain =
                new ValidationSupportChain(ours, new R4(context), new SnapshotGeneratingValidationSupport(context));
        SortedMap<String, String> whole = new TreeMap<>(files);
        profiles.forEach((name, profile) -> whole.put(
                name, context.newJsonParser().setPrettyPrint(true).encodeResourceToString(snapshot(chain, profile))));
        return whole;
    }

    private static StructureDefinition snapshot(ValidationSupportChain chain, StructureDefinition profile) {
        IBaseResource whole = chain.generateSnapshot(
                new ValidationSupportContext(chain), profile.copy(), profile.getUrl(), null, profile.getName());
        if (whole instanceof StructureDefinition made && made.hasSnapshot()) {
            return made;
        }
        throw new IllegalStateException("no snapshot can be made of " + profile.getUrl());
    }

    /** Asked for all of R4 at each snapshot, and for one definition of it by name; to convert all of it takes half a second each time. */
    private static final class R4 extends DefaultProfileValidationSupport {

        R4(FhirContext context) {
            super(context);
        }

        @Override
        public <T extends IBaseResource> @Nullable List<T> fetchAllStructureDefinitions() {
            return List.of();
        }
    }
}
