package io.github.oxytocinmassage.fhir.interactions;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the service says when it is asked for all that the registry holds, in every way there is; by address, without its own. */
final class RegistryState {

    private static final Pattern BASE = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final Pattern VERSION = Pattern.compile("/fhir/(\\w+/[^/\"]+)/_history/(\\d+)");
    private static final List<String> TYPES =
            List.of("Patient", "RelatedPerson", "CarePlan", "Procedure", "Observation", "Condition");

    private final Service service;
    private final Map<String, String> answers = new LinkedHashMap<>();

    private RegistryState(Service service) {
        this.service = service;
    }

    static Map<String, String> of(Service service) throws IOException, InterruptedException {
        RegistryState state = new RegistryState(service);
        for (String type : TYPES) {
            String history = state.ask("/fhir/" + type + "/_history?_count=500");
            for (String id : ids(history, type)) {
                state.askFor(type, id);
            }
            state.ask("/fhir/" + type + "?_count=500&_sort=_lastUpdated");
            state.ask("/fhir/" + type + "?_count=500&_lastUpdated=ge2020-01-01&_sort=-_lastUpdated");
            state.ask("/fhir/" + type + "?_count=500&_lastUpdated=lt2020-01-01");
        }
        state.ask("/fhir/Observation?_count=500&code=http://loinc.org%7C29463-7&date=ge2026-01-01&_sort=date");
        return state.answers;
    }

    private void askFor(String type, String id) throws IOException, InterruptedException {
        String history = ask("/fhir/" + type + "/" + id + "/_history?_count=500");
        long versions = VERSION.matcher(history).results().count();
        for (int version = 1; version <= Math.max(versions, 1); version++) {
            ask("/fhir/" + type + "/" + id + "/_history/" + version);
        }
        ask("/fhir/" + type + "/" + id);
        if (type.equals("Patient")) {
            ask("/fhir/Patient/" + id + "/$everything");
            ask("/fhir/Patient/" + id + "/$recommend?asOf=2026-06-05T12:00:00Z");
            ask("/fhir/Observation?_count=500&patient=" + id);
        }
    }

    private String ask(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.get(path);
        String body = BASE.matcher(answer.body()).replaceAll("");
        List<String> told = new ArrayList<>(List.of(String.valueOf(answer.statusCode())));
        answer.headers().firstValue("ETag").ifPresent(told::add);
        answer.headers().firstValue("Last-Modified").ifPresent(told::add);
        answers.put(path, told + "\n" + body);
        return body;
    }

    private static List<String> ids(String history, String type) {
        return Pattern.compile("\"fullUrl\":\\s*\"/fhir/" + type + "/([^/\"]+)")
                .matcher(history)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .sorted()
                .toList();
    }
}
