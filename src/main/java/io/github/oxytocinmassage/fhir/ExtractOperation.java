package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.github.oxytocinmassage.protocol.Doubt;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;

/** {@code POST /fhir/QuestionnaireResponse/$extract} (SDC): a filled sheet in, its check out; nothing is stored. */
public final class ExtractOperation {

    private final Reply reply;
    private final BodyReader bodies;
    private final SheetForm form;

    ExtractOperation(Reply reply, BodyReader bodies, SheetForm form) {
        this.reply = reply;
        this.bodies = bodies;
        this.form = form;
    }

    @Operation(
            name = "$extract",
            typeName = "QuestionnaireResponse",
            canonicalUrl = Canonical.OPERATION + "QuestionnaireResponse-extract",
            manualRequest = true,
            manualResponse = true)
    public void extract(ServletRequestDetails details) throws IOException {
        HttpServletRequest request = details.getServletRequest();
        reply.give(request, details.getServletResponse(), () -> {
            Scanned scanned = bodies.read(request.getInputStream().readAllBytes(), request.getContentType());
            if (!scanned.doubts().isEmpty()) {
                throw BadRecordException.notFhir(
                        "FHIR R4 does not know this, and it would be lost",
                        scanned.doubts().stream().map(Doubt::path).collect(Collectors.joining(", ")));
            }
            return SheetCheck.of(sheet(scanned.resource()), form);
        });
    }

    private static Resource sheet(Resource body) {
        if (!(body instanceof Parameters parameters)) {
            return body;
        }
        if (parameters.getParameter().size() == 1) {
            ParametersParameterComponent only = parameters.getParameterFirstRep();
            if ("questionnaire-response".equals(only.getName()) && only.getResource() != null) {
                return only.getResource();
            }
        }
        throw BadRecordException.notFhir(
                "$extract takes one parameter, questionnaire-response, with the sheet as its resource; the Questionnaire is known",
                "Parameters.parameter");
    }
}
