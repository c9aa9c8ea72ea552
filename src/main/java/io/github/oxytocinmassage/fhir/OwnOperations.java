package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.OperationDefinition;

/** HAPI answers every read of an OperationDefinition itself, with what it makes up; here those of {@code fhir-profiles/} come first. */
public final class OwnOperations extends ServerCapabilityStatementProvider {

    private final Map<String, OperationDefinition> defined;

    OwnOperations(RestfulServer server, Artefacts content) {
        super(server);
        defined = content.of(OperationDefinition.class)
                .collect(Collectors.toMap(d -> d.getIdElement().getIdPart(), d -> d));
    }

    @Override
    public IBaseResource readOperationDefinition(IIdType id, RequestDetails request) {
        OperationDefinition ours = defined.get(id.getIdPart());
        return ours != null ? ours : super.readOperationDefinition(id, request);
    }
}
