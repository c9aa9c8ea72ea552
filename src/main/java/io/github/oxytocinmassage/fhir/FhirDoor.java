package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.http.HttpServletResponse;

/** HAPI's plain server at {@code /fhir}. */
public final class FhirDoor extends RestfulServer {

    private static final long serialVersionUID = 1L;

    public FhirDoor(FhirContext context, RecommendOperation recommend, String version) {
        super(context);
        setServerName("Oxytocin massage decision support");
        setServerVersion(version);
        setDefaultResponseEncoding(EncodingEnum.JSON);
        registerProvider(recommend);
    }

    /** HAPI would name itself and its version here. */
    @Override
    public void addHeadersToResponse(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
