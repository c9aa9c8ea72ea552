package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Two families in one registry: m with her infant i, and n with her infant k, whose records say "Secret". */
final class TwoFamilies {

    static final String EMPTY_RECORD = "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}";
    static final String NO_PARAMETERS = "{\"resourceType\":\"Parameters\"}";
    private static final String[] WHOLE = {"Patient.r", "Observation.r", "Observation.s", "Procedure.r", "Procedure.s"};

    private final int port;

    TwoFamilies(int port) {
        this.port = port;
    }

    void store(TokenIssuer issuer) throws Exception {
        String all = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
                + String.join(
                        ",",
                        entry("Patient/m", "\"name\":[{\"family\":\"Own\"}]"),
                        entry("Patient/i", "\"birthDate\":\"2026-06-01\""),
                        entry(
                                "Patient/n",
                                "\"name\":[{\"family\":\"Secret\"}],\"identifier\":[{\"system\":\"urn:n\",\"value\":\"hers\"}]"),
                        entry("Patient/k", "\"name\":[{\"family\":\"Secret\"}]"),
                        entry("Observation/o", about("m", "i", "own")),
                        entry("Observation/o2", about("m", "i", "own")),
                        entry("Observation/o3", about("m", "i", "own")),
                        entry("Observation/p", about("n", "k", "Secret")))
                + "]}";
        HttpResponse<String> stored = ScopedCall.of("POST", "", all).send(port, "Bearer " + issuer.token("system/*.*"));
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
    }

    private static String entry(String reference, String content) {
        String[] parts = reference.split("/");
        return "{\"resource\":{\"resourceType\":\"" + parts[0] + "\",\"id\":\"" + parts[1] + "\"," + content
                + "},\"request\":{\"method\":\"PUT\",\"url\":\"" + reference + "\"}}";
    }

    private static String about(String mother, String infant, String text) {
        return "\"status\":\"final\",\"code\":{\"text\":\"" + text + "\"},\"subject\":{\"reference\":\"Patient/"
                + mother + "\"},\"focus\":[{\"reference\":\"Patient/" + infant + "\"}]";
    }

    private static String observation(String subject, String more) {
        return "{\"resourceType\":\"Observation\"," + more
                + "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"" + subject + "\"}}";
    }

    /** Every interaction with the first family's record, and what it needs. */
    static List<ScopedCall> ownCalls() {
        String mine = observation("Patient/m", "");
        String known = observation("Patient/m", "\"id\":\"o\",");
        return List.of(
                ScopedCall.of("GET", "/Observation/o", null, "Observation.r"),
                ScopedCall.of("GET", "/Observation/o/_history/1", null, "Observation.r"),
                ScopedCall.of("GET", "/Observation/o/_history", null, "Observation.r"),
                ScopedCall.of("GET", "/Observation/_history", null, "Observation.s"),
                ScopedCall.of("GET", "/Observation?patient=m", null, "Observation.s"),
                ScopedCall.of("POST", "/Observation", mine, "Observation.c"),
                ScopedCall.of("POST", "/Observation", mine, "Observation.c", "Observation.s")
                        .unless("identifier=urn:x|y"),
                ScopedCall.of("PUT", "/Observation/o", known, "Observation.u"),
                ScopedCall.of("DELETE", "/Observation/o2", null, "Observation.d"),
                ScopedCall.in("transaction", "POST", "Observation", mine, "Observation.c"),
                ScopedCall.in("batch", "POST", "Observation", mine, "Observation.c"),
                ScopedCall.in("batch", "PUT", "Observation/o", known, "Observation.u"),
                ScopedCall.in("transaction", "PUT", "Observation/o", known, "Observation.u"),
                ScopedCall.in("batch", "GET", "Observation/o", null, "Observation.r"),
                ScopedCall.in("transaction", "GET", "Observation/o", null, "Observation.r"),
                ScopedCall.in("transaction", "GET", "Observation?patient=m", null, "Observation.s"),
                ScopedCall.of("GET", "/Patient/m/$everything", null, WHOLE),
                ScopedCall.of("GET", "/Patient/m/$recommend", null, WHOLE),
                ScopedCall.of("GET", "/PlanDefinition/oxytocin-massage-14-day/$apply?subject=Patient/m", null, WHOLE));
    }

    /** What a token of the first family's may not do: also about what is not there at all. */
    static List<ScopedCall> callsOfOthers() {
        List<ScopedCall> calls = new ArrayList<>();
        for (String foreign :
                List.of("Patient/n", "Patient/k", "Observation/p", "Patient/nobody", "Observation/nothing")) {
            resource(calls, foreign);
        }
        for (String person : List.of("n", "k", "nobody")) {
            person(calls, person);
        }
        calls.add(ScopedCall.of("GET", "/Observation/_history", null));
        calls.add(ScopedCall.of("GET", "/Patient/_history", null));
        calls.add(ScopedCall.of("POST", "/Patient", "{\"resourceType\":\"Patient\"}"));
        calls.add(
                ScopedCall.of(
                        "PUT",
                        "/Patient/m",
                        "{\"resourceType\":\"Patient\",\"id\":\"m\",\"identifier\":[{\"system\":\"urn:n\",\"value\":\"hers\"}]}"));
        calls.add(
                ScopedCall.of(
                        "POST",
                        "/RelatedPerson",
                        "{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"Patient/m\"},\"identifier\":[{\"system\":\"urn:n\",\"value\":\"hers\"}]}"));
        calls.add(ScopedCall.of(
                "POST",
                "/Observation",
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"}}"));
        return calls;
    }

    private static void resource(List<ScopedCall> calls, String foreign) {
        String type = foreign.substring(0, foreign.indexOf('/'));
        String id = foreign.substring(foreign.indexOf('/') + 1);
        String claimed = type.equals("Patient")
                ? "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}"
                : observation("Patient/m", "\"id\":\"" + id + "\",");
        String referring = observation("Patient/m", "\"focus\":[{\"reference\":\"" + foreign + "\"}],");
        for (String suffix : List.of("", "/_history", "/_history/1")) {
            calls.add(ScopedCall.of("GET", "/" + foreign + suffix, null));
        }
        calls.add(ScopedCall.of("GET", "/" + type + "?_id=" + id, null));
        calls.add(ScopedCall.of("DELETE", "/" + foreign, null));
        calls.add(ScopedCall.of("PUT", "/" + foreign, claimed));
        calls.add(ScopedCall.in("transaction", "GET", foreign, null));
        calls.add(ScopedCall.in("transaction", "DELETE", foreign, null));
        calls.add(ScopedCall.in("transaction", "PUT", foreign, claimed));
        calls.add(ScopedCall.of("POST", "/Observation", referring));
        calls.add(ScopedCall.in("transaction", "POST", "Observation", referring));
    }

    private static void person(List<ScopedCall> calls, String person) {
        calls.add(
                ScopedCall.of("GET", "/PlanDefinition/oxytocin-massage-14-day/$apply?subject=Patient/" + person, null));
        for (String operation : List.of("$everything", "$recommend")) {
            calls.add(ScopedCall.of("GET", "/Patient/" + person + "/" + operation, null));
        }
        for (String search : List.of("patient=", "subject=Patient/", "focus=Patient/", "patient=m,")) {
            calls.add(ScopedCall.of("GET", "/Observation?" + search + person, null));
        }
        calls.add(ScopedCall.of("POST", "/Observation", observation("Patient/" + person, "")));
        calls.add(ScopedCall.of("POST", "/Observation", observation("http://127.0.0.1/fhir/Patient/" + person, "")));
        calls.add(ScopedCall.of("POST", "/Observation", observation("Patient/m", ""))
                .unless("patient=" + person));
        calls.add(ScopedCall.of(
                "PUT",
                "/Patient/m",
                "{\"resourceType\":\"Patient\",\"id\":\"m\",\"link\":[{\"type\":\"seealso\",\"other\":{\"reference\":\"Patient/"
                        + person + "\"}}]}"));
    }
}
