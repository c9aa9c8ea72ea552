package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import io.github.oxytocinmassage.fhir.Address;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * "https://this.server/fhir/Patient/m" is "Patient/m" here: what is written or searched for under the server's own address is kept and
 * sought as what it is. HAPI shows it so in every answer; stored as sent, it would never be found.
 */
@Interceptor
public final class OwnAddress {

    private static final Set<RestOperationTypeEnum> WRITE =
            Set.of(RestOperationTypeEnum.CREATE, RestOperationTypeEnum.UPDATE, RestOperationTypeEnum.TRANSACTION);

    private final FhirContext context;

    OwnAddress(FhirContext context) {
        this.context = context;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void comesIn(RequestDetails request, RestOperationTypeEnum operation) {
        if (WRITE.contains(operation) && request.getResource() instanceof Resource resource) {
            relative(resource, request.getFhirServerBase());
        }
    }

    private void relative(Resource resource, String base) {
        if (resource instanceof Bundle bundle) {
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                if (entry.hasResource()) {
                    relative(entry.getResource(), base);
                }
                String url = entry.getRequest().getUrl();
                if (url != null && url.startsWith(base + "/")) {
                    entry.getRequest().setUrl(url.substring(base.length() + 1));
                }
            }
            return;
        }
        for (Reference reference : context.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
            String value = reference.getReference();
            if (value != null) {
                reference.setReference(relative(value, base));
            }
        }
    }

    /** Without the server's own address; a version in it stays. */
    static String relative(String reference, String base) {
        Address address = Address.of(reference);
        return !address.base().isEmpty() && Address.isOneServer(address.base(), base)
                ? reference.substring(address.base().length() + 1)
                : reference;
    }
}
