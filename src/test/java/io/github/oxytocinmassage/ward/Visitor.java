package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One who visits the pages with a browser, as the service sees it: cookies are kept, forms bear their token, redirects are not followed. */
public final class Visitor {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String base;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private Visitor(int port) {
        this.base = "http://localhost:" + port;
    }

    public static Visitor at(int port) {
        return new Visitor(port);
    }

    /** In the demo: midwife, supervisor or husband; their password is demo. */
    public static Visitor of(int port, String demoName) throws IOException, InterruptedException {
        Visitor visitor = new Visitor(port);
        assertThat(visitor.signIn(demoName, "demo").statusCode()).isEqualTo(303);
        return visitor;
    }

    public HttpResponse<String> signIn(String name, String password) throws IOException, InterruptedException {
        return post("/sign-in", Map.of("name", name, "password", password));
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    /** With the token that a page's form would hold. */
    public HttpResponse<String> post(String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("_csrf", token());
        return send("POST", path, encoded(all), headers);
    }

    /** Without more than is given, but for cookies; a page is wanted where no header says otherwise. */
    public HttpResponse<String> send(String method, String path, String form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, form.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(form));
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (!List.of(headers).contains("Accept")) {
            request.header("Accept", "text/html,application/xhtml+xml");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(c -> c.getKey() + "=" + c.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        keep(answer);
        return answer;
    }

    /** Of any page with a form: that to sign in, or, for who has, the worklist or the page that says it is not for them. */
    public String token() throws IOException, InterruptedException {
        HttpResponse<String> page = get("/sign-in");
        if (page.statusCode() != 200) {
            page = get("/ward");
        }
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).as("a form's token").isTrue();
        return token.group(1);
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** Where an answer leads, without the host. */
    public static String place(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^http://localhost:\\d+", "");
    }

    public static String encoded(Map<String, String> form) {
        List<String> pairs = new ArrayList<>();
        form.forEach((name, value) -> pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    private void keep(HttpResponse<?> answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
    }
}
