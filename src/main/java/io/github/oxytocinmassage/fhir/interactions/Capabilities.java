package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import io.github.oxytocinmassage.fhir.interactions.RecordTypes.Kind;
import java.util.Date;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;

/** Says in the CapabilityStatement what HAPI does not know of the registry: its search parameters, versions and conditions. */
@Interceptor
public final class Capabilities {

    private final Date released;

    /** @param released date of what is described */
    Capabilities(Date released) {
        this.released = new Date(released.getTime());
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void complete(IBaseConformance conformance) {
        CapabilityStatement statement = (CapabilityStatement) conformance;
        statement.setDate(released);
        CapabilityStatementRestComponent rest = statement.getRestFirstRep();
        rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
        for (CapabilityStatementRestResourceComponent resource : rest.getResource()) {
            if (RecordTypes.holds(resource.getType())) {
                complete(resource);
            } else if (RecordTypes.areKeptBeside(resource.getType())) {
                declare(resource, RecordTypes.beside(resource.getType()));
            }
        }
    }

    private static void complete(CapabilityStatementRestResourceComponent resource) {
        resource.setVersioning(ResourceVersionPolicy.VERSIONEDUPDATE)
                .setReadHistory(true)
                .setUpdateCreate(true)
                .setConditionalCreate(true);
        declare(resource, RecordTypes.of(resource.getType()).known());
    }

    private static void declare(CapabilityStatementRestResourceComponent resource, Map<String, Kind> parameters) {
        resource.getSearchParam().clear();
        parameters.forEach(
                (name, kind) -> resource.addSearchParam().setName(name).setType(kind.declared()));
    }
}
