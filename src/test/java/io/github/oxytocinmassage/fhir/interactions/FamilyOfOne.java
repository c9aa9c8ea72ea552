package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.RelatedPerson;

/** A mother and an infant that has lost 11 % of its birth weight, stored by one transaction. */
final class FamilyOfOne {

    private static final String TRANSACTION = """
            {"resourceType":"Bundle","type":"transaction","entry":[
            {"fullUrl":"urn:uuid:0b3f9b5e-6b1c-4f0e-8c7e-000000000001","resource":{"resourceType":"Patient",
              "identifier":[{"system":"urn:test:family","value":"%1$s"}],"gender":"female"},
             "request":{"method":"POST","url":"Patient"}},
            {"fullUrl":"urn:uuid:0b3f9b5e-6b1c-4f0e-8c7e-000000000002","resource":{"resourceType":"Patient",
              "birthDate":"2026-06-01","_birthDate":{"extension":[{"url":
              "http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"2026-06-01T08:00:00+07:00"}]}},
             "request":{"method":"POST","url":"Patient"}},
            {"resource":{"resourceType":"RelatedPerson","identifier":[{"system":"urn:test:family","value":"%1$s"}],
              "patient":{"reference":"urn:uuid:0b3f9b5e-6b1c-4f0e-8c7e-000000000002"},"relationship":[{"coding":[{"system":
              "http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH"}]}]},
             "request":{"method":"POST","url":"RelatedPerson"}},
            {"resource":{"resourceType":"Procedure","status":"completed","code":{"coding":[{"system":
              "https://oxytocin-massage-cds.github.io/fhir/CodeSystem/oxytocin-massage","code":"oxytocin-massage"}]},
              "subject":{"reference":"urn:uuid:0b3f9b5e-6b1c-4f0e-8c7e-000000000001"},
              "performedPeriod":{"start":"2026-06-03T09:00:00+07:00","end":"2026-06-03T09:15:00+07:00"}},
             "request":{"method":"POST","url":"Procedure"}},
            {"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org",
              "code":"8339-4"}]},"subject":{"reference":"urn:uuid:0b3f9b5e-6b1c-4f0e-8c7e-000000000002"},
              "effectiveDateTime":"2026-06-01T08:10:00+07:00","valueQuantity":{"value":3000,"unit":"g",
              "system":"http://unitsofmeasure.org","code":"g"}},"request":{"method":"POST","url":"Observation"}},
            {"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org",
              "code":"29463-7"}]},"subject":{"reference":"urn:uuid:0b3f9b5e-6b1c-4f0e-8c7e-000000000002"},
              "effectiveDateTime":"2026-06-05T09:00:00+07:00","valueQuantity":{"value":2670,"unit":"g",
              "system":"http://unitsofmeasure.org","code":"g"}},"request":{"method":"POST","url":"Observation"}}]}
            """;

    private FamilyOfOne() {}

    /** @return the mother's id */
    static IdType stored(IGenericClient client) {
        Bundle bundle = FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Bundle.class, TRANSACTION.formatted(UUID.randomUUID()));
        Bundle answer = client.transaction().withBundle(bundle).execute();
        return new IdType(answer.getEntryFirstRep().getResponse().getLocation()).toUnqualifiedVersionless();
    }

    static IdType infantOf(IGenericClient client, IdType mother) {
        Bundle everything = client.operation()
                .onInstance(mother)
                .named("$everything")
                .withNoParameters(Parameters.class)
                .useHttpGet()
                .returnResourceType(Bundle.class)
                .execute();
        return everything.getEntry().stream()
                .filter(e -> e.getResource() instanceof RelatedPerson)
                .map(e -> new IdType(
                        ((RelatedPerson) e.getResource()).getPatient().getReference()))
                .findFirst()
                .orElseThrow();
    }
}
