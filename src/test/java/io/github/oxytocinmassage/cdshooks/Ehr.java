package io.github.oxytocinmassage.cdshooks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sample mother's record on an EHR's FHIR server: the infant's weights on its own chart, all else on hers. */
record Ehr(WireMockExtension server) {

    private static final String EMPTY = "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 0}";

    /** Whatever is not stubbed is not found. */
    void hold(JsonNode prefetch) {
        for (PrefetchKey key : PrefetchKey.values()) {
            answer(
                    key,
                    "m1",
                    key == PrefetchKey.MEASUREMENTS
                            ? EMPTY
                            : prefetch.path(key.key()).toString());
        }
        ObjectNode infants = (ObjectNode) prefetch.path("infants").deepCopy();
        JsonNode infant = infants.at("/entry/0/resource");
        ((ObjectNode) infant)
                .putArray("link")
                .addObject()
                .put("type", "seealso")
                .putObject("other")
                .put("reference", "Patient/m1");
        answer(PrefetchKey.INFANTS, "m1", infants.toString());
        answer("/fhir/Patient/i1", json(infant.toString()));
        answer(PrefetchKey.CHECKS, "i1", EMPTY);
        answer(PrefetchKey.MEASUREMENTS, "i1", prefetch.path("measurements").toString());
    }

    void answer(PrefetchKey key, String patient, String json) {
        answer(key, patient, json(json));
    }

    void answer(PrefetchKey key, String patient, ResponseDefinitionBuilder answer) {
        answer(path(key, patient), answer);
    }

    void answer(String path, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlEqualTo(path)).willReturn(answer));
    }

    void answerAll(ResponseDefinitionBuilder answer) {
        MappingBuilder all = get(urlMatching("/fhir/.*")).willReturn(answer);
        server.stubFor(all);
    }

    static String path(PrefetchKey key, String patient) {
        return "/fhir/" + key.template().replaceAll(Pattern.quote("{{context.patientId}}"), patient);
    }

    static ResponseDefinitionBuilder json(String json) {
        return aResponse()
                .withHeader("Content-Type", "application/fhir+json;charset=UTF-8")
                .withBody(json);
    }

    String base() {
        return "http://localhost:" + server.getPort() + "/fhir";
    }
}
