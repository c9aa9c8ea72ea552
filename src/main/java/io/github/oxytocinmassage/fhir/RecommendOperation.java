package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.rules.Advisor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Door one: {@code POST /fhir/$recommend} (interfaces section 3). A record in, its advice out, in JSON or XML; what can't be read is refused
 * with an OperationOutcome that says what to mend and where.
 */
public final class RecommendOperation {

    private static final Set<String> QUERY_PARAMETERS = Set.of("_format", "_pretty");

    private static final Pattern SAFE = Pattern.compile("[^A-Za-z0-9_.-]");

    private final Reply reply;
    private final BodyReader bodies;
    private final EpisodeReader reader;
    private final Advisor advisor;
    private final AdviceWriter writer;
    private final Clock clock;
    private final Audit audit;

    RecommendOperation(
            Reply reply,
            BodyReader bodies,
            EpisodeReader reader,
            Advisor advisor,
            AdviceWriter writer,
            Clock clock,
            Audit audit) {
        this.reply = reply;
        this.bodies = bodies;
        this.reader = reader;
        this.advisor = advisor;
        this.writer = writer;
        this.clock = clock;
        this.audit = audit;
    }

    /** Reads and writes the bodies itself: HAPI's own reading lets too much through. */
    @Operation(
            name = "$recommend",
            canonicalUrl = Canonical.OPERATION + "recommend",
            manualRequest = true,
            manualResponse = true)
    public void recommend(ServletRequestDetails details) throws IOException {
        HttpServletRequest request = details.getServletRequest();
        reply.give(request, details.getServletResponse(), () -> {
            checkQuery(request);
            byte[] body = request.getInputStream().readAllBytes();
            Scanned scanned = bodies.read(body, request.getContentType());
            return advice(RecommendRequest.of(scanned.resource()), scanned.doubts(), request);
        });
    }

    /** @param doubts what the scan of the record found */
    Bundle advice(RecommendRequest call, List<Doubt> doubts, HttpServletRequest request) {
        return answer(call, doubts, locale(call, request), request).bundle();
    }

    /** The same, in a language that has been chosen, with what it is written from; it stands in the audit trail when this returns. */
    Answer answer(RecommendRequest call, List<Doubt> doubts, Locale locale, HttpServletRequest request) {
        Answer answer = answer(call, doubts, locale);
        audit.advised(request, answer.advice());
        return answer;
    }

    /** The same for nobody: to compare with an answer that was given. */
    Answer answer(RecommendRequest call, List<Doubt> doubts, Locale locale) {
        Instant asOf = Objects.requireNonNullElseGet(call.asOf(), clock::instant);
        Episode episode = reader.read(
                List.of(call.record()),
                call.patient(),
                null,
                asOf,
                advisor.release().parameters().siteZone(),
                doubts);
        Advice advice = advisor.advise(episode);
        return new Answer(advice, locale, writer.write(advice, locale));
    }

    /** An advice, and the Bundle it is told in. */
    record Answer(Advice advice, Locale locale, Bundle bundle) {}

    /** The parameter, else the caller's Accept-Language, else the site's. */
    Locale locale(RecommendRequest call, HttpServletRequest request) {
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
}
