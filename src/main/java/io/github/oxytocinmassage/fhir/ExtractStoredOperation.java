package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;

/** {@code GET|POST /fhir/QuestionnaireResponse/[id]/$extract} (SDC): the check of a sheet that the registry holds; nothing is stored. */
public final class ExtractStoredOperation {

    private final Reply reply;
    private final BodyReader bodies;
    private final SheetForm form;
    private final Records records;
    private final Audit audit;

    ExtractStoredOperation(Reply reply, BodyReader bodies, SheetForm form, Records records, Audit audit) {
        this.reply = reply;
        this.bodies = bodies;
        this.form = form;
        this.records = records;
        this.audit = audit;
    }

    @Operation(
            name = "$extract",
            typeName = "QuestionnaireResponse",
            canonicalUrl = Canonical.OPERATION + "QuestionnaireResponse-extract",
            idempotent = true,
            manualRequest = true,
            manualResponse = true)
    public void extract(@IdParam IdType id, ServletRequestDetails details) throws IOException {
        HttpServletRequest request = details.getServletRequest();
        reply.give(request, details.getServletResponse(), () -> {
            checkBody(request);
            Resource sheet = records.read("QuestionnaireResponse", id.getIdPart())
                    .orElseThrow(() -> new ResourceNotFoundException(id));
            Resource check = SheetCheck.of(sheet, form);
            audit.called(request, "R", "$extract", 200, "QuestionnaireResponse/" + id.getIdPart(), subject(sheet));
            return check;
        });
    }

    private static List<String> subject(Resource sheet) {
        return sheet instanceof QuestionnaireResponse response
                        && response.getSubject().getReference() != null
                ? List.of(response.getSubject().getReference())
                : List.of();
    }

    private void checkBody(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        if (body.length > 0
                && !(bodies.read(body, request.getContentType()).resource() instanceof Parameters parameters
                        && parameters.getParameter().isEmpty())) {
            throw BadRecordException.notFhir("$extract of a stored sheet takes no parameters", "Parameters.parameter");
        }
    }
}
