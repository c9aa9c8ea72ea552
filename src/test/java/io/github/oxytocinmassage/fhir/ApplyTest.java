package io.github.oxytocinmassage.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code PlanDefinition/$apply} over HTTP: the plan of the same advice as {@code $recommend}. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext
class ApplyTest {

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private static final String AS_OF = "2026-06-10T12:00:00+07:00";
    private static final String ON_THE_PLAN = "PlanDefinition/oxytocin-massage-14-day/$apply";
    private static final String ON_THE_TYPE = "PlanDefinition/$apply";

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void fresh(DynamicPropertyRegistry properties) {
        properties.add("registry.folder", folder::toString);
    }

    @Test
    void the_plan_is_byte_for_byte_that_of_the_advice() throws Exception {
        for (String language : new String[] {"en", "id"}) {
            Parameters recommend = inner(language);
            recommend.addParameter().setName("record").setResource(SampleRecord.bundle());
            String advice = post("$recommend", recommend).body();

            HttpResponse<String> plan = post(ON_THE_PLAN, call(p -> {}, language));

            assertThat(plan.statusCode()).isEqualTo(200);
            assertThat(advice).contains(plan.body());
        }
    }

    @Test
    void a_plan_proposes_the_next_steps_of_the_protocol() throws Exception {
        CarePlan plan = plan(post(ON_THE_PLAN, call(p -> {}, "en")));

        assertThat(plan.getIntent()).isEqualTo(CarePlan.CarePlanIntent.PROPOSAL);
        assertThat(plan.getStatus()).isEqualTo(CarePlan.CarePlanStatus.DRAFT);
        assertThat(plan.getInstantiatesCanonical().get(0).getValue()).isEqualTo(Canonical.PLAN);
        assertThat(plan.getSubject().getReference()).isEqualTo("Patient/mother");
        assertThat(plan.getActivity()).isNotEmpty();
    }

    @Test
    void the_subject_may_be_a_reference_or_an_infant_of_hers() throws Exception {
        String plan = post(ON_THE_PLAN, call(p -> {}, "en")).body();

        Parameters byReference = call(p -> {}, "en");
        byReference.getParameter().get(0).setValue(new Reference("Patient/mother"));
        Parameters byInfant = call(p -> {}, "en");
        byInfant.getParameter().get(0).setValue(new StringType("Patient/infant"));

        assertThat(post(ON_THE_PLAN, byReference).body()).isEqualTo(plan);
        assertThat(post(ON_THE_PLAN, byInfant).body()).isEqualTo(plan);
    }

    @Test
    void on_the_type_the_plan_is_named() throws Exception {
        String plan = post(ON_THE_PLAN, call(p -> {}, "en")).body();
        PlanDefinition definition = CONTEXT.newJsonParser()
                .parseResource(
                        PlanDefinition.class,
                        get("PlanDefinition/oxytocin-massage-14-day").body());

        Parameters byUrl =
                call(p -> p.addParameter().setName("url").setValue(new UriType(Canonical.PLAN + "|0.1.0")), "en");
        Parameters byResource =
                call(p -> p.addParameter().setName("planDefinition").setResource(definition), "en");

        assertThat(post(ON_THE_TYPE, byUrl).body()).isEqualTo(plan);
        assertThat(post(ON_THE_TYPE, byResource).body()).isEqualTo(plan);
        assertRefused(ON_THE_PLAN, byUrl);
        assertRefused(ON_THE_TYPE, call(p -> {}, "en"));
        assertRefused(ON_THE_TYPE, call(p -> p.addParameter().setName("url").setValue(new UriType("urn:other")), "en"));
        assertThat(post("PlanDefinition/another/$apply", byUrl).statusCode()).isEqualTo(404);
    }

    @Test
    void the_language_may_be_the_users() throws Exception {
        Parameters call = call(
                p -> p.addParameter()
                        .setName("userLanguage")
                        .setValue(new CodeableConcept()
                                .addCoding(new Coding()
                                        .setSystem("urn:ietf:bcp:47")
                                        .setCode("id"))),
                null);

        assertThat(post(ON_THE_PLAN, call).body())
                .isEqualTo(post(ON_THE_PLAN, call(p -> {}, "id")).body());
    }

    @Test
    void a_stored_record_has_the_plan_of_its_advice() throws Exception {
        Bundle transaction = new Bundle();
        transaction.setType(Bundle.BundleType.TRANSACTION);
        SampleRecord.bundle().getEntry().forEach(e -> transaction
                .addEntry()
                .setResource(e.getResource())
                .setRequest(new Bundle.BundleEntryRequestComponent()
                        .setMethod(Bundle.HTTPVerb.PUT)
                        .setUrl(e.getResource().fhirType() + "/"
                                + e.getResource().getIdElement().getIdPart())));
        assertThat(post("", transaction).statusCode()).isEqualTo(200);
        String query = "asOf=" + AS_OF.replace("+", "%2B") + "&locale=en";

        String advice = get("Patient/mother/$recommend?" + query).body();
        String plan = get(ON_THE_PLAN + "?subject=Patient/mother&" + query).body();
        Parameters withoutData =
                call(p -> p.getParameter().removeIf(d -> d.getName().equals("data")), "en");

        assertThat(plan(get(ON_THE_PLAN + "?subject=Patient/mother&" + query)).getActivity())
                .isNotEmpty();
        assertThat(advice).contains(plan);
        assertThat(post(ON_THE_PLAN, withoutData).body()).isEqualTo(plan);
        assertThat(get(ON_THE_TYPE + "?url=" + Canonical.PLAN + "&subject=Patient/infant&" + query)
                        .body())
                .isEqualTo(plan);
    }

    @Test
    void xml_is_read_and_answered_in_xml() throws Exception {
        HttpResponse<String> answer =
                post(ON_THE_PLAN, CONTEXT.newXmlParser().encodeResourceToString(call(p -> {}, "en")), XML);

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(XML);
        CarePlan plan = CONTEXT.newXmlParser().parseResource(CarePlan.class, answer.body());
        assertThat(plan.equalsDeep(plan(post(ON_THE_PLAN, call(p -> {}, "en")))))
                .isTrue();
    }

    @Test
    void every_declared_parameter_is_known_and_no_other() throws Exception {
        OperationDefinition definition = CONTEXT.newJsonParser()
                .parseResource(
                        OperationDefinition.class,
                        get("OperationDefinition/PlanDefinition-apply").body());

        assertThat(definition.getParameter()).isNotEmpty();
        definition.getParameter().stream()
                .filter(p -> p.getUse() == OperationDefinition.OperationParameterUse.IN)
                .forEach(p -> assertThat(refusalOf(p.getName())).doesNotContain("no such parameter"));
        assertThat(refusalOf("unknown")).contains("no such parameter");
    }

    @Test
    void what_can_not_be_applied_is_refused() throws Exception {
        assertRefused(ON_THE_PLAN, new Parameters());
        assertRefused(ON_THE_PLAN, subject(new StringType("Patient/somebody-else")));
        assertRefused(ON_THE_PLAN, subject(new StringType("Group/all")));
        assertRefused(ON_THE_PLAN, subject(new StringType("mother")));
        assertRefused(
                ON_THE_PLAN, call(p -> p.addParameter(p.getParameterFirstRep().copy()), "en"));
        assertRefused(
                ON_THE_PLAN,
                call(p -> p.getParameter().removeIf(d -> d.getName().equals("data")), "en")
                        .setParameter("subject", "Patient/not-kept-here"));
        assertRefused(
                ON_THE_PLAN,
                call(
                        p -> ((Parameters) p.getParameter().get(2).getResource())
                                .addParameter()
                                .setName("else")
                                .setValue(new CodeType("x")),
                        "en"));
        assertThat(post(ON_THE_PLAN, "{\"resourceType\":\"Parameters\",\"resourceType\":\"Parameters\"}", JSON)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(ON_THE_PLAN, SampleRecord.bundle()).statusCode()).isEqualTo(400);
        assertThat(get(ON_THE_PLAN + "?subject=Patient/nobody").statusCode()).isEqualTo(400);
        assertThat(get(ON_THE_PLAN + "?patient=Patient/mother").statusCode()).isEqualTo(400);
    }

    private void assertRefused(String path, Parameters call) throws Exception {
        HttpResponse<String> answer = post(path, call);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(CONTEXT.newJsonParser()
                        .parseResource(OperationOutcome.class, answer.body())
                        .getIssueFirstRep()
                        .getExpression())
                .isNotEmpty();
    }

    private String refusalOf(String parameter) {
        Parameters call = new Parameters();
        call.addParameter().setName(parameter).setValue(new StringType("x"));
        try {
            return post(ON_THE_PLAN, call).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Parameters subject(StringType subject) {
        Parameters call = call(p -> {}, "en");
        call.getParameter().get(0).setValue(subject);
        return call;
    }

    /** Subject, data, parameters, and what is changed of these. */
    private static Parameters call(Consumer<Parameters> change, String language) {
        Parameters call = new Parameters();
        call.addParameter().setName("subject").setValue(new StringType("Patient/mother"));
        call.addParameter().setName("data").setResource(SampleRecord.bundle());
        call.addParameter().setName("parameters").setResource(inner(language));
        change.accept(call);
        return call;
    }

    private static Parameters inner(String language) {
        Parameters inner = new Parameters();
        inner.addParameter().setName("asOf").setValue(new InstantType(AS_OF));
        if (language != null) {
            inner.addParameter().setName("locale").setValue(new CodeType(language));
        }
        return inner;
    }

    private static CarePlan plan(HttpResponse<String> answer) {
        return CONTEXT.newJsonParser().parseResource(CarePlan.class, answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Resource body) throws Exception {
        return post(path, CONTEXT.newJsonParser().encodeResourceToString(body), JSON);
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir/" + path));
    }
}
