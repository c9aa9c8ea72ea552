package io.github.oxytocinmassage.ward.mother;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A mother with one infant of four days, one massage and one sheet, put into the registry over HTTP. */
public final class EnteredMother {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OURS = "https://oxytocin-massage-cds.github.io/fhir/CodeSystem/oxytocin-massage";
    private static final String LOINC = "http://loinc.org";

    private final String id;
    private final Instant now;
    private final String mothersName;
    private final String infantsName;
    private final List<String> components = new ArrayList<>();
    private final List<String> besides = new ArrayList<>();

    public EnteredMother(String id, String mothersName, String infantsName, Instant now) {
        this.id = id;
        this.mothersName = mothersName;
        this.infantsName = infantsName;
        this.now = now;
        count("feeds-24h", 10).count("wet-diapers-24h", 7).count("stools-24h", 4);
        yes("settled-after-feed").yes("swallowing-heard").yes("breast-softer").yes("let-down");
    }

    EnteredMother count(String item, int value) {
        return component(item, "\"valueInteger\":" + value);
    }

    EnteredMother yes(String item) {
        return component(item, "\"valueBoolean\":true");
    }

    EnteredMother contraindicated(String item) {
        besides.add(resource("Condition", "condition", "\"subject\":" + mother() + ",\"code\":" + code(OURS, item)));
        return this;
    }

    /** @return logical id of the mother */
    public String put(int port) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/fhir"))
                                .header("Content-Type", "application/fhir+json")
                                .POST(HttpRequest.BodyPublishers.ofString(transaction()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return id;
    }

    /** Nothing of her, and of what was entered for her since, stays. */
    public static void purge(int port, String id) throws IOException, InterruptedException {
        HttpRequest purge = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/fhir/Patient/" + id + "/$purge"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(purge, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String transaction() {
        List<String> entries = new ArrayList<>(besides);
        Instant born = ago(Duration.ofHours(97));
        entries.add(resource(
                "Patient",
                "",
                "\"name\":[{\"text\":" + JSON.writeValueAsString(mothersName)
                        + "}],\"link\":[{\"other\":{\"reference\":\"RelatedPerson/" + id
                        + "-mth\"},\"type\":\"seealso\"}]"));
        entries.add(resource(
                "Patient",
                "bayi",
                "\"name\":[{\"text\":" + JSON.writeValueAsString(infantsName) + "}],\"birthDate\":\""
                        + born.toString().substring(0, 10)
                        + "\",\"_birthDate\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/patient-birthTime\","
                        + "\"valueDateTime\":\"" + born + "\"}]}"));
        entries.add(resource(
                "RelatedPerson",
                "mth",
                "\"patient\":" + infant() + ",\"relationship\":[{\"coding\":[{\"system\":"
                        + "\"http://terminology.hl7.org/CodeSystem/v3-RoleCode\",\"code\":\"MTH\"}]}]"));
        entries.add(measured("8339-4", 3000, born));
        entries.add(measured("29463-7", 2950, ago(Duration.ofHours(2))));
        entries.add(resource(
                "Procedure",
                "massage",
                "\"status\":\"completed\",\"subject\":" + mother() + ",\"code\":" + code(OURS, "oxytocin-massage")
                        + ",\"performedPeriod\":{\"start\":\"" + ago(Duration.ofMinutes(70)) + "\",\"end\":\""
                        + ago(Duration.ofMinutes(55))
                        + "\"},\"performer\":[{\"function\":{\"coding\":[{\"code\":\"HUSB\"}]},"
                        + "\"actor\":{\"display\":\"Bapak\"}}]"));
        entries.add(resource(
                "Observation",
                "sheet",
                "\"status\":\"final\",\"subject\":" + mother() + ",\"focus\":[" + infant() + "],\"code\":"
                        + code(OURS, "adequacy-check") + ",\"effectiveDateTime\":\"" + ago(Duration.ofMinutes(30))
                        + "\",\"component\":[" + String.join(",", components) + "]"));
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private EnteredMother component(String item, String value) {
        components.add("{\"code\":" + code(OURS, item) + "," + value + "}");
        return this;
    }

    private String measured(String loinc, int grams, Instant at) {
        return resource(
                "Observation",
                "weight-" + loinc,
                "\"status\":\"final\",\"subject\":" + infant() + ",\"code\":" + code(LOINC, loinc)
                        + ",\"effectiveDateTime\":\"" + at + "\",\"valueQuantity\":{\"value\":" + grams
                        + ",\"unit\":\"g\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"g\"}");
    }

    private String resource(String type, String suffix, String content) {
        String name = suffix.isEmpty() ? id : id + "-" + suffix;
        return "{\"resource\":{\"resourceType\":\"" + type + "\",\"id\":\"" + name + "\"," + content
                + "},\"request\":{\"method\":\"PUT\",\"url\":\"" + type + "/" + name + "\"}}";
    }

    private String mother() {
        return "{\"reference\":\"Patient/" + id + "\"}";
    }

    private String infant() {
        return "{\"reference\":\"Patient/" + id + "-bayi\"}";
    }

    private static String code(String system, String code) {
        return "{\"coding\":[{\"system\":\"" + system + "\",\"code\":\"" + code + "\"}]}";
    }

    private Instant ago(Duration duration) {
        return now.minus(duration).truncatedTo(ChronoUnit.SECONDS);
    }
}
