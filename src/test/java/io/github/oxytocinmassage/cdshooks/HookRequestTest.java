package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookRequestTest {

    private static final String WHOLE = """
            {"hook": "patient-view", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
             "context": {"userId": "Practitioner/p1", "patientId": "m1"}}
            """;

    @Test
    void a_whole_request_is_read() {
        HookRequest request = read(WHOLE);

        assertThat(request.patientId()).isEqualTo("m1");
        assertThat(request.userId()).isEqualTo("Practitioner/p1");
        assertThat(request.prefetch().isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "\"hook\": ! \"x\": ! hook",
                "\"patient-view\" ! null ! hook",
                "\"patient-view\" ! 7 ! hook",
                "\"patient-view\" ! \"order-sign\" ! hook",
                "\"hookInstance\": ! \"x\": ! hookInstance",
                "\"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea\" ! \"x\" ! hookInstance",
                "\"context\": ! \"x\": ! context",
                "\"patientId\": ! \"x\": ! context.patientId",
                "\"m1\" ! \"\" ! context.patientId",
                "\"m1\" ! 12 ! context.patientId",
                "\"m1\" ! \"Practitioner/m1\" ! context.patientId",
                "\"m1\" ! \"m 1\" ! context.patientId",
                "\"userId\": ! \"x\": ! context.userId",
                "\"Practitioner/p1\" ! \" \" ! context.userId",
            })
    void what_is_missing_or_wrong_is_named(String instead, String of, String member) {
        HookRefusedException refused = refused(WHOLE.replace(instead.strip(), of.strip()), HookService.VIEW);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.issues()).extracting(Issue::expression).containsExactly(member.strip());
        assertThat(refused.issues().get(0).diagnostics()).startsWith(member.strip());
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        HookRefusedException refused = refused("{\"context\": []}", HookService.VIEW);

        assertThat(refused.issues()).extracting(Issue::expression).contains("hook", "hookInstance", "context");
    }

    @Test
    void an_authorization_needs_its_server() {
        String request = with("\"fhirAuthorization\": {\"access_token\": \"x\"}");

        assertThat(refused(request, HookService.VIEW).issues())
                .extracting(Issue::expression)
                .containsExactly("fhirServer");
        assertThat(read(with("\"fhirAuthorization\": {}, \"fhirServer\": \"https://ehr.example/fhir\"")))
                .isNotNull();
    }

    @Test
    void a_discharge_needs_its_encounter() {
        String request = WHOLE.replace("patient-view", "encounter-discharge");

        assertThat(refused(request, HookService.DISCHARGE).issues())
                .extracting(Issue::expression)
                .containsExactly("context.encounterId");
        assertThat(HookRequest.read(
                        json(request.replace("\"m1\"", "\"m1\", \"encounterId\": \"e1\"")), HookService.DISCHARGE, ""))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m1", "Patient/m1", "https://ehr.example/fhir/Patient/m1", "Patient/m1/_history/3"})
    void a_patient_may_be_named_with_its_type(String patientId) {
        assertThat(read(WHOLE.replace("\"m1\"", "\"" + patientId + "\"")).patientId())
                .isEqualTo("m1");
    }

    @Test
    void a_user_may_be_named_without_a_type() {
        HookRequest request = read(WHOLE.replace("Practitioner/p1", "p1"));

        assertThat(request.userId()).isEqualTo("p1");
        assertThat(request.isFromFamily()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/m1",
                "RelatedPerson/r1",
                "https://ehr.example/fhir/RelatedPerson/r1",
                "https://ehr.example/fhir/Patient/m1",
                "https://ehr.example/fhir/Patient/m1/_history/2",
                "http://ehr.example/Practitioner/fhir/Patient/m1/",
                "RelatedPerson/r1/_history/2",
                "RelatedPerson/r1/_history",
                "patient/m1",
                "RELATEDPERSON/r1",
                " Patient/m1",
                "\u200bPatient/m1",
                "/Patient/m1",
                "//Patient//m1",
                "Patient%2Fm1",
                "Patient",
                "Patient/",
                "https://ehr.example/fhir/Patient?identifier=1",
                "Patient/m1#a"
            })
    void patients_and_their_relatives_are_family(String userId) {
        assertThat(read(WHOLE.replace("Practitioner/p1", userId)).isFromFamily())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Practitioner/p1",
                "PractitionerRole/p1",
                "https://ehr.example/patient/fhir/Practitioner/p1",
                "Practitioner/patient",
                "Practitioner/p1/_history/Patient",
                "PatientCare/1",
                "patient-7"
            })
    void professionals_are_no_family(String userId) {
        assertThat(read(WHOLE.replace("Practitioner/p1", userId)).isFromFamily())
                .isFalse();
    }

    @Test
    void optional_members_may_be_null_and_others_anything() {
        HookRequest request = read(with("\"prefetch\": null, \"fhirServer\": null, \"fhirAuthorization\": null,"
                + " \"extension\": {\"com.example\": 1}, \"x\": [null]"));

        assertThat(request.prefetch().isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "[]", "7", "null", "\"text\"", "{nope", "{} {}", "{\"a\": 1, \"a\": 2}", "{\"a\": 01}"})
    void what_is_no_json_object_is_refused(String body) {
        HookRefusedException refused = refused(body, HookService.VIEW);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.issues()).hasSize(1);
        assertThat(refused.issues().get(0).diagnostics())
                .startsWith("The body ")
                .doesNotContain("nope");
    }

    @Test
    void a_body_that_is_not_json_is_refused_with_line_and_column() {
        assertThat(refused("{\n  nope}", HookService.VIEW).issues().get(0).diagnostics())
                .contains("(line 2, column ");
    }

    @Test
    void a_hundred_levels_are_read_and_one_more_is_refused() {
        assertThat(refused(nested(100), HookService.VIEW).issues().get(0).expression())
                .isEqualTo("hook");
        assertThat(refused(nested(101), HookService.VIEW).issues().get(0).diagnostics())
                .contains("deeper than 100");
    }

    @Test
    void a_byte_order_mark_is_passed_over() {
        assertThat(read("\uFEFF" + WHOLE).patientId()).isEqualTo("m1");
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    }

    private static String with(String members) {
        return WHOLE.strip().replaceFirst("\\{", "{" + members + ",");
    }

    private static HookRequest read(String body) {
        return HookRequest.read(json(body), HookService.VIEW, "");
    }

    private static HookRefusedException refused(String body, HookService service) {
        return catchThrowableOfType(HookRefusedException.class, () -> HookRequest.read(json(body), service, ""));
    }

    private static tools.jackson.databind.JsonNode json(String body) {
        return JsonBody.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
