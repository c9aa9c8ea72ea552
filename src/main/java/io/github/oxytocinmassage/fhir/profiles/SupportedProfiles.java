package io.github.oxytocinmassage.fhir.profiles;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import io.github.oxytocinmassage.fhir.Artefacts;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.StructureDefinition;

/** Names our profiles in the CapabilityStatement, each at its type. */
@Interceptor
public final class SupportedProfiles {

    private final Artefacts artefacts;

    SupportedProfiles(Artefacts artefacts) {
        this.artefacts = artefacts;
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void name(IBaseConformance conformance) {
        ((CapabilityStatement) conformance)
                .getRest().stream().flatMap(r -> r.getResource().stream()).forEach(this::name);
    }

    private void name(CapabilityStatementRestResourceComponent resource) {
        artefacts
                .of(StructureDefinition.class)
                .filter(p -> p.getType().equals(resource.getType()))
                .forEach(p -> resource.addSupportedProfile(p.getUrl()));
    }
}
