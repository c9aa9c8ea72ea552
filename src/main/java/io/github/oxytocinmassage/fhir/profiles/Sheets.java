package io.github.oxytocinmassage.fhir.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import io.github.oxytocinmassage.fhir.Artefacts;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;

/** Hands our questionnaires to the validator, which HAPI's own support does not do. */
final class Sheets implements IValidationSupport {

    private final FhirContext context;
    private final Artefacts artefacts;

    Sheets(FhirContext context, Artefacts artefacts) {
        this.context = context;
        this.artefacts = artefacts;
    }

    @Override
    public FhirContext getFhirContext() {
        return context;
    }

    @Override
    public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, String address) {
        if (type == null || !"Questionnaire".equals(type.getSimpleName())) {
            return null;
        }
        MetadataResource found = artefacts.at(address).orElse(null);
        return type.isInstance(found) ? type.cast(found) : null;
    }
}
