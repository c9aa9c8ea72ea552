package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;

/** Names the OperationDefinitions of {@code fhir-profiles/} in the CapabilityStatement. */
@Interceptor
public final class OperationAddresses {

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void name(IBaseConformance conformance) {
        ((CapabilityStatement) conformance)
                .getRest().stream()
                        .flatMap(rest -> Stream.concat(
                                rest.getOperation().stream(),
                                rest.getResource().stream()
                                        .map(r -> r.getOperation())
                                        .flatMap(List::stream)))
                        .forEach(OperationAddresses::name);
    }

    private static void name(CapabilityStatementRestResourceOperationComponent operation) {
        operation.setDefinition(Canonical.operation(operation.getDefinition()));
    }
}
