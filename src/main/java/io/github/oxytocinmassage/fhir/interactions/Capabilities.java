package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

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
        rest.getResource().stream().filter(r -> RecordTypes.holds(r.getType())).forEach(Capabilities::complete);
    }

    private static void complete(CapabilityStatementRestResourceComponent resource) {
        resource.setVersioning(ResourceVersionPolicy.VERSIONEDUPDATE)
                .setReadHistory(true)
                .setUpdateCreate(true)
                .setConditionalCreate(true);
        resource.getSearchParam().clear();
        parameters(resource.getType())
                .forEach((name, type) -> resource.addSearchParam().setName(name).setType(type));
    }

    static Map<String, SearchParamType> parameters(String type) {
        Map<String, SearchParamType> all = new TreeMap<>();
        all.put("_id", SearchParamType.TOKEN);
        all.put("_lastUpdated", SearchParamType.DATE);
        RecordTypes.of(type).parameters().forEach((name, kind) -> all.put(name, SearchParamType.valueOf(kind.name())));
        return all;
    }
}
