package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** HAPI's plain server at {@code /fhir}. */
public final class FhirDoor extends RestfulServer {

    private static final long serialVersionUID = 1L;

    /** @param pages of what is found, where there is a registry to find it in */
    FhirDoor(
            FhirContext context,
            Collection<?> providers,
            Collection<?> interceptors,
            Optional<IPagingProvider> pages,
            String version) {
        super(context);
        setServerName("Oxytocin massage decision support");
        setServerVersion(version);
        setDefaultResponseEncoding(EncodingEnum.JSON);
        registerProviders(providers);
        getInterceptorService().registerInterceptors(List.copyOf(interceptors));
        pages.ifPresent(this::setPagingProvider);
    }

    /** HAPI would name itself and its version here. */
    @Override
    public void addHeadersToResponse(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
