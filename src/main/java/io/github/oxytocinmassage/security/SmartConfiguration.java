package io.github.oxytocinmassage.security;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /fhir/.well-known/smart-configuration}: where an app gets a token for this service, and what it may ask for (SMART App Launch 2.2). */
final class SmartConfiguration extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final List<String> OF_THE_ISSUER = List.of(
            "jwks_uri",
            "authorization_endpoint",
            "token_endpoint",
            "grant_types_supported",
            "code_challenge_methods_supported");

    private final transient Issuer issuer;

    SmartConfiguration(Issuer issuer) {
        this.issuer = issuer;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> smart = new LinkedHashMap<>();
        smart.put("issuer", issuer.name().toString());
        Map<String, Object> theirs = theirs();
        OF_THE_ISSUER.stream().filter(theirs::containsKey).forEach(key -> smart.put(key, theirs.get(key)));
        smart.put("capabilities", List.of("permission-v1", "permission-v2", "permission-patient", "permission-user"));
        smart.put(
                "scopes_supported",
                List.of(
                        "patient/*.rs",
                        "patient/*.cruds",
                        "patient/*.read",
                        "patient/*.write",
                        "user/*.rs",
                        "user/*.cruds",
                        "user/*.read",
                        "user/*.write",
                        "system/*.rs",
                        "system/*.cruds",
                        "system/*.read",
                        "system/*.write"));
        byte[] body = JSONObjectUtils.toJSONString(smart).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** What can't be asked for now is left out. */
    private Map<String, Object> theirs() {
        try {
            return issuer.configuration();
        } catch (IOException e) {
            return Map.of();
        }
    }
}
