package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern SCHEME = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);

    private final FhirContext context;

    OwnAddress(FhirContext context) {
        this.context = context;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void comesIn(RequestDetails request, RestOperationTypeEnum operation) {
        Pattern own = own(request.getFhirServerBase());
        if (operation == RestOperationTypeEnum.SEARCH_TYPE) {
            request.setParameters(relative(request.getParameters(), own));
        } else if (WRITE.contains(operation) && request.getResource() instanceof Resource resource) {
            relative(resource, own);
        }
    }

    /** Parameters of a search in an entry of a batch: they are read after the call has come in. */
    static Map<String, String[]> relative(Map<String, String[]> parameters, String base) {
        return relative(parameters, own(base));
    }

    /** Before an address of this server, by http or https: where a value or one of several begins. */
    private static Pattern own(String base) {
        String plain = SCHEME.matcher(base).replaceFirst("").replaceFirst("/+$", "");
        return Pattern.compile("(^|[,=])https?://" + Pattern.quote(plain) + "/(?=[A-Z])", Pattern.CASE_INSENSITIVE);
    }

    private static Map<String, String[]> relative(Map<String, String[]> parameters, Pattern own) {
        Map<String, String[]> relative = new LinkedHashMap<>();
        parameters.forEach((name, values) -> relative.put(
                name, Arrays.stream(values).map(v -> relative(v, own)).toArray(String[]::new)));
        return relative;
    }

    private void relative(Resource resource, Pattern own) {
        if (resource instanceof Bundle bundle) {
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                if (entry.hasResource()) {
                    relative(entry.getResource(), own);
                }
                String url = entry.getRequest().getUrl();
                if (url != null) {
                    entry.getRequest().setUrl(relative(url, own));
                }
            }
            return;
        }
        for (Reference reference : context.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
            String value = reference.getReference();
            if (value != null) {
                reference.setReference(relative(value, own));
            }
        }
    }

    private static String relative(String value, Pattern own) {
        return own.matcher(value).replaceAll("$1");
    }
}
