package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.gclient.ICriterion;
import ca.uhn.fhir.rest.gclient.StringClientParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What interfaces section 3 promises of the registry, asked by HAPI's own client over HTTP; the database is that of the subclass. */
abstract class EveryInteraction extends EverySearch {

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final String LOINC = "http://loinc.org";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private IGenericClient client;

    @BeforeEach
    void connect() {
        CONTEXT.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        CONTEXT.getRestfulClientFactory().setSocketTimeout(60_000);
        CONTEXT.getRestfulClientFactory().setConnectionRequestTimeout(60_000);
        client = CONTEXT.newRestfulGenericClient(base());
    }

    @Test
    void a_created_resource_is_read_back_with_its_version_and_time() {
        MethodOutcome made = client.create().resource(patient("Siti")).execute();

        Patient read = client.read()
                .resource(Patient.class)
                .withId(made.getId().toUnqualifiedVersionless())
                .execute();

        assertThat(made.getCreated()).isTrue();
        assertThat(read.getNameFirstRep().getFamily()).isEqualTo("Siti");
        assertThat(read.getMeta().getVersionId()).isEqualTo("1");
        assertThat(read.getMeta().getLastUpdated()).isNotNull();
    }

    @Test
    void every_version_stays_readable() {
        IdType id = create(patient("Siti"));

        update(id, patient("Sari"), null);

        assertThat(family(id.withVersion("1"))).isEqualTo("Siti");
        assertThat(family(id.withVersion("2"))).isEqualTo("Sari");
        assertThatThrownBy(() -> family(id.withVersion("3"))).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void an_update_of_a_version_that_is_not_the_newest_is_refused() {
        IdType id = create(patient("Siti"));
        update(id, patient("Sari"), "1");

        assertThatThrownBy(() -> update(id, patient("Sinta"), "1")).isInstanceOf(PreconditionFailedException.class);

        assertThat(family(id)).isEqualTo("Sari");
    }

    @Test
    void a_deleted_resource_is_gone_and_its_history_stays() {
        IdType id = create(patient("Siti"));

        client.delete().resourceById(id).execute();

        assertThatThrownBy(() -> family(id)).isInstanceOf(ResourceGoneException.class);
        assertThat(family(id.withVersion("1"))).isEqualTo("Siti");
        Bundle history =
                client.history().onInstance(id).returnBundle(Bundle.class).execute();
        assertThat(history.getEntry()).hasSize(2);
        assertThat(history.getEntryFirstRep().getRequest().getMethod()).isEqualTo(Bundle.HTTPVerb.DELETE);
        assertThat(history.getEntryFirstRep().hasResource()).isFalse();
    }

    @Test
    void what_never_was_is_not_found() {
        IdType nobody = new IdType("Patient", UUID.randomUUID().toString());

        assertThatThrownBy(() -> family(nobody)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.delete().resourceById(nobody).execute())
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.history()
                        .onInstance(nobody)
                        .returnBundle(Bundle.class)
                        .execute())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void the_history_of_a_type_tells_every_version_newest_first() {
        IdType id = create(patient("Siti"));
        update(id, patient("Sari"), null);

        Bundle history = client.history()
                .onType(Patient.class)
                .returnBundle(Bundle.class)
                .count(2)
                .execute();

        assertThat(history.getEntry().stream()
                        .map(e -> e.getResource().getIdElement().toUnqualified().getValue()))
                .containsExactly(id + "/_history/2", id + "/_history/1");
    }

    @Test
    void observations_are_found_by_subject_code_date_and_time_of_writing() {
        IdType mother = create(patient("Siti"));
        IdType early = create(weighing(mother, "2026-06-03T08:00:00+07:00", 2900));
        IdType late = create(weighing(mother, "2026-06-05T08:00:00+07:00", 2950));
        create(weighing(create(patient("Other")), "2026-06-05T08:00:00+07:00", 3000));

        assertThat(ids(search("Observation?patient=" + mother.getIdPart()))).containsExactly(early, late);
        assertThat(ids(search("Observation?subject=" + mother))).containsExactly(early, late);
        assertThat(ids(search("Observation?subject=" + mother + "&code=" + LOINC + "|29463-7")))
                .containsExactly(early, late);
        assertThat(ids(search("Observation?subject=" + mother + "&code=8339-4")))
                .isEmpty();
        assertThat(ids(search("Observation?subject=" + mother + "&date=ge2026-06-04")))
                .containsExactly(late);
        assertThat(ids(search("Observation?subject=" + mother + "&date=2026-06-03")))
                .containsExactly(early);
        assertThat(ids(search("Observation?subject=" + mother + "&date=gt2026-06-03&date=lt2026-06-05")))
                .isEmpty();
        assertThat(ids(search("Observation?subject=" + mother + "&_sort=-date")))
                .containsExactly(late, early);
        assertThat(ids(search("Observation?subject=" + mother + "&_lastUpdated=lt2026-01-01")))
                .isEmpty();
        assertThat(ids(search("Observation?_id=" + early.getIdPart() + "," + late.getIdPart())))
                .containsExactly(early, late);
    }

    @Test
    void patients_are_found_by_identifier() {
        String number = UUID.randomUUID().toString();
        Patient patient = patient("Siti");
        patient.addIdentifier().setSystem("urn:test:number").setValue(number);
        IdType id = create(patient);

        assertThat(ids(search("Patient?identifier=urn:test:number|" + number))).containsExactly(id);
        assertThat(ids(search("Patient?identifier=" + number))).containsExactly(id);
        assertThat(ids(search("Patient?identifier=urn:test:other|" + number))).isEmpty();
    }

    @Test
    void the_number_of_another_patient_is_refused() {
        String number = UUID.randomUUID().toString();
        Patient first = patient("Siti");
        first.addIdentifier().setSystem("urn:test:number").setValue(number);
        create(first);
        Patient second = patient("Sari");
        second.addIdentifier().setSystem("urn:test:number").setValue(number);

        assertThatThrownBy(() -> create(second)).isInstanceOf(ResourceVersionConflictException.class);
    }

    @Test
    void pages_stay_as_they_were_while_others_write() {
        IdType mother = create(patient("Siti"));
        List<IdType> before = new ArrayList<>();
        for (int day = 1; day <= 7; day++) {
            before.add(create(weighing(mother, "2026-06-0" + day + "T08:00:00+07:00", 2900 + day)));
        }

        Bundle page = search("Observation?subject=" + mother + "&_count=3&_sort=date");
        client.delete().resourceById(before.get(4)).execute();
        create(weighing(mother, "2026-06-01T01:00:00+07:00", 2800));
        List<IdType> seen = new ArrayList<>(ids(page));
        while (page.getLink(Bundle.LINK_NEXT) != null) {
            page = client.loadPage().next(page).execute();
            seen.addAll(ids(page));
        }

        assertThat(seen).isEqualTo(before);
    }

    @Test
    void a_search_says_how_many_there_are_without_giving_them() {
        IdType mother = create(patient("Siti"));
        create(weighing(mother, "2026-06-03", 2900));

        Bundle counted = client.search()
                .forResource(Observation.class)
                .where(of("subject", mother.getValue()))
                .summaryMode(SummaryEnum.COUNT)
                .returnBundle(Bundle.class)
                .execute();

        assertThat(counted.getTotal()).isEqualTo(1);
        assertThat(counted.getEntry()).isEmpty();
    }

    @Test
    void an_unknown_search_parameter_is_refused_or_said_as_the_caller_prefers() throws Exception {
        HttpResponse<String> strict = get("Patient?nickname=x", "Prefer", "handling=strict");
        HttpResponse<String> lenient = get("Patient?nickname=x&_count=1", "Prefer", "handling=lenient");

        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.body()).contains("nickname");
        assertThat(lenient.statusCode()).isEqualTo(200);
        assertThat(lenient.body()).contains("nickname").contains("\"mode\":\"outcome\"");
    }

    @Test
    void a_modifier_that_would_change_what_is_found_is_refused() throws Exception {
        assertThat(get("Observation?code:not=x", "Accept", "application/fhir+json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("Observation?date=yesterday", "Accept", "application/fhir+json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void thirty_two_clients_with_one_conditional_create_make_one_resource() throws Exception {
        String number = UUID.randomUUID().toString();
        Patient patient = patient("Siti");
        patient.addIdentifier().setSystem("urn:test:number").setValue(number);

        List<IdType> made = together(32, () -> (IdType) client.create()
                .resource(patient)
                .conditionalByUrl("Patient?identifier=urn:test:number|" + number)
                .execute()
                .getId()
                .toUnqualifiedVersionless());

        assertThat(new TreeSet<>(made.stream().map(IdType::getValue).toList())).hasSize(1);
        assertThat(search("Patient?identifier=urn:test:number|" + number).getTotal())
                .isEqualTo(1);
    }

    @Test
    void sixty_four_writers_with_if_match_lose_no_acknowledged_version() throws Exception {
        IdType id = create(patient("0"));

        List<String> acknowledged = together(64, () -> {
            for (int attempt = 0; attempt < 400; attempt++) {
                String newest = client.read()
                        .resource(Patient.class)
                        .withId(id)
                        .execute()
                        .getMeta()
                        .getVersionId();
                try {
                    return update(id, patient(UUID.randomUUID().toString()), newest);
                } catch (PreconditionFailedException e) {
                    continue;
                }
            }
            throw new IllegalStateException("never came through");
        });

        assertThat(new TreeSet<>(acknowledged)).hasSize(64);
        Bundle history = client.history()
                .onInstance(id)
                .returnBundle(Bundle.class)
                .count(100)
                .execute();
        assertThat(history.getEntry().stream()
                        .map(e -> e.getResource().getMeta().getVersionId())
                        .filter(v -> !v.equals("1")))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    @Test
    void a_transaction_stores_all_and_resolves_what_its_entries_say_of_each_other() {
        Bundle bundle = transaction();
        post(bundle, "urn:uuid:7f6a1f9e-1d4b-4c3e-9a54-0a7c5f0c9d01", patient("Siti"));
        Observation weighing = weighing(new IdType("x"), "2026-06-03", 2900);
        weighing.setSubject(new Reference("urn:uuid:7f6a1f9e-1d4b-4c3e-9a54-0a7c5f0c9d01"));
        post(bundle, "urn:uuid:7f6a1f9e-1d4b-4c3e-9a54-0a7c5f0c9d02", weighing);

        Bundle answer = client.transaction().withBundle(bundle).execute();

        assertThat(answer.getEntry().stream().map(e -> e.getResponse().getStatus()))
                .containsExactly("201 Created", "201 Created");
        IdType mother = location(answer, 0);
        Bundle found = search("Observation?subject=" + mother);
        assertThat(ids(found)).containsExactly(location(answer, 1));
        assertThat(((Observation) found.getEntryFirstRep().getResource()).getContained())
                .isEmpty();
    }

    @Test
    void a_transaction_with_one_bad_entry_stores_nothing() {
        String number = UUID.randomUUID().toString();
        Patient patient = patient("Siti");
        patient.addIdentifier().setSystem("urn:test:number").setValue(number);
        Bundle bundle = transaction();
        post(bundle, "urn:uuid:7f6a1f9e-1d4b-4c3e-9a54-0a7c5f0c9d01", patient);
        Observation astray = weighing(new IdType("x"), "2026-06-03", 2900);
        astray.setSubject(new Reference("urn:uuid:7f6a1f9e-1d4b-4c3e-9a54-0a7c5f0c9dff"));
        post(bundle, "urn:uuid:7f6a1f9e-1d4b-4c3e-9a54-0a7c5f0c9d02", astray);

        assertThatThrownBy(() -> client.transaction().withBundle(bundle).execute())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Bundle.entry[1]");

        assertThat(search("Patient?identifier=" + number).getTotal()).isZero();
    }

    @Test
    void a_batch_does_each_entry_for_itself() {
        IdType there = create(patient("Siti"));
        Bundle batch = new Bundle();
        batch.setType(Bundle.BundleType.BATCH);
        batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl(there.getValue());
        batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl("Patient/" + UUID.randomUUID());
        batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl("Patient?_id=" + there.getIdPart());
        post(batch, null, patient("Sari"));

        Bundle answer = client.transaction().withBundle(batch).execute();

        assertThat(answer.getEntry().stream()
                        .map(e -> e.getResponse().getStatus().substring(0, 3)))
                .containsExactly("200", "404", "200", "201");
        assertThat(answer.getEntry().get(1).getResponse().getOutcome()).isInstanceOf(OperationOutcome.class);
        assertThat(((Bundle) answer.getEntry().get(2).getResource()).getTotal()).isEqualTo(1);
    }

    @Test
    void a_patch_is_refused_with_what_to_do_instead() throws Exception {
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(URI.create(base() + "/Patient/x"))
                        .header("Content-Type", "application/json-patch+json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("[]"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.body()).contains("OperationOutcome").contains("If-Match");
    }

    @Test
    void what_fhir_does_not_know_is_refused_rather_than_lost() throws Exception {
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(URI.create(base() + "/Patient"))
                        .header("Content-Type", "application/fhir+json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"resourceType\":\"Patient\",\"nickname\":\"x\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("OperationOutcome").contains("nickname");
    }

    @Test
    void a_stored_record_has_byte_for_byte_the_advice_of_the_posted_one() throws Exception {
        IdType mother = FamilyOfOne.stored(client);

        String everything =
                get(mother + "/$everything", "Accept", "application/fhir+json").body();
        String stored = get(
                        mother + "/$recommend?asOf=2026-06-05T20:00:00%2B07:00&locale=id",
                        "Accept",
                        "application/fhir+json")
                .body();

        String parameters =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"record\",\"resource\":" + everything
                        + "},{\"name\":\"asOf\",\"valueInstant\":\"2026-06-05T20:00:00+07:00\"},"
                        + "{\"name\":\"locale\",\"valueCode\":\"id\"}]}";
        HttpResponse<String> posted = http.send(
                HttpRequest.newBuilder(URI.create(base() + "/$recommend"))
                        .header("Content-Type", "application/fhir+json")
                        .POST(HttpRequest.BodyPublishers.ofString(parameters))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(posted.body()).contains("OM-DAN-I13");
        assertThat(stored).isEqualTo(posted.body());
    }

    @Test
    void a_record_of_hundreds_of_measurements_is_read_whole() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        int before = everything(mother).getEntry().size();
        Bundle pulses = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (int minute = 0; minute < 501; minute++) {
            Observation pulse = new Observation().setStatus(Observation.ObservationStatus.FINAL);
            pulse.setSubject(new Reference(mother))
                    .setEffective(new DateTimeType("2026-06-05T%02d:%02d:00+07:00".formatted(minute / 60, minute % 60)))
                    .setValue(new Quantity(80)
                            .setSystem("http://unitsofmeasure.org")
                            .setCode("/min"));
            pulse.getCode().addCoding().setSystem("http://loinc.org").setCode("8867-4");
            pulses.addEntry()
                    .setResource(pulse)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl("Observation");
        }
        client.transaction().withBundle(pulses).execute();

        Bundle read = everything(mother);

        assertThat(read.getTotal()).isEqualTo(before + 501);
        assertThat(read.getEntry()).hasSize(before + 501);
    }

    @Test
    void a_sign_that_names_only_whom_it_is_about_is_judged() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        IdType infant = FamilyOfOne.infantOf(client, mother);
        Observation sign = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        sign.setEffective(new DateTimeType("2026-06-05T10:00:00+07:00"))
                .setValue(new BooleanType(true))
                .addFocus(new Reference(infant));
        sign.getCode()
                .addCoding()
                .setSystem("https://oxytocin-massage-cds.github.io/fhir/CodeSystem/oxytocin-massage")
                .setCode("lethargic");
        client.create().resource(sign).execute();

        assertThat(get(mother + "/$recommend?asOf=2026-06-05T20:00:00%2B07:00", "Accept", "application/fhir+json")
                        .body())
                .contains("OM-DAN-I03");
    }

    private Bundle everything(IdType mother) {
        return client.operation()
                .onInstance(mother)
                .named("$everything")
                .withNoParameters(Parameters.class)
                .useHttpGet()
                .returnResourceType(Bundle.class)
                .execute();
    }

    @Test
    void an_infants_id_gives_its_mothers_advice() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        IdType infant = FamilyOfOne.infantOf(client, mother);
        String at = "/$recommend?asOf=2026-06-05T20:00:00%2B07:00&locale=en";

        assertThat(get(infant + at, "Accept", "application/fhir+json").body())
                .isEqualTo(get(mother + at, "Accept", "application/fhir+json").body());
    }

    @Test
    void a_purged_mother_leaves_nothing_behind_of_her_and_her_infant() throws Exception {
        IdType mother = FamilyOfOne.stored(client);
        IdType infant = FamilyOfOne.infantOf(client, mother);
        IdType other = FamilyOfOne.stored(client);
        List<IdType> hers = ids(search("Observation?subject=" + infant));
        client.delete().resourceById(hers.get(0)).execute();

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(base() + "/" + mother + "/$purge"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("7 versions");
        for (IdType id : List.of(mother, infant, hers.get(0), hers.get(1))) {
            assertThat(get(id.getValue(), "Accept", "application/fhir+json").statusCode())
                    .isEqualTo(404);
            assertThat(get(id + "/_history/1", "Accept", "application/fhir+json")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(ids(search("Observation?subject=" + infant))).isEmpty();
        assertThat(get(other + "/$everything", "Accept", "application/fhir+json")
                        .body())
                .contains("\"total\":6");
    }

    @TestFactory
    Stream<DynamicTest> no_call_breaks_it() {
        return HostileCalls.all()
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> {
                    HttpRequest.Builder request = HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + call.path()))
                            .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()))
                            .header("Content-Type", call.type());
                    if (!call.header().isEmpty()) {
                        request.header(call.header(), call.value());
                    }

                    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());

                    assertThat(answer.statusCode()).isEqualTo(call.status());
                    if (call.status() >= 400) {
                        assertThat(answer.body()).contains("OperationOutcome");
                    }
                }));
    }

    String base() {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    private Bundle search(String url) {
        return client.search()
                .byUrl(base() + "/" + url)
                .returnBundle(Bundle.class)
                .execute();
    }

    private static ICriterion<?> of(String name, String value) {
        return new StringClientParam(name).matches().value(value);
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(base() + "/" + path))
                        .header(header, value)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private IdType create(Resource resource) {
        return (IdType) client.create().resource(resource).execute().getId().toUnqualifiedVersionless();
    }

    private String update(IdType id, Patient patient, String expected) {
        patient.setId(expected == null ? id : id.withVersion(expected));
        return client.update().resource(patient).execute().getId().getVersionIdPart();
    }

    private String family(IdType id) {
        Patient read = id.hasVersionIdPart()
                ? client.read()
                        .resource(Patient.class)
                        .withIdAndVersion(id.getIdPart(), id.getVersionIdPart())
                        .execute()
                : client.read().resource(Patient.class).withId(id).execute();
        return read.getNameFirstRep().getFamily();
    }

    private static List<IdType> ids(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(e -> new IdType(
                        e.getResource().fhirType(),
                        e.getResource().getIdElement().getIdPart()))
                .toList();
    }

    private static IdType location(Bundle answer, int entry) {
        return new IdType(answer.getEntry().get(entry).getResponse().getLocation()).toUnqualifiedVersionless();
    }

    private static Patient patient(String family) {
        Patient patient = new Patient();
        patient.addName().setFamily(family);
        return patient;
    }

    private static Observation weighing(IdType subject, String at, int grams) {
        Observation weighing = new Observation();
        weighing.setStatus(Observation.ObservationStatus.FINAL)
                .setSubject(new Reference(subject.getValue()))
                .setEffective(new DateTimeType(at))
                .setValue(new Quantity()
                        .setValue(grams)
                        .setSystem("http://unitsofmeasure.org")
                        .setCode("g"));
        weighing.getCode().addCoding().setSystem(LOINC).setCode("29463-7");
        return weighing;
    }

    private static Bundle transaction() {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.TRANSACTION);
        return bundle;
    }

    private static void post(Bundle bundle, String fullUrl, Resource resource) {
        bundle.addEntry()
                .setFullUrl(fullUrl)
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl(resource.fhirType());
    }

    private static <T> List<T> together(int clients, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(Collections.nCopies(clients, call))) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
