package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import io.github.oxytocinmassage.fhir.KeptAdvice;
import io.github.oxytocinmassage.registry.AdviceStore;
import io.github.oxytocinmassage.registry.GivenAdvice;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the registry keeps beside the records: the advice it has given, and who did what; the database is that of the subclass. */
abstract class KeptBeside {

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final String AS_OF = "/$recommend?asOf=2026-06-05T20:00:00%2B07:00&locale=id";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private AdviceStore given;

    @Autowired
    private KeptAdvice advice;

    private IGenericClient client;

    @BeforeEach
    void connectBeside() {
        CONTEXT.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        CONTEXT.getRestfulClientFactory().setSocketTimeout(60_000);
        CONTEXT.getRestfulClientFactory().setConnectionRequestTimeout(60_000);
        client = CONTEXT.newRestfulGenericClient("http://127.0.0.1:" + port + "/fhir");
    }

    @Test
    void advice_is_kept_as_it_was_given_and_the_same_comes_of_its_record_whatever_was_written_since() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        IdType infant = FamilyOfOne.infantOf(client, mother);
        String first = ask("GET", mother + AS_OF).body();
        ask("POST", mother + AS_OF);
        ask("GET", infant + "/$recommend?asOf=2026-06-04T20:00:00%2B07:00&locale=en");
        ask(
                "GET",
                "PlanDefinition/oxytocin-massage-14-day/$apply?subject=" + mother
                        + "&asOf=2026-06-05T21:00:00%2B07:00");

        client.delete().resourceById(anObservationOf(infant)).execute();
        String later = ask("GET", mother + AS_OF).body();

        List<GivenAdvice> kept = given.of(mother.getValue(), 100);
        assertThat(kept).hasSize(5);
        assertThat(kept.get(4).body()).isEqualTo(first);
        assertThat(kept.get(0).body()).isEqualTo(later).isNotEqualTo(first);
        assertThat(kept.get(0).recordHash()).isNotEqualTo(kept.get(4).recordHash());
        assertThat(kept).allSatisfy(k -> assertThat(advice.differenceOf(k)).isEmpty());
    }

    @Test
    void given_advice_is_read_searched_and_worked_out_anew_over_http() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        ask("GET", mother + AS_OF);

        List<Resource> found = resources(ask("GET", "GuidanceResponse?patient=" + mother));
        GuidanceResponse guidance = (GuidanceResponse) found.get(0);
        Resource read =
                parsed(ask("GET", "GuidanceResponse/" + guidance.getIdElement().getIdPart()));
        OperationOutcome same = (OperationOutcome)
                parsed(ask("GET", "GuidanceResponse/" + guidance.getIdElement().getIdPart() + "/$recompute"));

        assertThat(found).hasSize(1);
        assertThat(CONTEXT.newJsonParser().encodeResourceToString(read))
                .isEqualTo(CONTEXT.newJsonParser().encodeResourceToString(guidance));
        assertThat(same.getIssueFirstRep().getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.INFORMATION);
        assertThat(same.getIssueFirstRep().getDiagnostics()).contains("to the byte");
    }

    @Test
    void advice_that_was_tampered_with_is_told_from_what_its_record_gives() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        GivenAdvice kept = givenFor(mother);

        assertThat(advice.differenceOf(with(kept, kept.body().replace("URGENT", "PRIORITY"), kept.recordHash())))
                .isPresent();
        assertThat(advice.differenceOf(with(kept, kept.body(), "0".repeat(64)))).isPresent();
        assertThat(advice.differenceOf(kept)).isEmpty();
    }

    @Test
    void every_read_write_and_advice_stands_in_the_audit_trail_without_what_was_read() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        IdType infant = FamilyOfOne.infantOf(client, mother);
        IdType weighing = anObservationOf(infant);
        ask("GET", weighing.getValue());
        ask("GET", weighing + "/_history/1");
        ask("GET", weighing + "/_history");
        client.delete().resourceById(weighing).execute();
        ask("GET", mother + AS_OF);

        List<AuditEvent> hers = audited(mother);
        List<AuditEvent> infants = audited(infant);

        assertThat(hers.stream().map(KeptBeside::told)).contains("E transaction", "E $everything", "E $recommend");
        assertThat(infants.stream().map(KeptBeside::told))
                .contains("R search-type", "R read", "R vread", "R history-instance", "D delete", "E $recommend");
        AuditEvent advised = hers.stream()
                .filter(e -> told(e).equals("E $recommend"))
                .findFirst()
                .orElseThrow();
        assertThat(advised.getEntityFirstRep().getDetail())
                .extracting(d -> d.getType())
                .containsExactly("release", "disposition");
        assertThat(Stream.concat(hers.stream(), infants.stream())
                        .map(e -> CONTEXT.newJsonParser().encodeResourceToString(e)))
                .allSatisfy(text -> assertThat(text).doesNotContain("2670").doesNotContain("2026-06-01"));
    }

    @Test
    void what_is_refused_stands_there_too() throws Exception {
        ask("GET", "Patient/nobody-of-this-name");

        assertThat(audited(new IdType("Patient/nobody-of-this-name")))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.getOutcome()).isEqualTo(AuditEvent.AuditEventOutcome._4);
                    assertThat(told(e)).isEqualTo("R read");
                });
    }

    @Test
    void erasure_takes_the_advice_and_leaves_who_did_what_without_a_name() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        IdType infant = FamilyOfOne.infantOf(client, mother);
        ask("GET", mother + AS_OF);
        String event = audited(infant).get(0).getIdElement().getIdPart();

        ask("POST", mother + "/$purge");

        assertThat(given.of(mother.getValue(), 10)).isEmpty();
        assertThat(audited(infant)).isEmpty();
        assertThat(ask("GET", "AuditEvent/" + event).body())
                .contains("erased")
                .doesNotContain(mother.getIdPart())
                .doesNotContain(infant.getIdPart())
                .doesNotContain("ESCALATE");
    }

    @Test
    void the_trail_is_searched_by_date_and_bounded() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        FamilyOfOne.infantOf(client, mother);

        assertThat(resources(ask("GET", "AuditEvent?patient=" + mother + "&_count=1")))
                .hasSize(1);
        assertThat(resources(ask("GET", "AuditEvent?patient=" + mother + "&date=lt2020-01-01")))
                .isEmpty();
        assertThat(resources(ask("GET", "AuditEvent?patient=" + mother + "&date=gt2020-01-01")))
                .hasSize(2);
        assertThat(ask("GET", "AuditEvent/none").statusCode()).isEqualTo(404);
    }

    private GivenAdvice givenFor(IdType mother) throws Exception {
        ask("GET", mother + AS_OF);
        return given.of(mother.getValue(), 1).get(0);
    }

    private static GivenAdvice with(GivenAdvice given, String body, String hash) {
        return new GivenAdvice(
                given.id(),
                given.guidance(),
                given.mother(),
                given.asOf(),
                given.givenAt(),
                given.language(),
                given.base(),
                given.release(),
                given.position(),
                hash,
                given.disposition(),
                given.nextLook(),
                body);
    }

    /** Action, and interaction or operation. */
    private static String told(AuditEvent event) {
        String name = event.getEntityFirstRep().getName();
        return event.getAction().toCode() + " "
                + (name != null ? name : event.getSubtypeFirstRep().getCode());
    }

    private IdType anObservationOf(IdType infant) throws Exception {
        return resources(ask("GET", "Observation?code=29463-7&patient=" + infant))
                .get(0)
                .getIdElement()
                .toUnqualifiedVersionless();
    }

    private List<AuditEvent> audited(IdType patient) throws Exception {
        return resources(ask("GET", "AuditEvent?patient=" + patient)).stream()
                .map(AuditEvent.class::cast)
                .toList();
    }

    private static List<Resource> resources(HttpResponse<String> answer) {
        return ((Bundle) parsed(answer))
                .getEntry().stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .toList();
    }

    private static Resource parsed(HttpResponse<String> answer) {
        return (Resource) CONTEXT.newJsonParser().parseResource(answer.body());
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir/" + path))
                        .header("Accept", "application/fhir+json")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
