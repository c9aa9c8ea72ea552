package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.rules.Advisor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Door one: {@code POST /fhir/$recommend} (interfaces section 3). A record in, its advice out, in JSON or XML; what can't be read is refused
 * with an OperationOutcome that says what to mend and where.
 */
public final class RecommendOperation {

    private static final Logger LOG = LoggerFactory.getLogger(RecommendOperation.class);
    private static final Set<String> QUERY_PARAMETERS = Set.of("_format", "_pretty");

    private static final Pattern SAFE = Pattern.compile("[^A-Za-z0-9_.-]");

    private final FhirContext context;
    private final BodyReader bodies;
    private final EpisodeReader reader;
    private final Advisor advisor;
    private final AdviceWriter writer;
    private final Clock clock;

    RecommendOperation(
            FhirContext context,
            BodyReader bodies,
            EpisodeReader reader,
            Advisor advisor,
            AdviceWriter writer,
            Clock clock) {
        this.context = context;
        this.bodies = bodies;
        this.reader = reader;
        this.advisor = advisor;
        this.writer = writer;
        this.clock = clock;
    }

    /** Reads and writes the bodies itself: HAPI's own reading lets too much through. */
    @Operation(name = "$recommend", manualRequest = true, manualResponse = true)
    public void recommend(ServletRequestDetails details) throws IOException {
        HttpServletRequest request = details.getServletRequest();
        HttpServletResponse response = details.getServletResponse();
        respond(request, response, () -> {
            checkQuery(request);
            byte[] body = request.getInputStream().readAllBytes();
            Scanned scanned = bodies.read(body, request.getContentType());
            return advice(RecommendRequest.of(scanned.resource()), scanned.doubts(), request);
        });
    }

    /** Answers with what the call gives, or with what is wrong with it. */
    void respond(HttpServletRequest request, HttpServletResponse response, Call call) throws IOException {
        try {
            answer(request, response, 200, call.answer());
        } catch (BadRecordException e) {
            answer(request, response, e.status(), Outcomes.of(e));
        } catch (BaseServerResponseException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("$recommend failed: {} at {}", e.getClass().getName(), where(e));
            answer(
                    request,
                    response,
                    500,
                    Outcomes.of(
                            OperationOutcome.IssueType.EXCEPTION,
                            "The service could not answer. Nothing can be concluded from this; judge without it."));
        }
    }

    /** Gives the answer of a call. */
    @FunctionalInterface
    interface Call {

        Resource answer() throws IOException;
    }

    /** @param doubts what the scan of the record found */
    Resource advice(RecommendRequest call, List<Doubt> doubts, HttpServletRequest request) {
        Instant asOf = Objects.requireNonNullElseGet(call.asOf(), clock::instant);
        Episode episode = reader.read(
                List.of(call.record()),
                null,
                asOf,
                advisor.release().parameters().siteZone(),
                doubts);
        Advice advice = advisor.advise(episode);
        return writer.write(advice, locale(call, request));
    }

    /** The parameter, else the caller's Accept-Language, else the site's. */
    private Locale locale(RecommendRequest call, HttpServletRequest request) {
        if (call.locale() != null) {
            return call.locale();
        }
        String accepted = request.getHeader("Accept-Language");
        return accepted == null
                ? advisor.release().wording().site()
                : advisor.release().wording().spoken(accepted);
    }

    private static void checkQuery(HttpServletRequest request) {
        request.getParameterMap().keySet().stream()
                .filter(name -> !QUERY_PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw BadRecordException.notFhir(
                            "$recommend takes no query parameter but _format and _pretty",
                            "http." + SAFE.matcher(name).replaceAll("?"));
                });
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, int status, Resource resource)
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

    /** Where in the code, and nothing of the record. */
    private static String where(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0].toString();
    }
}
