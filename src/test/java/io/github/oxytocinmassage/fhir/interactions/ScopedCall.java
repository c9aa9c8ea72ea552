package io.github.oxytocinmassage.fhir.interactions;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * A call of {@code /fhir}.
 *
 * @param needs types and rights that its token has to give, as {@code Observation.r}
 * @param body null: none
 * @param ifNoneExist null: none
 */
record ScopedCall(List<String> needs, String method, String path, String body, String ifNoneExist) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static ScopedCall of(String method, String path, String body, String... needs) {
        return new ScopedCall(List.of(needs), method, path, body, null);
    }

    /** The same as the only entry of a Bundle. */
    static ScopedCall in(String type, String method, String url, String resource, String... needs) {
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[{"
                + (resource == null ? "" : "\"resource\":" + resource + ",") + "\"request\":{\"method\":\"" + method
                + "\",\"url\":\"" + url + "\"}}]}";
        return of("POST", "", bundle, needs);
    }

    ScopedCall unless(String condition) {
        return new ScopedCall(needs, method, path, body, condition);
    }

    HttpResponse<String> send(int port, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir" + path))
                .header("Content-Type", "application/fhir+json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (ifNoneExist != null) {
            request.header("If-None-Exist", ifNoneExist);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public String toString() {
        return method + " " + path + " " + (body == null ? "" : body);
    }
}
