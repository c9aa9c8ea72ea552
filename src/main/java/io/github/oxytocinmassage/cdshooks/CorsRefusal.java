package io.github.oxytocinmassage.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Refuses a page of an origin that is not allowed, in the form of every other refusal. */
final class CorsRefusal extends DefaultCorsProcessor {

    private final FhirContext fhir;

    CorsRefusal(FhirContext fhir) {
        this.fhir = fhir;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        response.setStatusCode(HttpStatus.FORBIDDEN);
        response.getHeaders().setContentType(OutcomeBody.TYPE);
        Issue issue = new Issue(
                "forbidden",
                "Pages of this origin, or such a request of theirs, are not allowed (cds.cors.origins).",
                "");
        response.getBody().write(OutcomeBody.of(List.of(issue), fhir));
        response.flush();
    }
}
