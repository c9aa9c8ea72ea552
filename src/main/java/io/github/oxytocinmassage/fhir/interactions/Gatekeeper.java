package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import io.github.oxytocinmassage.fhir.BodyReader;
import io.github.oxytocinmassage.fhir.Scanned;
import io.github.oxytocinmassage.fhir.StrictScan;
import io.github.oxytocinmassage.protocol.Doubt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

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
        String type = BodyReader.mediaType(request.getHeader("Content-Type"));
        boolean isXml = type.endsWith("xml");
        if (!isXml && !type.endsWith("json")) {
            throw BaseServerResponseException.newInstance(
                    415, "What is to be stored is application/fhir+json or application/fhir+xml");
        }
        byte[] body = request.loadRequestContents();
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
}
