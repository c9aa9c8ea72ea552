package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of searches and histories, of the audit trail and of given advice, followed over HTTP to their end; the database is that of the subclass. */
abstract class EveryPaging extends KeptBeside {

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void the_pages_of_a_history_hold_every_version_once_while_others_write() throws Exception {
        String id = newId();
        for (int version = 1; version <= 7; version++) {
            stored(id, "v" + version);
        }

        List<String> told = walked("Patient/" + id + "/_history?_count=3", 7, () -> stored(id, "later"));

        assertThat(told).containsExactlyElementsOf(versions(id, 7, 1));
    }

    @Test
    void the_pages_of_the_history_of_a_type_hold_every_version_once_while_others_write() throws Exception {
        String since =
                stored(newId(), "first").getMeta().getLastUpdatedElement().getValueAsString();
        String id = newId();
        for (int version = 1; version <= 5; version++) {
            stored(id, "v" + version);
        }
        String history = "Patient/_history?_count=2&_since=" + encoded(since);
        int total = bundle(history).getTotal();

        List<String> told = walked(history, total, () -> stored(id, "later"));

        assertThat(told).hasSize(total).doesNotHaveDuplicates().containsAll(versions(id, 5, 1));
    }

    @Test
    void the_pages_of_the_audit_trail_hold_every_entry_once_though_looking_at_it_is_written_there() throws Exception {
        String id = newId();
        for (int version = 1; version <= 5; version++) {
            stored(id, "v" + version);
        }

        List<String> told = walked("AuditEvent?_count=2&patient=" + id, 5, () -> get("Patient/" + id));

        assertThat(told).hasSize(5).doesNotHaveDuplicates();
        assertThat(bundle("AuditEvent?_count=0&patient=" + id).getTotal()).isGreaterThan(5);
    }

    @Test
    void the_pages_of_given_advice_hold_all_of_it_once() throws Exception {
        String id = newId();
        stored(id, "Siti");
        List<String> given = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            given.add(0, advised(id, day));
        }

        List<String> told = walked("GuidanceResponse?_count=2&patient=" + id, 5, () -> advised(id, 9));

        assertThat(told).containsExactlyElementsOf(given);
    }

    @Test
    void a_page_that_would_leave_something_out_since_it_was_erased_is_refused() throws Exception {
        List<String> ids = List.of(newId(), newId(), newId());
        for (String id : ids) {
            stored(id, "Siti");
        }
        String next = next(bundle("Patient?_count=1&_id=" + String.join(",", ids)));

        assertThat(exchanged("POST", "Patient/" + ids.get(0) + "/$purge", "").statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = get(next);
        assertThat(refused.statusCode()).isEqualTo(410);
        assertThat(refused.body()).contains("Begin it anew");
    }

    /** Follows the links to the last page; before each of them something is done. */
    private List<String> walked(String first, int total, Between between) throws Exception {
        List<String> told = new ArrayList<>();
        for (String path = first; path != null; ) {
            Bundle page = bundle(path);
            assertThat(page.getTotal()).isEqualTo(total);
            page.getEntry()
                    .forEach(e -> told.add(
                            e.getResource().getIdElement().toUnqualified().getValue()));
            between.happens();
            path = next(page);
        }
        return told;
    }

    @FunctionalInterface
    private interface Between {

        void happens() throws Exception;
    }

    private static List<String> versions(String id, int from, int to) {
        List<String> versions = new ArrayList<>();
        for (int version = from; version >= to; version--) {
            versions.add("Patient/" + id + "/_history/" + version);
        }
        return versions;
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    Resource stored(String id, String family) throws Exception {
        Patient patient = new Patient();
        patient.addName().setFamily(family);
        patient.setId(id);
        return put(patient);
    }

    Resource put(Patient patient) throws Exception {
        HttpResponse<String> answer =
                send("PUT", "Patient/" + patient.getIdElement().getIdPart(), encoded(patient), "application/fhir+json");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return parsed(answer);
    }

    void weighed(String subject, String at) throws Exception {
        String weighing = """
                {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},
                 "subject":{"reference":"Patient/%s"},"effectiveDateTime":"%s"}""".formatted(subject, at);
        HttpResponse<String> answer = send("POST", "Observation", weighing, "application/fhir+json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** The id of the advice. */
    String advised(String id, int day) throws Exception {
        HttpResponse<String> answer = get("Patient/" + id + "/$recommend?asOf=2026-06-0" + day + "T20:00:00%2B07:00");
        return "GuidanceResponse/"
                + ((Bundle) parsed(answer)).getEntryFirstRep().getFullUrl().replace("urn:uuid:", "");
    }

    Bundle bundle(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return (Bundle) parsed(answer);
    }

    static String next(Bundle page) {
        return page.getLink(Bundle.LINK_NEXT) == null
                ? null
                : page.getLink(Bundle.LINK_NEXT).getUrl();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return exchanged("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String type) throws Exception {
        return exchanged(method, path, body, "Content-Type", type);
    }

    HttpResponse<String> exchanged(String method, String path, String body, String... headers) throws Exception {
        String url = path.startsWith("http") ? path : "http://127.0.0.1:" + port + "/fhir/" + path;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    static String encoded(Resource resource) {
        return CONTEXT.newJsonParser().encodeResourceToString(resource);
    }

    static Resource parsed(HttpResponse<String> answer) {
        return (Resource) CONTEXT.newJsonParser().parseResource(answer.body());
    }
}
