package io.github.oxytocinmassage.ward.launch;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * An EHR that launches apps: it authorizes, checks the proof of the code (PKCE), signs ID tokens and shows its patients. What a test sets
 * holds until {@link #asUsual}.
 */
final class SimulatedEhr {

    static final String CLIENT = "ward-pages";
    static final String SECRET = "a secret & more";

    private static final String ACCESS = "the-access-token";

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey anothers;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, String> resources = new ConcurrentHashMap<>();

    /** What it was asked at its authorization endpoint, and sent at its token endpoint, the last time. */
    volatile Map<String, String> asked = Map.of();

    volatile Map<String, String> sent = Map.of();
    volatile String authorization = "";
    final List<String> readWith = new ArrayList<>();

    volatile Map<String, Object> claims = Map.of();
    volatile Map<String, Object> answer = Map.of();
    volatile Signing signing = Signing.OWN_KEY;
    volatile String error = "";
    volatile int tokenStatus = 200;
    volatile long tokenDelay;

    enum Signing {
        OWN_KEY,
        ANOTHERS_KEY,
        NONE
    }

    SimulatedEhr() {
        try {
            key = new RSAKeyGenerator(2048).keyID("k1").generate();
            anothers = new RSAKeyGenerator(2048).keyID("k1").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulated-ehr");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
        asUsual();
    }

    void asUsual() {
        asked = Map.of();
        sent = Map.of();
        authorization = "";
        readWith.clear();
        claims = Map.of("fhirUser", iss() + "/Practitioner/bd-7");
        answer = Map.of("patient", "ehr-1");
        signing = Signing.OWN_KEY;
        error = "";
        tokenStatus = 200;
        tokenDelay = 0;
        resources.clear();
        shows("Practitioner/bd-7", """
                {"resourceType":"Practitioner","id":"bd-7","name":[{"prefix":["Bidan"],"given":["Ayu"],"family":"Lestari"}]}""");
    }

    /** Of {@code Type/id}. */
    void shows(String reference, String resource) {
        resources.put(reference, resource);
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    String base() {
        return "http://" + host();
    }

    String iss() {
        return base() + "/fhir";
    }

    /** Of one that has the ids of the ward, and asks for a secret. */
    String issOfSameIds() {
        return base() + "/same/fhir";
    }

    /** Of one from before PKCE. */
    String issOfOld() {
        return base() + "/old/fhir";
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath();
            if (path.endsWith("/.well-known/smart-configuration")) {
                json(call, 200, JSONObjectUtils.toJSONString(configuration(path.startsWith("/old"))));
            } else if (path.equals("/authorize")) {
                authorize(call);
            } else if (path.equals("/token")) {
                token(call);
            } else if (path.equals("/keys")) {
                json(call, 200, new JWKSet(key.toPublicJWK()).toString());
            } else if (path.equals("/chart")) {
                chart(call);
            } else {
                resource(call, path.replaceFirst("^.*/fhir/", ""));
            }
        } catch (JOSEException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> configuration(boolean old) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("issuer", base());
        configuration.put("jwks_uri", base() + "/keys");
        configuration.put("authorization_endpoint", base() + "/authorize");
        configuration.put("token_endpoint", base() + "/token");
        configuration.put("capabilities", List.of("launch-ehr", "sso-openid-connect", "permission-v2"));
        if (!old) {
            configuration.put("code_challenge_methods_supported", List.of("S256"));
        }
        return configuration;
    }

    private void authorize(HttpExchange call) throws IOException {
        asked = form(call.getRequestURI().getRawQuery());
        String back = asked.get("redirect_uri") + "?state=" + asked.get("state");
        if (error.isEmpty()) {
            String code = UUID.randomUUID().toString();
            codes.put(code, asked);
            back += "&code=" + code;
        } else {
            back += "&error=" + error;
        }
        call.getResponseHeaders().set("Location", back);
        call.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange call)
            throws IOException, JOSEException, NoSuchAlgorithmException, InterruptedException {
        sent = form(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        authorization = String.valueOf(call.getRequestHeaders().getFirst("Authorization"));
        Thread.sleep(tokenDelay);
        Map<String, String> code = codes.remove(sent.getOrDefault("code", ""));
        if (tokenStatus == 302) {
            call.getResponseHeaders().set("Location", base() + "/keys");
        }
        if (tokenStatus != 200 || code == null || !isProven(code)) {
            json(call, tokenStatus == 200 ? 400 : tokenStatus, "{\"error\":\"invalid_grant\"}");
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", ACCESS);
        body.put("token_type", "Bearer");
        body.put("expires_in", 300);
        body.put("scope", code.get("scope"));
        body.put("need_patient_banner", true);
        body.put("id_token", idToken(code.get("nonce")));
        body.putAll(answer);
        json(call, 200, JSONObjectUtils.toJSONString(body));
    }

    private boolean isProven(Map<String, String> code) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(sent.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(code.get("code_challenge"))
                && code.get("redirect_uri").equals(sent.get("redirect_uri"));
    }

    private String idToken(String nonce) throws JOSEException {
        Instant now = Instant.now();
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .issuer(base())
                .subject("u-7")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce);
        claims.forEach(token::claim);
        if (signing == Signing.NONE) {
            return new PlainJWT(token.build()).serialize();
        }
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), token.build());
        signed.sign(new RSASSASigner(signing == Signing.OWN_KEY ? key : anothers));
        return signed.serialize();
    }

    /** Its page of a chart, with the app in a frame. */
    private static void chart(HttpExchange call) throws IOException {
        String app = form(call.getRequestURI().getRawQuery()).get("app").replace("&", "&amp;");
        byte[] page = ("""
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>EHR</title></head><body style="margin:0;font-family:sans-serif"><h1 style="font-size:1rem;margin:.5rem">The EHR</h1>
                <iframe title="app" src="%s" style="width:100%%;height:90vh;border:0"></iframe></body></html>""").formatted(app).getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        call.sendResponseHeaders(200, page.length);
        call.getResponseBody().write(page);
    }

    private void resource(HttpExchange call, String reference) throws IOException {
        readWith.add(reference + " " + call.getRequestHeaders().getFirst("Authorization"));
        String resource = resources.get(reference);
        boolean isAllowed = ("Bearer " + ACCESS).equals(call.getRequestHeaders().getFirst("Authorization"));
        json(call, isAllowed && resource != null ? 200 : 404, resource == null ? "{}" : resource);
    }

    private static void json(HttpExchange call, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    static Map<String, String> form(String encoded) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return form;
    }

    static Map<String, String> query(URI uri) {
        return form(uri.getRawQuery());
    }
}
