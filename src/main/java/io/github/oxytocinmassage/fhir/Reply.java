package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an operation answers that reads its body itself: in JSON or XML, with what the call gives or with what is wrong with it. */
final class Reply {

    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    private final FhirContext context;

    Reply(FhirContext context) {
        this.context = context;
    }

    /** Gives the answer of a call. */
    @FunctionalInterface
    interface Call {

        Resource answer() throws IOException;
    }

    /** Answers with what the call gives, or with what is wrong with it. */
    void give(HttpServletRequest request, HttpServletResponse response, Call call) throws IOException {
        try {
            write(request, response, 200, call.answer());
        } catch (BadRecordException e) {
            write(request, response, e.status(), Outcomes.of(e));
        } catch (BaseServerResponseException | StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} failed: {} at {}", operation(request), e.getClass().getName(), where(e));
            write(
                    request,
                    response,
                    500,
                    Outcomes.of(
                            OperationOutcome.IssueType.EXCEPTION,
                            "The service could not answer. Nothing can be concluded from this; judge without it."));
        }
    }

    private void write(HttpServletRequest request, HttpServletResponse response, int status, Resource resource)
            throws IOException {
        boolean xml = wantsXml(request);
        IParser encoder = xml ? context.newXmlParser() : context.newJsonParser();
        byte[] body = encoder.setPrettyPrint("true".equals(request.getParameter("_pretty")))
                .encodeResourceToString(resource)
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType((xml ? "application/fhir+xml" : "application/fhir+json") + ";charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** {@code _format}, else Accept, else as the body came. */
    private static boolean wantsXml(HttpServletRequest request) {
        for (String wish : new String[] {request.getParameter("_format"), request.getHeader("Accept")}) {
            String lower = Objects.requireNonNullElse(wish, "").toLowerCase(Locale.ROOT);
            if (lower.contains("xml") || lower.contains("json")) {
                int xml = lower.indexOf("xml");
                int json = lower.indexOf("json");
                return xml >= 0 && (json < 0 || xml < json);
            }
        }
        return Objects.requireNonNullElse(request.getContentType(), "")
                .toLowerCase(Locale.ROOT)
                .contains("xml");
    }

    /** The operation's name, and nothing of the patient's. */
    private static String operation(HttpServletRequest request) {
        String path = Objects.requireNonNullElse(request.getRequestURI(), "");
        int name = path.lastIndexOf('$');
        return name < 0 ? "An operation" : path.substring(name).replaceAll("[^$a-z-]", "?");
    }

    /** Where in the code, and nothing of the record. */
    private static String where(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0].toString();
    }
}
