package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Doubt;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** The parameters of a call of {@code $apply}, from its body and its query. */
final class ApplyBody {

    private static final Set<String> IN_THE_QUERY = Set.of("subject", "url", "asOf", "locale");

    private final Parameters parameters;
    private final List<Doubt> doubts;

    /** @throws BadRecordException when the body is no Parameters, or the query has what it may not have */
    ApplyBody(BodyReader bodies, HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        if (body.length == 0) {
            this.parameters = new Parameters();
            this.doubts = List.of();
        } else {
            Scanned scanned = bodies.read(body, request.getContentType());
            this.parameters = parameters(scanned.resource());
            this.doubts = scanned.doubts();
        }
        Parameters inner = new Parameters();
        request.getParameterMap().keySet().stream().sorted().forEach(name -> take(name, request, inner));
        if (inner.hasParameter()) {
            parameters.addParameter().setName("parameters").setResource(inner);
        }
    }

    Parameters parameters() {
        return parameters;
    }

    List<Doubt> doubts() {
        return doubts;
    }

    private void take(String name, HttpServletRequest request, Parameters inner) {
        if (name.startsWith("_")) {
            return;
        }
        if (!IN_THE_QUERY.contains(name)) {
            throw BadRecordException.notFhir(
                    "the query of $apply takes subject, url, asOf and locale",
                    "http." + name.replaceAll("[^A-Za-z0-9_.-]", "?"));
        }
        for (String value : request.getParameterValues(name)) {
            switch (name) {
                case "asOf" -> inner.addParameter().setName(name).setValue(RecommendStoredOperation.instant(value));
                case "locale" -> inner.addParameter().setName(name).setValue(new CodeType(value));
                default -> parameters.addParameter().setName(name).setValue(new StringType(value));
            }
        }
    }

    private static Parameters parameters(Resource body) {
        if (body instanceof Parameters parameters) {
            return parameters;
        }
        throw BadRecordException.notFhir("$apply takes Parameters", Objects.requireNonNull(body.fhirType()));
    }
}
