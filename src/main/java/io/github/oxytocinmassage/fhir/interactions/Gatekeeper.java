package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import io.github.oxytocinmassage.fhir.Scanned;
import io.github.oxytocinmassage.fhir.StrictScan;
import io.github.oxytocinmassage.protocol.Doubt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/** Stands before HAPI's own reading of what is to be stored: it is read strictly, and what FHIR does not know is refused, not lost. */
@Interceptor
public final class Gatekeeper {

    private final StrictScan scan;

    Gatekeeper(StrictScan scan) {
        this.scan = scan;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(RequestDetails request) {
        if (request.getRequestType() == RequestTypeEnum.PUT
                || request.getRequestType() == RequestTypeEnum.POST && stores(request)) {
            scanned(request);
        }
    }

    /** Neither an operation, which reads its body itself, nor a search by form. */
    private static boolean stores(RequestDetails request) {
        return request.getOperation() == null
                || !request.getOperation().startsWith("$")
                        && !request.getOperation().equals("_search");
    }

    private void scanned(RequestDetails request) {
        byte[] body = request.loadRequestContents();
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "")
                .toLowerCase(Locale.ROOT);
        boolean isXml = type.contains("xml");
        Scanned scanned = isXml ? scan.xml(body) : scan.json(body);
        List<Doubt> doubts = scanned.doubts();
        if (!doubts.isEmpty()) {
            throw new InvalidRequestException("FHIR R4 does not know this, and it would be lost: "
                    + doubts.stream().map(Doubt::path).collect(Collectors.joining(", ")));
        }
        if (!isXml && scanned.isCompleted()) {
            request.setRequestContents(scanned.json().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What a lenient search has left aside is said in its answer. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void say(RequestDetails request, IBaseResource answer) {
        String ignored = Handling.ignored(request);
        if (ignored != null && answer instanceof Bundle bundle) {
            Bundle.BundleEntryComponent entry = bundle.addEntry();
            entry.setResource(RegistryErrors.warning(ignored));
            entry.getSearch().setMode(Bundle.SearchEntryMode.OUTCOME);
        }
    }
}
