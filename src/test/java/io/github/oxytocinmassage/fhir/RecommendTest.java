package io.github.oxytocinmassage.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** Door one, with the whole application behind it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class RecommendTest {

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final String RECORD = CONTEXT.newJsonParser().encodeResourceToString(SampleRecord.bundle());
    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void aRecordIsAnsweredWithGuidanceFirstAndItsPlan() throws Exception {
        Bundle answer = answer(call(parameters("2026-06-16T20:00:00+07:00", null), JSON));

        GuidanceResponse guidance = (GuidanceResponse) answer.getEntryFirstRep().getResource();
        assertThat(guidance.getStatus()).isEqualTo(GuidanceResponse.GuidanceResponseStatus.SUCCESS);
        assertThat(output(guidance, "disposition")).isEqualTo("COMPLETE");
        assertThat(output(guidance, "protocolDay")).isEqualTo("14");
        assertThat(output(guidance, "release")).matches("\\d+\\.\\d+\\.\\d+\\+[0-9a-f]{12}");
        assertThat(guidance.getResult().getReference())
                .isEqualTo(answer.getEntry().get(1).getFullUrl());
        assertThat(answer.getEntry().get(1).getResource().fhirType()).isEqualTo("CarePlan");
    }

    @Test
    void aBareBundleIsJudgedAsOfNow() throws Exception {
        Bundle answer = answer(call(RECORD, JSON));

        assertThat(((GuidanceResponse) answer.getEntryFirstRep().getResource()).getOccurrenceDateTimeElement())
                .isNotNull();
    }

    @Test
    void theSameCallGivesTheSameBytes() throws Exception {
        String call = parameters("2026-06-10T12:00:00+07:00", "id");

        assertThat(call(call, JSON).body()).isEqualTo(call(call, JSON).body());
    }

    @Test
    void indonesianAndEnglishAreSpoken() throws Exception {
        String indonesian =
                call(parameters("2026-06-10T12:00:00+07:00", "id"), JSON).body();
        String english =
                call(parameters("2026-06-10T12:00:00+07:00", "en"), JSON).body();

        assertThat(indonesian).contains("Lanjutkan pijat oksitosin");
        assertThat(english).contains("Continue oxytocin massage");
    }

    @Test
    void xmlIsReadAndAnsweredInXml() throws Exception {
        Parameters call =
                CONTEXT.newJsonParser().parseResource(Parameters.class, parameters("2026-06-16T20:00:00+07:00", "en"));
        HttpResponse<String> xml = call(CONTEXT.newXmlParser().encodeResourceToString(call), XML);

        assertThat(xml.headers().firstValue("Content-Type").orElse("")).startsWith(XML);
        Bundle answer = CONTEXT.newXmlParser().parseResource(Bundle.class, xml.body());
        assertThat(answer.equalsDeep(answer(call(parameters("2026-06-16T20:00:00+07:00", "en"), JSON))))
                .isTrue();
    }

    @Test
    void gzipIsUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(RECORD.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(send(
                                packed.toByteArray(),
                                Map.of("Content-Type", JSON, "Content-Encoding", "gzip"),
                                "/fhir/$recommend")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aByteOrderMarkIsTaken() throws Exception {
        assertThat(call("\uFEFF" + RECORD, JSON).statusCode()).isEqualTo(200);
    }

    @Test
    void anEmptyRecordAsksToRegisterTheInfant() throws Exception {
        Bundle answer = answer(call("{\"resourceType\":\"Bundle\"}", JSON));

        GuidanceResponse guidance = (GuidanceResponse) answer.getEntryFirstRep().getResource();
        assertThat(guidance.getStatus()).isEqualTo(GuidanceResponse.GuidanceResponseStatus.DATAREQUIRED);
        assertThat(call("{\"resourceType\":\"Bundle\"}", JSON).body()).contains("OM-ELI-009");
    }

    /** A body that is refused. */
    private record Refused(String what, String body, Map<String, String> headers, int status) {

        static Refused json(String what, String body, int status) {
            return new Refused(what, body, Map.of("Content-Type", JSON), status);
        }
    }

    @TestFactory
    Stream<DynamicTest> whatCantBeReadIsRefusedWithAWordOnWhatToMend() {
        String open = "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":";
        String weight =
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"w\"},\"valueQuantity\":{\"value\":%s}}}]}";
        return List.of(
                        Refused.json("not JSON", "{nope", 400),
                        Refused.json("an empty body", "", 400),
                        Refused.json("an array", "[]", 400),
                        Refused.json("a string", "\"Bundle\"", 400),
                        Refused.json("no resourceType", "{}", 400),
                        Refused.json("an unknown resource", "{\"resourceType\":\"Nonsense\"}", 400),
                        Refused.json("another resource", "{\"resourceType\":\"Patient\"}", 400),
                        Refused.json("Parameters without a record", "{\"resourceType\":\"Parameters\"}", 400),
                        Refused.json(
                                "an unknown parameter",
                                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"x\",\"valueString\":\"y\"}]}",
                                400),
                        Refused.json("asOf without a zone", parameters("2026-06-10T12:00:00", null), 400),
                        Refused.json("a duplicate key", "{\"resourceType\":\"Bundle\",\"id\":\"a\",\"id\":\"b\"}", 400),
                        Refused.json("text after the end", RECORD + "x", 400),
                        Refused.json("a null entry", "{\"resourceType\":\"Bundle\",\"entry\":[null]}", 400),
                        Refused.json("a string for an array", "{\"resourceType\":\"Bundle\",\"entry\":\"x\"}", 400),
                        Refused.json(
                                "a number for an object",
                                open + "{\"resourceType\":\"Observation\",\"valueQuantity\":3}}]}",
                                400),
                        Refused.json("a huge exponent", open + String.format(weight, "1e999999999"), 400),
                        Refused.json("a number of 400 digits", open + String.format(weight, "9".repeat(400)), 400),
                        Refused.json("a decimal as a string", open + String.format(weight, "\"3\""), 400),
                        Refused.json(
                                "a status outside FHIR's list",
                                open + "{\"resourceType\":\"Observation\",\"status\":\"done\"}}]}",
                                400),
                        Refused.json(
                                "seconds of 60",
                                open
                                        + "{\"resourceType\":\"Observation\",\"effectiveDateTime\":\"2026-06-01T08:00:60Z\"}}]}",
                                400),
                        Refused.json(
                                "the 30th of February",
                                open + "{\"resourceType\":\"Patient\",\"birthDate\":\"2026-02-30\"}}]}",
                                400),
                        Refused.json("too deep", "{\"a\":".repeat(5000) + "1" + "}".repeat(5000), 400),
                        Refused.json(
                                "too large",
                                "{\"resourceType\":\"Bundle\",\"id\":\"" + "x".repeat(11_000_000) + "\"}",
                                413),
                        new Refused("not XML", "<Bundle", Map.of("Content-Type", XML), 400),
                        new Refused(
                                "a DTD",
                                "<!DOCTYPE x [<!ENTITY a \"b\">]><Bundle xmlns=\"http://hl7.org/fhir\"/>",
                                Map.of("Content-Type", XML),
                                400),
                        new Refused("XML that is no FHIR", "<a/>", Map.of("Content-Type", XML), 400),
                        new Refused(
                                "another charset", RECORD, Map.of("Content-Type", JSON + ";charset=iso-8859-1"), 415),
                        new Refused(
                                "another FHIR version", RECORD, Map.of("Content-Type", JSON + ";fhirVersion=3.0"), 415),
                        new Refused("another media type", RECORD, Map.of("Content-Type", "text/csv"), 415),
                        new Refused(
                                "plain text labelled gzip",
                                RECORD,
                                Map.of("Content-Type", JSON, "Content-Encoding", "gzip"),
                                400),
                        new Refused(
                                "another FHIR version asked for",
                                RECORD,
                                Map.of("Content-Type", JSON, "Accept", JSON + ";fhirVersion=5.0"),
                                406))
                .stream()
                .map(r -> DynamicTest.dynamicTest(r.what(), () -> {
                    HttpResponse<String> answer =
                            send(r.body().getBytes(StandardCharsets.UTF_8), r.headers(), "/fhir/$recommend");

                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(r.status());
                    isAnOutcome(answer);
                }));
    }

    @Test
    void anUnknownOperationResourceOrQueryParameterIsRefusedToo() throws Exception {
        for (String path :
                List.of("/fhir/$nope", "/fhir/Nonsense", "/fhir/$recommend?x=1", "/fhir/Patient/1/$recommend")) {
            HttpResponse<String> answer =
                    send(RECORD.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", JSON), path);

            assertThat(answer.statusCode()).as(path + answer.body()).isBetween(400, 499);
            isAnOutcome(answer);
        }
    }

    @Test
    void theCapabilityStatementNamesTheOperation() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(uri("/fhir/metadata")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"recommend\"");
        assertThat(answer.headers().map()).doesNotContainKey("X-Powered-By");
    }

    private static void isAnOutcome(HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        OperationOutcome outcome = type.contains("xml")
                ? CONTEXT.newXmlParser().parseResource(OperationOutcome.class, answer.body())
                : CONTEXT.newJsonParser().parseResource(OperationOutcome.class, answer.body());
        assertThat(outcome.getIssueFirstRep().getDiagnostics()).isNotBlank();
    }

    private static String parameters(String asOf, @org.jspecify.annotations.Nullable String locale) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"record\",\"resource\":" + RECORD
                + "},{\"name\":\"asOf\",\"valueInstant\":\"" + asOf + "\"}"
                + (locale == null ? "" : ",{\"name\":\"locale\",\"valueCode\":\"" + locale + "\"}") + "]}";
    }

    private static Bundle answer(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return CONTEXT.newJsonParser().parseResource(Bundle.class, response.body());
    }

    private static String output(GuidanceResponse guidance, String name) {
        return ((Parameters) guidance.getContained().get(0))
                .getParameter().stream()
                        .filter(p -> p.getName().equals(name))
                        .map(p -> p.getValue().primitiveValue())
                        .findFirst()
                        .orElse("");
    }

    private HttpResponse<String> call(String body, String type) throws IOException, InterruptedException {
        return send(body.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", type), "/fhir/$recommend");
    }

    private HttpResponse<String> send(byte[] body, Map<String, String> headers, String path)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
