package io.github.oxytocinmassage.ward.recording;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A browser without scripts: it opens a form, keeps what is hidden in it, fills in the rest and sends it. */
final class Forms {

    private static final Pattern FORM = Pattern.compile("<form class=\"record[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value|type)=\"([^\"]*)\"");

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String base;

    Forms(int port) {
        this.base = "http://localhost:" + port;
    }

    /** As one of the demo's accounts. */
    void signIn(String name) throws IOException, InterruptedException {
        HttpResponse<String> page = open("/sign-in");
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        String csrf = token.find() ? token.group(1) : "";
        send("/sign-in", Map.of("name", name, "password", "demo", "_csrf", csrf));
    }

    HttpResponse<String> open(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** What the first form of a page would send, had nobody touched it. */
    Map<String, String> fields(String page) {
        Matcher form = FORM.matcher(page);
        Map<String, String> fields = new LinkedHashMap<>();
        if (form.find()) {
            INPUT.matcher(form.group())
                    .results()
                    .map(r -> attributes(r.group()))
                    .forEach(input -> {
                        String type = input.getOrDefault("type", "text");
                        boolean isChosen =
                                !type.equals("radio") && !type.equals("checkbox") || input.containsKey("checked");
                        if (isChosen && input.containsKey("name")) {
                            fields.put(input.get("name"), input.getOrDefault("value", ""));
                        }
                    });
        }
        return fields;
    }

    /** Opens the form and sends it with these answers. */
    HttpResponse<String> fill(String path, Map<String, String> answers) throws IOException, InterruptedException {
        Map<String, String> fields = fields(open(path).body());
        fields.putAll(answers);
        return send(path, fields);
    }

    /** Writes something further into a Patient, by the registry's own door. */
    void patient(String id, String member) throws IOException, InterruptedException {
        URI address = URI.create(base + "/fhir/Patient/" + id);
        HttpClient fhir = HttpClient.newHttpClient();
        String patient = fhir.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/fhir+json")
                .PUT(HttpRequest.BodyPublishers.ofString(patient.replaceFirst("\\}\\s*$", "," + member + "}")))
                .build();
        fhir.send(request, BodyHandlers.discarding());
    }

    HttpResponse<String> send(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(f -> encoded(f.getKey()) + "=" + encoded(f.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(l -> URI.create(l).getPath() + "?" + URI.create(l).getQuery())
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
    }

    private static Map<String, String> attributes(String input) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTE.matcher(input).results().forEach(a -> attributes.put(a.group(1), HtmlUtils.htmlUnescape(a.group(2))));
        if (input.contains("checked")) {
            attributes.put("checked", "");
        }
        return attributes;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
