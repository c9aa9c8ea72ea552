package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** HAPI answers every read of an OperationDefinition itself, with what it makes up; here those of {@code fhir-profiles/} come first. */
public final class Conformance extends ServerCapabilityStatementProvider {

    private static final String WHERE = "classpath*:fhir-profiles/OperationDefinition-*.json";

    private final Map<String, OperationDefinition> defined = new HashMap<>();

    Conformance(RestfulServer server, FhirContext context) {
        super(server);
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(WHERE)) {
                try (InputStream in = file.getInputStream()) {
                    OperationDefinition definition =
                            context.newJsonParser().parseResource(OperationDefinition.class, in);
                    defined.put(definition.getIdElement().getIdPart(), definition);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public IBaseResource readOperationDefinition(IIdType id, RequestDetails request) {
        OperationDefinition ours = defined.get(id.getIdPart());
        return ours != null ? ours : super.readOperationDefinition(id, request);
    }
}
