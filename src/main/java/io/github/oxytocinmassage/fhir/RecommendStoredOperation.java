package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * {@code GET|POST /fhir/Patient/[id]/$recommend} (interfaces section 3): the advice for the record that the registry holds, byte for byte
 * that of {@link RecommendOperation} with the Bundle that {@code $everything} gives. An infant's id gives its mother's advice.
 */
public final class RecommendStoredOperation {

    private static final Set<String> IN_THE_QUERY = Set.of("asOf", "locale");

    private final BodyReader bodies;
    private final Reply reply;
    private final Records records;
    private final KeptAdvice advice;

    RecommendStoredOperation(Reply reply, BodyReader bodies, Records records, KeptAdvice advice) {
        this.bodies = bodies;
        this.reply = reply;
        this.records = records;
        this.advice = advice;
    }

    @Operation(
            name = "$recommend",
            typeName = "Patient",
            canonicalUrl = Canonical.OPERATION + "Patient-recommend",
            idempotent = true,
            manualRequest = true,
            manualResponse = true)
    public void recommend(@IdParam IdType id, ServletRequestDetails details) throws IOException {
        HttpServletRequest request = details.getServletRequest();
        reply.give(request, details.getServletResponse(), () -> {
            Parameters parameters = parameters(request);
            Kept kept = records.motherOf(id.getIdPart(), details.getFhirServerBase())
                    .orElseThrow(() -> new ResourceNotFoundException(id));
            parameters.addParameter().setName("record").setResource(kept.record());
            return advice.give(kept, RecommendRequest.of(parameters), request);
        });
    }

    private Parameters parameters(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        Parameters parameters = body.length == 0 ? new Parameters() : posted(body, request);
        for (String name : IN_THE_QUERY) {
            String value = request.getParameter(name);
            if (value != null) {
                parameters
                        .addParameter()
                        .setName(name)
                        .setValue(name.equals("asOf") ? instant(value) : new CodeType(value));
            }
        }
        request.getParameterMap().keySet().stream()
                .filter(name -> !IN_THE_QUERY.contains(name) && !name.startsWith("_"))
                .findFirst()
                .ifPresent(name -> {
                    throw BadRecordException.notFhir(
                            "$recommend of a stored record takes asOf and locale",
                            "http." + name.replaceAll("[^A-Za-z0-9_.-]", "?"));
                });
        return parameters;
    }

    private Parameters posted(byte[] body, HttpServletRequest request) {
        Resource resource = bodies.read(body, request.getContentType()).resource();
        if (resource instanceof Parameters parameters) {
            return parameters;
        }
        throw BadRecordException.notFhir(
                "$recommend of a stored record takes Parameters, or nothing",
                Objects.requireNonNull(resource.fhirType()));
    }

    static InstantType instant(String value) {
        try {
            return new InstantType(value.replace(' ', '+'));
        } catch (DataFormatException | IllegalArgumentException e) {
            throw BadRecordException.invalidValue(
                    "asOf has to be an instant with its time zone, as in 2026-06-16T20:00:00%2B07:00", "http.asOf");
        }
    }
}
