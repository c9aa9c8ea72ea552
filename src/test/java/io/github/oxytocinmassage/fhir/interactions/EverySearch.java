package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Searches of the registry over HTTP: what is there is found however it is spelled, and what is not understood is said; the database is that of the subclass. */
abstract class EverySearch extends EveryPaging {

    @LocalServerPort
    private int port;

    @TestFactory
    Stream<DynamicTest> a_search_in_a_batch_or_transaction_is_answered_as_by_get() throws Exception {
        String id = newId();
        for (int entry = 1; entry <= 3; entry++) {
            weighed(id, "2026-06-0" + entry);
        }
        return Stream.of(
                        "",
                        "&_count=1",
                        "&_count=0",
                        "&_summary=count",
                        "&_summary=true",
                        "&_elements=status&_count=2",
                        "&nickname=x",
                        "&nickname=x&_summary=count",
                        "&_sort=-date&_count=2")
                .flatMap(query -> Stream.of("batch", "transaction").map(type -> type + " " + query))
                .map(call -> DynamicTest.dynamicTest(call, () -> {
                    String search = "Observation?subject="
                            + (call.contains("_sort") ? encoded("http://127.0.0.1:" + port + "/fhir/") : "")
                            + "Patient/" + id + call.substring(call.indexOf(' ') + 1);

                    Bundle asGet = bundle(search);
                    Bundle entry = (Bundle) ((Bundle) parsed(posted(call.split(" ")[0], search, "")))
                            .getEntryFirstRep()
                            .getResource();

                    entry.setIdElement(null).getMeta().setTag(asGet.getMeta().getTag());
                    assertThat(encoded(entry)).isEqualTo(encoded(asGet));
                }));
    }

    @Test
    void an_unknown_parameter_of_a_search_in_a_bundle_is_refused_when_the_caller_prefers_so() throws Exception {
        String search = "Observation?nickname=x";

        Bundle batch = (Bundle) parsed(posted("batch", search, "handling=strict"));
        HttpResponse<String> transaction = posted("transaction", search, "handling=strict");

        assertThat(batch.getEntryFirstRep().getResponse().getStatus()).startsWith("400");
        assertThat(encoded(batch.getEntryFirstRep().getResponse().getOutcome())).contains("nickname");
        assertThat(transaction.statusCode()).isEqualTo(400);
    }

    @Test
    void what_is_not_known_of_the_trail_given_advice_and_a_history_is_said_or_refused() throws Exception {
        String id = newId();
        stored(id, "Siti");
        advised(id, 1);
        for (String search : List.of("AuditEvent?patient=" + id, "GuidanceResponse?patient=" + id)) {
            assertThat(get(search + "&nickname=x").body()).contains("\"mode\":\"outcome\"", "nickname");
            assertThat(get(search + "&nickname=x", "Prefer", "handling=strict").statusCode())
                    .isEqualTo(400);
        }
        String history = "Patient/" + id + "/_history?nickname=x";
        assertThat(get(history).headers().firstValue("Warning").orElse("")).contains("nickname");
        assertThat(get(history, "Prefer", "handling=strict").statusCode()).isEqualTo(400);
    }

    @Test
    void a_posted_form_finds_what_the_same_query_finds() throws Exception {
        String id = newId();
        weighed(id, "2026-06-01");
        weighed(newId(), "2026-06-01");

        HttpResponse<String> found = send(
                "POST",
                "Observation/_search",
                "subject=Patient%2F" + id,
                "application/x-www-form-urlencoded; charset=UTF-8");

        assertThat(((Bundle) parsed(found)).getTotal()).isEqualTo(1);
    }

    /** No client sends such a line; whoever does must not be given everybody. */
    @Test
    void a_query_that_can_not_be_read_is_refused() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET /fhir/Patient?identifier=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("OperationOutcome");
        }
    }

    @Test
    void a_status_is_found_with_the_system_that_its_element_gives_it() throws Exception {
        String id = newId();
        weighed(id, "2026-06-01");
        String search = "Observation?subject=" + id + "&status=";

        assertThat(total(search + encoded("http://hl7.org/fhir/observation-status|final")))
                .isEqualTo(1);
        assertThat(total(search + encoded("http://hl7.org/fhir/observation-status|")))
                .isEqualTo(1);
        assertThat(total(search + encoded("|final"))).isEqualTo(1);
        assertThat(total(search + "amended,final")).isEqualTo(1);
        assertThat(total(search + encoded("http://hl7.org/fhir/event-status|final")))
                .isZero();
    }

    @Test
    void identifiers_are_found_however_they_are_spelled() throws Exception {
        String n = UUID.randomUUID().toString();
        Patient patient = new Patient();
        for (String value : List.of("a|" + n, "b," + n, n + "\\", "$" + n, "d\\," + n, "e".repeat(600) + n)) {
            patient.addIdentifier().setSystem("urn:q|r").setValue(value);
        }
        String id = newId();
        patient.setId(id);
        put(patient);

        for (String escaped : List.of(
                "a\\|" + n,
                "b\\," + n,
                n + "\\\\",
                "none," + n + "\\\\",
                n + "\\\\,none",
                "\\$" + n,
                "$" + n,
                "d\\\\\\," + n,
                "e".repeat(600) + n,
                "urn:q\\|r|a\\|" + n,
                "urn:q\\|r|" + "e".repeat(600) + n)) {
            assertThat(total("Patient?_id=" + id + "&identifier=" + encoded(escaped)))
                    .as(escaped)
                    .isEqualTo(1);
        }
        assertThat(total("Patient?_id=" + id + "&identifier=" + encoded("a|" + n)))
                .isZero();
    }

    @Test
    void a_time_is_found_by_its_minute_and_one_without_a_zone_on_its_day_at_the_site() throws Exception {
        String id = newId();
        weighed(id, "2026-06-01T23:30:30+07:00");
        weighed(id, "2026-06-03T20:00:00");
        String search = "Observation?subject=" + id + "&date=";

        assertThat(total(search + "2026-06-01T16:30Z")).isEqualTo(1);
        assertThat(total(search + encoded("2026-06-01T23:30+07:00"))).isEqualTo(1);
        assertThat(total(search + "2026-06-01T23:30")).isEqualTo(1);
        assertThat(total(search + "2026-06-01T16:31Z")).isZero();
        assertThat(total(search + "2026-06-03")).isEqualTo(1);
        assertThat(total(search + "2026-06-03T13:00:00Z")).isEqualTo(1);
    }

    @Test
    void who_asks_for_an_outcome_of_a_write_is_given_one() throws Exception {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"%s\"}".formatted(newId());
        String at = "Patient/"
                + FhirContext.forR4Cached()
                        .newJsonParser()
                        .parseResource(Patient.class, patient)
                        .getIdElement()
                        .getIdPart();
        String whole =
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"%s\"}}]}"
                        .formatted(patient, at);

        assertThat(parsed(written("POST", "Patient", patient))).isInstanceOf(OperationOutcome.class);
        assertThat(parsed(written("PUT", at, patient))).isInstanceOf(OperationOutcome.class);
        assertThat(((Bundle) parsed(written("POST", "", whole)))
                        .getEntryFirstRep()
                        .getResponse()
                        .getOutcome())
                .isInstanceOf(OperationOutcome.class);
        assertThat(parsed(written("DELETE", at, ""))).isInstanceOf(OperationOutcome.class);
    }

    @Test
    void a_summary_of_the_text_alone_is_a_resource() throws Exception {
        String id = newId();
        stored(id, "Siti");

        HttpResponse<String> text = get("Patient/" + id + "?_summary=text");

        assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("application/fhir+json");
        assertThat(((Patient) parsed(text)).getIdElement().getIdPart()).isEqualTo(id);
        assertThat(text.body()).doesNotContain("Siti");
    }

    private HttpResponse<String> posted(String type, String search, String prefer) throws Exception {
        String bundle =
                "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"%s\"}}]}"
                        .formatted(type, search);
        return exchanged("POST", "", bundle, "Content-Type", "application/fhir+json", "Prefer", prefer);
    }

    private HttpResponse<String> written(String method, String path, String body) throws Exception {
        return exchanged(
                method, path, body, "Content-Type", "application/fhir+json", "Prefer", "return=OperationOutcome");
    }

    private int total(String search) throws Exception {
        return bundle(search + "&_summary=count").getTotal();
    }
}
