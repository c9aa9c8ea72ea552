package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record as it comes in: JSON, scanned, read. */
final class FhirRecord {

    static final Instant AS_OF = Instant.parse("2026-03-09T04:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    static final StrictScan SCAN = new StrictScan(FhirR4.context());
    static final EpisodeReader READER = new EpisodeReader(Terminology.of(Artefacts.carried()));
    static final String MOTHER = "Patient/m";
    static final String INFANT = "Patient/b";

    private final List<String> entries = new ArrayList<>();
    private @Nullable String asked;
    private @Nullable String server;

    static FhirRecord record() {
        return new FhirRecord();
    }

    /** A mother and her infant, born on 5 March at 03:15, tied by their RelatedPerson. */
    static FhirRecord family() {
        return record().with("""
                        {"resourceType":"Patient","id":"m","gender":"female","birthDate":"1998-01-01",
                         "identifier":[{"system":"urn:oid:1.2.3","value":"mrn-1"}]}""").with("""
                        {"resourceType":"Patient","id":"b","birthDate":"2026-03-05",
                         "_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime",
                           "valueDateTime":"2026-03-05T03:15:00+07:00"}]},
                         "name":[{"text":"Bayi Ny. Siti"}]}""").with("""
                        {"resourceType":"RelatedPerson","id":"mth","patient":{"reference":"Patient/b"},
                         "identifier":[{"system":"urn:oid:1.2.3","value":"mrn-1"}],
                         "relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH"}]}]}""");
    }

    FhirRecord with(String resource) {
        return entry("{\"resource\":" + resource + "}");
    }

    FhirRecord entry(String entry) {
        entries.add(entry);
        return this;
    }

    FhirRecord asking(String patient) {
        asked = patient;
        return this;
    }

    FhirRecord askedOf(String fhirServer) {
        server = fhirServer;
        return this;
    }

    List<String> entries() {
        return entries;
    }

    String json() {
        return bundle(entries);
    }

    static String bundle(List<String> entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    Episode read() {
        return read(json());
    }

    Episode read(String json) {
        return read(SCAN.json(json.getBytes(StandardCharsets.UTF_8)));
    }

    Episode read(Scanned scanned) {
        return READER.read(List.of(scanned.resource()), asked, server, AS_OF, ZONE, scanned.doubts());
    }

    /** An Observation of ours or of LOINC; {@code more} is the rest of it, from its subject on. */
    static String observation(String id, String code, String more) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + id + "\",\"status\":\"final\",\"code\":" + concept(code)
                + "," + more + "}";
    }

    /** A sheet of the mother's on 9 March at 10:00, about the infant in focus. */
    static String check(String id, String... components) {
        return observation(
                id,
                "adequacy-check",
                "\"subject\":{\"reference\":\"Patient/m\"},\"focus\":[{\"reference\":\"Patient/b\"}],"
                        + "\"effectiveDateTime\":\"2026-03-09T10:00:00+07:00\",\"component\":["
                        + String.join(",", components) + "]");
    }

    static String component(String code, String value) {
        return "{\"code\":" + concept(code) + (value.isEmpty() ? "" : "," + value) + "}";
    }

    static String concept(String code) {
        boolean isLoinc = code.matches("\\d+-\\d");
        return "{\"coding\":[{\"system\":\"" + (isLoinc ? "http://loinc.org" : Canonical.ITEMS) + "\",\"code\":\""
                + code + "\"}]}";
    }

    static String quantity(String value, String code) {
        return "\"valueQuantity\":{\"value\":" + value + ",\"system\":\"http://unitsofmeasure.org\",\"code\":\"" + code
                + "\"}";
    }

    static String on(String patient, String rest) {
        return "\"subject\":{\"reference\":\"" + patient + "\"}," + rest;
    }

    static String at(String time) {
        return "\"effectiveDateTime\":\"" + time + "\"";
    }

    static List<Answer> answers(Episode episode, Item item) {
        return episode.allAnswers().filter(a -> a.item() == item).toList();
    }

    static List<Value> values(Episode episode, Item item) {
        return answers(episode, item).stream().map(Answer::value).toList();
    }

    static Measurement measured(Episode episode, Measure measure) {
        List<Measurement> all = allMeasured(episode, measure);
        if (all.size() != 1) {
            throw new AssertionError("not one " + measure + ": " + all);
        }
        return all.get(0);
    }

    static List<Measurement> allMeasured(Episode episode, Measure measure) {
        return episode.measurements().stream()
                .filter(m -> m.measure() == measure)
                .toList();
    }

    /** "UNIT_OR_TYPE Observation/c1 Observation.component[0].value kg" */
    static List<String> doubts(Episode episode) {
        return episode.doubts().stream().map(FhirRecord::told).toList();
    }

    static String told(Doubt doubt) {
        return Stream.of(doubt.kind().name(), doubt.source(), doubt.path(), doubt.detail())
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
