package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.IPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;

/** HAPI's plain server at {@code /fhir}. */
public final class FhirDoor extends RestfulServer {

    private static final long serialVersionUID = 1L;

    private static final Pattern RDF = Pattern.compile("turtle|_format=[^&]*(?:ttl|rdf)");

    @SuppressWarnings("serial") // no servlet is ever serialised
    private final Artefacts content;

    /** @param pages of what is found, where there is a registry to find it in */
    FhirDoor(
            FhirContext context,
            Artefacts content,
            Collection<?> providers,
            Collection<?> interceptors,
            Optional<IPagingProvider> pages,
            String version) {
        super(context);
        this.content = content;
        setServerName("Oxytocin massage decision support");
        setServerVersion(version);
        setDefaultResponseEncoding(EncodingEnum.JSON);
        registerProviders(providers);
        getInterceptorService().registerInterceptors(List.copyOf(interceptors));
        pages.ifPresent(this::setPagingProvider);
    }

    @Override
    protected void initialize() {
        setServerConformanceProvider(new OwnOperations(this, content));
    }

    /** HAPI would look for what writes RDF, which is not here, and fail. */
    @Override
    protected void handleRequest(RequestTypeEnum type, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String wishes = (request.getHeader("Accept") + " " + request.getQueryString()).toLowerCase(Locale.ROOT);
        if (RDF.matcher(wishes).find()) {
            byte[] refusal = getFhirContext()
                    .newJsonParser()
                    .encodeResourceToString(Outcomes.of(
                            OperationOutcome.IssueType.NOTSUPPORTED,
                            "Only JSON and XML are spoken here; ask for application/fhir+json or application/fhir+xml"))
                    .getBytes(StandardCharsets.UTF_8);
            response.setStatus(HttpServletResponse.SC_NOT_ACCEPTABLE);
            response.setContentType("application/fhir+json;charset=UTF-8");
            response.getOutputStream().write(refusal);
            return;
        }
        super.handleRequest(type, request, response);
    }

    /** It is there already, and would stand there twice. */
    @Override
    protected void addRequestIdToResponse(ServletRequestDetails request, String id) {
        request.getServletResponse().setHeader(Constants.HEADER_REQUEST_ID, id);
    }

    /** HAPI would name itself and its version here; the headers that protect a reader are on every answer of the site. */
    @Override
    public void addHeadersToResponse(HttpServletResponse response) {}
}
