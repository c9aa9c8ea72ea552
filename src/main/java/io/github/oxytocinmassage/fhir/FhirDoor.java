package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
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
import java.util.Objects;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/** HAPI's plain server at {@code /fhir}. */
public final class FhirDoor extends RestfulServer {

    private static final long serialVersionUID = 1L;

    private static final Pattern RDF = Pattern.compile("turtle|(?:ttl|rdf)\\b");
    private static final Pattern RDF_WANTED = Pattern.compile("(?:^|&)_format=[^&]*(?:turtle|ttl|rdf)");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    @SuppressWarnings("serial") // no servlet is ever serialised
    private final Artefacts content;

    FhirDoor(
            FhirContext context,
            Artefacts content,
            Collection<?> providers,
            Collection<?> interceptors,
            String version) {
        super(context);
        this.content = content;
        setServerName("Oxytocin massage decision support");
        setServerVersion(version);
        setDefaultResponseEncoding(EncodingEnum.JSON);
        registerProviders(providers);
        getInterceptorService().registerInterceptors(List.copyOf(interceptors));
    }

    @Override
    protected void initialize() {
        setServerConformanceProvider(new OwnOperations(this, content));
    }

    /** HAPI would look for what writes RDF, which is not here, and fail; and so it would at a query that can't be read. */
    @Override
    protected void handleRequest(RequestTypeEnum type, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        if (RDF.matcher(lower(request.getHeader("Accept"))).find()
                || RDF_WANTED.matcher(lower(query)).find()) {
            refuse(
                    response,
                    HttpServletResponse.SC_NOT_ACCEPTABLE,
                    IssueType.NOTSUPPORTED,
                    "Only JSON and XML are spoken here; ask for application/fhir+json or application/fhir+xml");
        } else if (BROKEN_ESCAPE.matcher(query).find() || !formCanBeRead(type, request)) {
            refuse(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    IssueType.INVALID,
                    "The parameters can't be read: a % that no two hexadecimal digits follow, or too many of them");
        } else {
            super.handleRequest(type, request, response);
        }
    }

    /** Of a search that is posted. */
    private static boolean formCanBeRead(RequestTypeEnum type, HttpServletRequest request) {
        if (type != RequestTypeEnum.POST || !request.getRequestURI().endsWith("/_search")) {
            return true;
        }
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void refuse(HttpServletResponse response, int status, IssueType code, String why) throws IOException {
        byte[] refusal = getFhirContext()
                .newJsonParser()
                .encodeResourceToString(Outcomes.of(code, why))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getOutputStream().write(refusal);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
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
