package io.github.oxytocinmassage.ward;

import static io.github.oxytocinmassage.ward.RoutesByRoleTest.Who.ACCOUNTS;
import static io.github.oxytocinmassage.ward.RoutesByRoleTest.Who.ANYONE;
import static io.github.oxytocinmassage.ward.RoutesByRoleTest.Who.FAMILY;
import static io.github.oxytocinmassage.ward.RoutesByRoleTest.Who.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may see which page. A route that is not in the table fails: say here, in one line, whom it is for. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class RoutesByRoleTest {

    /** The demo's husband is hers; the other mother is not. */
    private static final String HERS = "ibu-tri";

    private static final String OTHER = "ibu-sri";
    private static final List<String> OTHERS_NAMES = List.of("Sri Wahyuni", "Galih", "Agus Wibowo");

    /** {@code GET route, for whom, what they get}; a variable's value stands in the call. */
    private static final List<Route> ROUTES = List.of(
            get("/ward", STAFF, 200),
            get("/ward/danger-signs", ANYONE, 200),
            get("/ward/mothers/{id}", STAFF, 200),
            get("/ward/mothers/{id}/history", STAFF, 200),
            get("/ward/mothers/{id}/print", STAFF, 200),
            get("/ward/mothers/{id}/recorded", STAFF, 200),
            get("/ward/mothers/{id}/entries", STAFF, 200),
            get("/ward/mothers/{id}/entries/{type}/{entry}", STAFF, 404),
            post("/ward/mothers/{id}/entries/{type}/{entry}", STAFF, 404),
            get("/ward/mothers/{id}/people/{person}", STAFF, 404),
            post("/ward/mothers/{id}/people/{person}", STAFF, 404),
            get("/ward/mothers/new", STAFF, 200),
            post("/ward/mothers/new", STAFF, 422),
            get("/ward/mothers/{id}/sheet", STAFF, 200),
            post("/ward/mothers/{id}/sheet", STAFF, 422),
            get("/ward/mothers/{id}/weighing", STAFF, 200),
            post("/ward/mothers/{id}/weighing", STAFF, 422),
            get("/ward/mothers/{id}/session", STAFF, 200),
            post("/ward/mothers/{id}/session", STAFF, 422),
            get("/ward/mothers/{id}/start", STAFF, 200),
            post("/ward/mothers/{id}/start", STAFF, 422),
            get("/ward/mothers/{id}/end", STAFF, 200),
            post("/ward/mothers/{id}/end", STAFF, 422),
            get("/ward/mothers/{id}/answer", STAFF, 200),
            post("/ward/mothers/{id}/answer", STAFF, 200),
            get("/family", FAMILY, 200),
            get("/family/session", FAMILY, 200),
            post("/family/session", FAMILY, 422),
            get("/waiting", ANYONE, 200),
            get("/session", ACCOUNTS, 200),
            get("/launch", ANYONE, 400),
            get("/ward/launched", STAFF, 302),
            get("/sign-in", ANYONE, 200),
            get("/sign-in/refused", ANYONE, 302),
            post("/sign-in/refused", ANYONE, 302),
            get("/sign-in/denied", ANYONE, 302),
            post("/sign-in/denied", ANYONE, 302));

    /** Open to everybody, so nobody's record: what is to stand under none of the guarded paths has to be here. */
    private static final List<String> PUBLIC =
            List.of("/", "/error", "/lost", "/demo/", "/evidence", "/cds-services", "/v3/api-docs");

    private static final List<String> GUARDED = List.of(
            "/ward", "/family", "/waiting", "/session", "/sign-in", "/sign-out", "/login", "/oauth2", "/launch");

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private Visitor anonymous;
    private Visitor nurse;
    private Visitor supervisor;
    private Visitor family;

    enum Who {
        STAFF,
        FAMILY,
        ACCOUNTS,
        ANYONE
    }

    /**
     * @param pattern as its controller has it
     * @param call of it, with values for its variables
     * @param status that those it is for get; of a POST: without any field
     */
    record Route(String method, String pattern, String call, Who who, int status) {

        String key() {
            return method + " " + pattern;
        }

        @Override
        public String toString() {
            return key();
        }
    }

    private static Route get(String pattern, Who who, int status) {
        return new Route("GET", pattern, call(pattern), who, status);
    }

    private static Route post(String pattern, Who who, int status) {
        return new Route("POST", pattern, call(pattern), who, status);
    }

    private static String call(String pattern) {
        return pattern.replace("{id}", HERS)
                .replaceAll("\\{type[^}]*}", "check")
                .replaceAll("\\{(?:[^{}]|\\{[^{}]*})*}", "none");
    }

    static Stream<Route> routes() {
        return ROUTES.stream();
    }

    @BeforeEach
    void comeIn() throws Exception {
        anonymous = Visitor.at(port);
        nurse = Visitor.of(port, "midwife");
        supervisor = Visitor.of(port, "supervisor");
        family = Visitor.of(port, "husband");
    }

    @Test
    void every_route_stands_in_the_table_and_the_table_holds_no_other() {
        Set<String> mapped = new TreeSet<>();
        Set<String> open = new TreeSet<>();
        mappings.getHandlerMethods().keySet().forEach(info -> info.getPatternValues()
                .forEach(pattern -> {
                    if (GUARDED.stream().anyMatch(pattern::startsWith)) {
                        methods(info.getMethodsCondition().getMethods())
                                .forEach(m -> mapped.add(m + " " + plain(pattern)));
                    } else if (PUBLIC.stream()
                            .noneMatch(p -> pattern.equals(p) || p.length() > 1 && pattern.startsWith(p))) {
                        open.add(pattern);
                    }
                }));

        assertThat(mapped)
                .containsExactlyInAnyOrderElementsOf(routes().map(Route::key).toList());
        assertThat(open)
                .as("routes that anybody may call without being named here")
                .isEmpty();
    }

    /** Without what a variable has to look like. */
    private static String plain(String pattern) {
        return pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}", "{$1}");
    }

    private static Stream<String> methods(Set<RequestMethod> methods) {
        return methods.isEmpty() ? Stream.of("GET", "POST") : methods.stream().map(RequestMethod::name);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_route_is_open_to_those_it_is_for_and_to_nobody_else(Route route) throws Exception {
        Map<String, String> wanted = new TreeMap<>();
        Map<String, String> got = new TreeMap<>();

        for (Map.Entry<String, Visitor> visitor : visitors().entrySet()) {
            boolean isIn = isFor(route.who(), visitor.getKey());
            boolean isUnknown = visitor.getKey().equals("anonymous");
            wanted.put(visitor.getKey(), isIn ? String.valueOf(route.status()) : isUnknown ? "303 /sign-in" : "403");
            wanted.put(
                    visitor.getKey() + "'s script", isIn ? String.valueOf(route.status()) : isUnknown ? "401" : "403");
            got.put(visitor.getKey(), told(call(visitor.getValue(), route)));
            got.put(
                    visitor.getKey() + "'s script",
                    told(call(visitor.getValue(), route, "HX-Request", "true", "Accept", "*/*")));
        }

        if (route.call().equals("/sign-in")) {
            // Who has signed in is sent on.
            got.replaceAll((who, what) -> what.startsWith("302") ? "200" : what);
        }
        if (route.call().equals("/session")) {
            // Whoever may have it, has it as data only.
            got.replaceAll((who, what) -> what.equals("406") ? "200" : what);
        }
        assertThat(got).isEqualTo(wanted);
    }

    private Map<String, Visitor> visitors() {
        return Map.of("anonymous", anonymous, "nurse", nurse, "supervisor", supervisor, "family", family);
    }

    private static boolean isFor(Who who, String visitor) {
        return switch (who) {
            case ANYONE -> true;
            case ACCOUNTS -> !visitor.equals("anonymous");
            case STAFF -> visitor.equals("nurse") || visitor.equals("supervisor");
            case FAMILY -> visitor.equals("family");
        };
    }

    private static HttpResponse<String> call(Visitor visitor, Route route, String... headers) throws Exception {
        return route.method().equals("GET")
                ? visitor.get(route.call(), headers)
                : visitor.post(route.call(), Map.of(), headers);
    }

    private static String told(HttpResponse<String> answer) {
        return answer.statusCode() == 303 ? "303 " + Visitor.place(answer) : String.valueOf(answer.statusCode());
    }

    @Test
    void what_is_not_there_yet_is_closed_as_well() throws Exception {
        assertThat(family.get("/ward/anything/new").statusCode()).isEqualTo(403);
        assertThat(nurse.get("/family/anything").statusCode()).isEqualTo(403);
        assertThat(anonymous.get("/family/anything").statusCode()).isEqualTo(303);
        assertThat(nurse.get("/login/anything").statusCode()).isEqualTo(404);
    }

    @Test
    void no_method_leads_a_family_to_the_ward() throws Exception {
        String token = "_csrf=" + family.token();
        List<String> let = new ArrayList<>();
        for (Route route : ROUTES.stream().filter(r -> r.who() == STAFF).toList()) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
                for (String override : List.of("GET", "POST", "PUT", "DELETE")) {
                    String body = method.matches("GET|HEAD|OPTIONS") ? "" : token + "&_method=" + override;
                    int status = family.send(
                                    method,
                                    route.call(),
                                    body,
                                    "X-HTTP-Method-Override",
                                    override,
                                    "X-HTTP-Method",
                                    override,
                                    "X-Method-Override",
                                    override)
                            .statusCode();
                    if (status != 403) {
                        let.add(method + " " + override + " " + route.call() + ": " + status);
                    }
                }
            }
        }

        assertThat(let).isEmpty();
    }

    @Test
    void a_form_without_its_token_changes_nothing() throws Exception {
        for (String path : List.of("/ward", "/ward/mothers/" + HERS + "/session", "/sign-out")) {
            assertThat(nurse.send("POST", path, "a=b").statusCode()).as(path).isEqualTo(403);
            assertThat(nurse.send("POST", path, "_csrf=guessed").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(nurse.get("/ward").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ward/mothers/ibu-sri",
                "/ward/mothers/ibu-sri/",
                "/ward/mothers/ibu-sri/print",
                "/ward/mothers/ibu-sri.",
                "/ward/mothers/ibu-sri..",
                "/ward/mothers/ibu-sri.html",
                "/ward/mothers/ibu-sri.json",
                "/ward/mothers/ibu-sri%20",
                "/ward/mothers/ibu-sri%00",
                "/ward/mothers/ibu-sri%0a",
                "/ward/mothers/%69bu-sri",
                "/ward/mothers/ibu-sri?_method=GET",
                "/ward?q=Sri",
                "/ward/?q=Sri",
                "/ward.?q=Sri",
                "/ward.html?q=Sri",
                "/ward%20?q=Sri",
                "/ward%2f?q=Sri",
                "/ward;?q=Sri",
                "/ward;jsessionid=1?q=Sri",
                "/ward%3b?q=Sri",
                "/WARD?q=Sri",
                "/Ward?q=Sri",
                "/%77ard?q=Sri",
                "/%57ard?q=Sri",
                "/%2577ard?q=Sri",
                "//ward?q=Sri",
                "/./ward?q=Sri",
                "/.//ward?q=Sri",
                "/%2e/ward?q=Sri",
                "/%2fward?q=Sri",
                "/%5cward?q=Sri",
                "/family/../ward?q=Sri",
                "/family/..;/ward?q=Sri",
                "/family/%2e%2e/ward?q=Sri",
                "/family/%2e%2e%2fward?q=Sri",
                "/family/..%5cward?q=Sri",
                "/family/%252e%252e/ward?q=Sri",
                "/sign-in/../ward?q=Sri",
                "/pages/../ward?q=Sri",
                "/pages/..;/ward?q=Sri",
                "/evidence/..%2fward?q=Sri",
                "/ward/danger-signs/../?q=Sri",
                "/ward/danger-signs/..;/?q=Sri",
                "/ward/danger-signs/%2e%2e?q=Sri",
                "/%EF%BD%97ard?q=Sri",
                "/ward%EF%BC%8F?q=Sri",
                "/family/ibu-sri",
                "/family/mothers/ibu-sri",
                "/family;mother=ibu-sri",
                "/fhir/Patient/ibu-sri",
                "/fhir/Patient/ibu-sri/$everything",
                "/fhir/Patient/ibu-sri/$recommend",
                "/fhir/Patient/ibu-tri",
                "/fhir/Patient",
                "/fhir/Patient?name=Sri",
                "/fhir/Observation?patient=ibu-sri",
                "/fhir/AuditEvent?patient=ibu-sri",
                "/fhir",
                "/FHIR/Patient/ibu-sri",
                "/%66hir/Patient/ibu-sri",
                "/fhir;a=b/Patient/ibu-sri",
                "/fhir//Patient/ibu-sri",
                "/pages/../fhir/Patient/ibu-sri",
                "/cds-services"
            })
    void no_address_leads_a_family_to_another_mother(String path) throws Exception {
        for (String accept : List.of("text/html", "*/*", "application/fhir+json")) {
            HttpResponse<String> answer = family.get(path, "Accept", accept);

            assertThat(answer.statusCode()).as(accept).isBetween(400, 499);
            assertThat(answer.body()).doesNotContain(OTHERS_NAMES);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?mother=ibu-sri",
                "?id=ibu-sri",
                "?patient=Patient/ibu-sri",
                "?MOTHER_ibu-sri",
                "?mother=ibu-tri&mother=ibu-sri",
                "?q=Sri"
            })
    void nothing_that_is_asked_for_turns_a_family_s_page_into_another_s(String query) throws Exception {
        HttpResponse<String> answer = family.get(
                "/family" + query,
                "X-Original-URL",
                "/ward/mothers/" + OTHER,
                "X-Rewrite-URL",
                "/ward/mothers/" + OTHER,
                "X-Forwarded-Prefix",
                "/ward",
                "X-Forwarded-User",
                "midwife");

        assertThat(answer.statusCode()).isIn(200, 400, 404);
        assertThat(answer.body()).doesNotContain(OTHERS_NAMES);
    }

    @Test
    void the_names_that_a_family_never_sees_are_there_for_the_ward() throws Exception {
        assertThat(nurse.get("/ward?q=Sri").body()).contains(OTHERS_NAMES.get(0));
    }

    @Test
    void what_anyone_may_read_a_family_may_too() throws Exception {
        assertThat(family.get("/evidence").statusCode()).isEqualTo(200);
        assertThat(family.get("/pages/base.css").statusCode()).isEqualTo(200);
        assertThat(family.get("/").statusCode()).isEqualTo(200);
    }
}
