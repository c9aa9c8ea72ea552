package io.github.oxytocinmassage.fhir.interactions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Calls that are wrong in some way, each with the status that says so. */
final class HostileCalls {

    private static final String JSON = "application/fhir+json";

    private final List<HostileCall> calls = new ArrayList<>();

    private HostileCalls() {}

    /** @param header with {@code value}; empty: none */
    record HostileCall(int status, String method, String path, String body, String type, String header, String value) {

        @Override
        public String toString() {
            String shown = method + " " + path + " " + body + " " + header + " " + value;
            return shown.length() <= 120 ? shown : shown.substring(0, 120);
        }
    }

    static Stream<HostileCall> all() {
        HostileCalls all = new HostileCalls();
        all.searches();
        all.addresses();
        all.bodies();
        all.conditions();
        all.bundles();
        return all.calls.stream();
    }

    private void searches() {
        for (String query : List.of(
                "_sort=name",
                "_sort=",
                "_sort=-",
                "identifier=%7C",
                "identifier=,",
                "_id=,",
                "identifier=%00",
                "birthdate=,",
                "birthdate=ge",
                "birthdate=yesterday",
                "birthdate=2026-02-30",
                "birthdate=xx2026",
                "birthdate:missing=true",
                "identifier:of-type=x",
                "_count=abc",
                "_count=-1",
                "_count=1&_count=2",
                "_summary=none",
                "_total=all",
                "_page=none-of-ours",
                "_page=999999999.1.0",
                "link:Group=x")) {
            get(query.equals("_sort=") ? 200 : 400, "/fhir/Patient?" + query);
        }
        for (String query : List.of(
                "_count=0",
                "_count=100000",
                "_id=",
                "birthdate=0000",
                "birthdate=9999-12-31",
                "identifier=%5C",
                "identifier=%F0%9F%98%80",
                "link=x",
                "=x",
                "_include=Patient:link")) {
            get(200, "/fhir/Patient?" + query);
        }
        get(400, "/fhir/Patient?_id=" + "x,".repeat(1001));
        get(406, "/fhir/Patient?_format=ttl");
        get(406, "/fhir/Patient?_format=html");
        get(200, "/fhir/Patient?identifier=turtle");
        get(400, "/fhir?_getpages=none-of-ours");
        get(400, "/fhir/AuditEvent?date=yesterday");
        get(400, "/fhir/AuditEvent?patient:missing=true");
        get(400, "/fhir/GuidanceResponse");
        get(400, "/fhir/GuidanceResponse?patient=x&_count=abc");
        for (String type : List.of(JSON, "text/plain", "multipart/form-data; boundary=x")) {
            add(415, "POST", "/fhir/Patient/_search", "{\"identifier\":\"x\"}", type, "", "");
            add(415, "POST", "/fhir/AuditEvent/_search", "{\"patient\":\"x\"}", type, "", "");
        }
        add(400, "POST", "/fhir/Patient/_search", "identifier=%zz", "application/x-www-form-urlencoded", "", "");
        add(400, "POST", "/fhir/Patient/_search", "birthdate=yesterday", "application/x-www-form-urlencoded", "", "");
        add(200, "POST", "/fhir/Patient/_search", "identifier=a%7Cb", "application/x-www-form-urlencoded", "", "");
    }

    private void addresses() {
        get(404, "/fhir/Foo/1");
        get(404, "/fhir/Patient/nobody");
        get(404, "/fhir/Patient/nobody/_history/1");
        get(404, "/fhir/Patient/nobody/_history/x");
        get(404, "/fhir/Patient/nobody/$everything");
        get(404, "/fhir/Patient/nobody/$recommend");
        get(405, "/fhir/Patient/nobody/$purge");
        post(404, "/fhir/Patient/nobody/$purge", "{\"resourceType\":\"Parameters\"}");
        get(400, "/fhir/Patient/nobody/$recommend?asOf=today");
        get(400, "/fhir/Patient/nobody/$recommend?when=today");
        get(400, "/fhir/Patient/_history?_since=yesterday");
        get(400, "/fhir/Patient/_history?_at=2026");
        get(400, "/fhir/Patient/_history?_count=abc");
        get(400, "/fhir/Patient/_history?_page=x");
        get(400, "/fhir/Patient/nobody?_summary=count");
        get(400, "/fhir/Patient/a%2Fb");
        get(400, "/fhir/Patient/%00");
    }

    private void bodies() {
        for (String body : List.of(
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{}}",
                "{\"resourceType\":\"Patient\",\"birthDate\":\"x\"}",
                "{\"resourceType\":\"Patient\",\"birthDate\":5}",
                "{\"resourceType\":\"Patient\",\"active\":true,\"active\":false}",
                "{\"resourceType\":\"Patient\",\"nickname\":\"x\"}",
                "<Patient xmlns=\"http://hl7.org/fhir\"/>")) {
            post(400, "/fhir/Patient", body);
        }
        post(201, "/fhir/Patient", "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"a\\u0000b\\ud800\"}]}");
        post(201, "/fhir/Patient", "{\"resourceType\":\"Patient\",\"identifier\":[{\"value\":\"a\\u0000b\"}]}");
        for (String type : List.of("text/plain", "application/octet-stream", "application/x-www-form-urlencoded")) {
            add(415, "POST", "/fhir/Patient", "{\"resourceType\":\"Patient\"}", type, "", "");
            add(415, "PUT", "/fhir/Patient/x", "{\"resourceType\":\"Patient\",\"id\":\"x\"}", type, "", "");
            add(415, "POST", "/fhir", transaction(entry("GET", "Patient")), type, "", "");
        }
        add(400, "PUT", "/fhir/Patient/other", "{\"resourceType\":\"Patient\",\"id\":\"one\"}", JSON, "", "");
        add(400, "PUT", "/fhir/Patient", "{\"resourceType\":\"Patient\",\"id\":\"one\"}", JSON, "", "");
        add(400, "DELETE", "/fhir/Patient", "", JSON, "", "");
        add(400, "DELETE", "/fhir/Patient?identifier=x", "", JSON, "", "");
    }

    private void conditions() {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"never\"}";
        for (String tag : List.of("W/\"1\"", "\"1\"", "1", "*", "x", "W/\"")) {
            add(412, "PUT", "/fhir/Patient/never", patient, JSON, "If-Match", tag);
        }
        for (String condition : List.of(
                "name=x",
                "identifier=",
                "identifier=%7C",
                "birthdate=x",
                "identifier=%zz",
                "Observation?identifier=x",
                "?identifier=x",
                "http://example.org/fhir/Observation?identifier=x")) {
            add(400, "POST", "/fhir/Patient", patient, JSON, "If-None-Exist", condition);
        }
    }

    private void bundles() {
        post(400, "/fhir", "{\"resourceType\":\"Bundle\"}");
        post(400, "/fhir", "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}");
        String observation =
                "{\"resource\":{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                        + "\"subject\":{\"reference\":\"%s\"}},\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}";
        for (String reference : List.of("urn:uuid:none", "Patient/none", "Patient?identifier=none")) {
            post(400, "/fhir", transaction(observation.formatted(reference)));
        }
        post(400, "/fhir", transaction("{\"resource\":{\"resourceType\":\"Patient\"}}"));
        post(404, "/fhir", transaction(entry("GET", "Foo/1")));
        post(404, "/fhir", transaction(entry("GET", "Patient/nobody")));
        post(400, "/fhir", transaction(entry("GET", "Patient?identifier=%zz")));
        post(400, "/fhir", transaction(entry("DELETE", "Patient?identifier=x")));
        post(404, "/fhir", transaction(entry("DELETE", "Patient/nobody")));
        post(405, "/fhir", transaction(entry("PATCH", "Patient/nobody")));
        post(400, "/fhir", transaction(entry("POST", "Patient")));
    }

    private static String entry(String method, String url) {
        return "{\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}}";
    }

    private static String transaction(String entry) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entry + "]}";
    }

    private void get(int status, String path) {
        add(status, "GET", path, "", JSON, "", "");
    }

    private void post(int status, String path, String body) {
        add(status, "POST", path, body, JSON, "", "");
    }

    private void add(int status, String method, String path, String body, String type, String header, String value) {
        calls.add(new HostileCall(status, method, path, body, type, header, value));
    }
}
