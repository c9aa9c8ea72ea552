package io.github.oxytocinmassage.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * An OperationOutcome for what never reaches a door: FHIR's own form of an error, in JSON, or in XML when that is asked for.
 *
 * @param status HTTP status
 * @param code of FHIR's issue type
 * @param diagnostics what to mend, in our own words: never a caller's value
 */
public record Refusal(int status, String code, String diagnostics) {

    static final Refusal BUSY = new Refusal(503, "throttled", "Too many calls at once. Come again in a second.");

    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean xml = Objects.requireNonNullElse(request.getHeader("Accept"), "")
                .toLowerCase(Locale.ROOT)
                .contains("fhir+xml");
        response.setStatus(status);
        response.setContentType((xml ? "application/fhir+xml" : "application/fhir+json") + ";charset=UTF-8");
        byte[] body = (xml ? xml() : json()).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private String json() {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"" + code
                + "\",\"diagnostics\":\"" + diagnostics.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}]}";
    }

    private String xml() {
        String escaped = diagnostics.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        return "<OperationOutcome xmlns=\"http://hl7.org/fhir\"><issue><severity value=\"error\"/><code value=\"" + code
                + "\"/><diagnostics value=\"" + escaped + "\"/></issue></OperationOutcome>";
    }
}
