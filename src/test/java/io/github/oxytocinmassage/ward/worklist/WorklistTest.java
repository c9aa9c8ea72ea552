package io.github.oxytocinmassage.ward.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.ward.MovableClock;
import io.github.oxytocinmassage.ward.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The worklist over HTTP: the registry is written by its own door, and the clock is moved. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:worklist;DB_CLOSE_DELAY=-1")
@ActiveProfiles("demo")
@Import({MovableClock.OnDemand.class, CountedStatements.class})
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorklistTest {

    private static final int MANY = 500;
    private static final Pattern LINE = Pattern.compile("<a[^>]*href=\"/ward/mothers/([^\"]+)\"");
    private static final Pattern GROUP =
            Pattern.compile("class=\"group tone-([a-z-]+)\".*?class=\"count\">(\\d+)<", Pattern.DOTALL);

    private final HttpClient client = HttpClient.newHttpClient();
    private Visitor nurse;

    @LocalServerPort
    private int port;

    @Autowired
    private MovableClock clock;

    @Autowired
    private CountedStatements statements;

    @Autowired
    private JdbcOperations database;

    @Test
    void every_sample_mother_is_there_the_worst_first() {
        String page = get("/ward?q=i&lang=en");

        assertThat(everyLine("q="))
                .containsSubsequence(
                        "ibu-sri", "ibu-dewi", "ibu-rina", "ibu-fitri", "ibu-kartika", "ibu-endang", "ibu-tri")
                .contains("ibu-a")
                .doesNotHaveDuplicates();
        assertThat(groups(page
                        + get("/ward?q=ibu+e&lang=en")
                        + get("/ward?q=ibu+t&lang=en")
                        + get("/ward?q=ibu+a")
                        + get("/ward?q=ibu+k")))
                .contains(
                        "emergency",
                        "urgent",
                        "priority",
                        "assess",
                        "intensify",
                        "not-eligible",
                        "continue",
                        "complete");
        assertThat(page).contains("Temperature of 38.0").contains("Due now").contains("No massage meanwhile.");
    }

    @Test
    void what_is_written_by_any_door_is_there_at_once() {
        register("ibu-lina", "Ibu Lina", "Putra");
        assertThat(get("/ward?q=lina")).contains("Ibu Lina").contains("group tone-assess");

        post("Observation", sign("ibu-lina-infant", "lethargic", clock.instant()));
        assertThat(lines(get("/ward"))).startsWith("ibu-lina", "ibu-sri");

        clock.forward(Duration.ofMinutes(1));
        post("Observation", sign("ibu-lina-infant", "danger-signs-none", clock.instant()));
        assertThat(get("/ward?q=lina")).contains("group tone-assess").doesNotContain("group tone-emergency");

        assertThat(send("POST", "/fhir/Patient/ibu-lina/$purge", "").statusCode())
                .isEqualTo(200);
        assertThat(get("/ward?q=lina")).doesNotContain("Ibu Lina");
    }

    @Test
    void one_whose_advice_cannot_be_worked_out_stands_first_and_keeps_nobody_from_the_list() {
        register("ibu-rusak", "Ibu Rusak", "Bayi Rusak");
        get("/ward");
        post("Observation", sign("ibu-rusak-infant", "lethargic", clock.instant()));
        spoil("Observation", "{");
        register("ibu-sesudah", "Ibu Sesudah", "Bayi");

        String page = get("/ward?lang=en");

        assertThat(lines(page)).startsWith("ibu-rusak", "ibu-sri");
        assertThat(get("/ward?q=sesudah")).contains("Ibu Sesudah").contains("group tone-assess");
        assertThat(get("/ward?q=rusak&lang=en"))
                .contains("group tone-unknown", "Ibu Rusak", "Bayi Rusak", "This does not mean that all is well")
                .doesNotContain("No check yet", "group tone-assess");
        assertThat(get("/ward?q=rusak&lang=id")).contains("Itu tidak berarti semuanya baik");
        assertThat(get("/ward/mothers/ibu-rusak?lang=en")).contains("look at her and the infant yourself");

        spoil("Observation", sign("ibu-rusak-infant", "lethargic", clock.instant()));
        clock.forward(Duration.ofMinutes(61));
        assertThat(get("/ward?q=rusak&lang=en"))
                .contains("group tone-emergency")
                .doesNotContain("tone-unknown\"");
        send("POST", "/fhir/Patient/ibu-rusak/$purge", "");
        send("POST", "/fhir/Patient/ibu-sesudah/$purge", "");
    }

    /** Of the newest resource of a type. */
    private void spoil(String type, String body) {
        database.update(
                "update resource_version set body = ? where position = (select max(position) from resource_version where resource_type = ?)",
                body,
                type);
    }

    /** After those that look at the samples, since a clock never goes back. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void time_alone_moves_a_mother_up() {
        assertThat(get("/ward?q=tri+utami&lang=en"))
                .contains("group tone-continue")
                .doesNotContain("Due now");

        clock.forward(Duration.ofHours(25));
        assertThat(get("/ward?q=tri+utami&lang=en"))
                .contains("group tone-continue")
                .contains("Due now");

        clock.forward(Duration.ofHours(25));
        assertThat(get("/ward?q=tri+utami&lang=en"))
                .contains("group tone-assess")
                .contains("Last check 2 days ago");
    }

    @Test
    void names_are_searched_in_any_letters_and_signs_that_mean_something_to_a_database_mean_nothing() {
        assertThat(lines(get("/ward?q=SRI"))).contains("ibu-sri");
        assertThat(lines(get("/ward?q=galih"))).containsExactly("ibu-sri");
        assertThat(lines(get("/ward?q=%25"))).isEmpty();
        assertThat(lines(get("/ward?q=_"))).isEmpty();
        assertThat(lines(get("/ward?q=!"))).isEmpty();
        assertThat(lines(get("/ward?q=%27%3B--"))).isEmpty();
        assertThat(get("/ward?q=nobody&lang=id")).contains("Tidak ada yang cocok");
    }

    @Test
    void that_massage_waits_is_said_once_a_row() {
        register("ibu-tunda", "Ibu Tunda", "Tirta");
        post("Observation", sign("ibu-tunda", "rib-vertebral-injury", clock.instant()));
        String byTheRule = get("/ward?q=tunda&lang=id");
        post("Observation", sign("ibu-tunda-infant", "lethargic", clock.instant()));
        String besideTheRule = get("/ward?q=tunda&lang=id");

        assertThat(byTheRule).contains("Cedera tulang rusuk");
        assertThat(besideTheRule).contains("letargis");
        assertThat(List.of(byTheRule, besideTheRule))
                .allSatisfy(page ->
                        assertThat(page.split("(?i)jangan pijat dulu", -1)).hasSize(2));
        send("POST", "/fhir/Patient/ibu-tunda/$purge", "");
    }

    @Test
    void what_is_asked_for_strangely_is_no_error() {
        for (String query : List.of(
                "group=never",
                "page=0",
                "page=-1",
                "page=99999999999",
                "due=maybe",
                "q=" + "x".repeat(3000),
                "page=x")) {
            assertThat(status("/ward?" + query)).as(query).isEqualTo(200);
        }
        assertThat(groups(get("/ward?group=urgent"))).containsExactly("urgent");
        assertThat(everyLine("due=true")).contains("ibu-sri").doesNotContain("ibu-tri");
    }

    @Test
    void hostile_names_are_text() {
        String hostile = "<script>alert(1)</script>\"'><img src=x onerror=y> " + "ش".repeat(150) + " 👶".repeat(20);
        register("hostile", hostile, "</bdi><b>");

        String page = get("/ward?q=script");

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert")
                .doesNotContain("<img src=x")
                .doesNotContain("</bdi><b>");
        send("POST", "/fhir/Patient/hostile/$purge", "");
    }

    /** The last: they would be in everyone's way. */
    @Test
    @Order(Integer.MAX_VALUE)
    void five_hundred_mothers_cost_few_statements_and_few_bytes() {
        for (int hundred = 0; hundred < MANY; hundred += 100) {
            register(IntStream.range(hundred, hundred + 100)
                    .mapToObj(i -> family("many-" + i, "Ibu Banyak " + i, "Bayi"))
                    .toArray(String[]::new));
        }
        get("/ward");
        statements.reset();

        String page = get("/ward?q=banyak");

        assertThat(statements.count()).as("statements").isLessThanOrEqualTo(6);
        assertThat(page.getBytes(StandardCharsets.UTF_8).length)
                .as("bytes of the page")
                .isLessThan(100_000);
        assertThat(lines(page)).hasSize(50);
        List<String> all = new ArrayList<>();
        for (int number = 1; number <= MANY / 50; number++) {
            all.addAll(lines(get("/ward?q=banyak&page=" + number)));
        }
        assertThat(all).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(lines(get("/ward?q=banyak&page=" + (MANY / 50 + 7))))
                .containsExactlyElementsOf(all.subList(MANY - 50, MANY));
    }

    private void register(String id, String mother, String infant) {
        register(family(id, mother, infant));
    }

    private void register(String... families) {
        String bundle =
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", families) + "]}";
        assertThat(send("POST", "/fhir", bundle).statusCode()).isEqualTo(200);
    }

    private String family(String id, String mother, String infant) {
        Instant birth = clock.instant().minus(Duration.ofDays(3));
        String day = birth.plus(Duration.ofHours(7)).toString().substring(0, 10);
        return """
                {"resource":{"resourceType":"Patient","id":"%1$s","name":[{"text":%2$s}],"birthDate":"1998-01-01",
                   "link":[{"type":"seealso","other":{"reference":"Patient/%1$s-infant"}}]},
                 "request":{"method":"PUT","url":"Patient/%1$s"}},
                {"resource":{"resourceType":"Patient","id":"%1$s-infant","name":[{"text":%3$s}],"birthDate":"%4$s",
                   "_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"%5$s"}]}},
                 "request":{"method":"PUT","url":"Patient/%1$s-infant"}}
                """.formatted(id, quoted(mother), quoted(infant), day, birth);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String sign(String infant, String code, Instant when) {
        return """
                {"resourceType":"Observation","status":"final","subject":{"reference":"Patient/%s"},"effectiveDateTime":"%s","valueBoolean":true,
                 "code":{"coding":[{"system":"https://oxytocin-massage-cds.github.io/fhir/CodeSystem/oxytocin-massage","code":"%s"}]}}
                """.formatted(infant, when, code);
    }

    private void post(String type, String body) {
        assertThat(send("POST", "/fhir/" + type, body).statusCode()).isEqualTo(201);
    }

    private String get(String path) {
        HttpResponse<String> answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private int status(String path) {
        return send("GET", path, "").statusCode();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Language", "en");
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/fhir+json");
        }
        try {
            if (path.startsWith("/ward")) {
                return asNurse(path);
            }
            return client.send(
                    body.isEmpty() && method.equals("GET")
                            ? request.GET().build()
                            : request.method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The clock moves past the end of a session. */
    private HttpResponse<String> asNurse(String path) throws IOException, InterruptedException {
        if (nurse != null) {
            HttpResponse<String> answer = nurse.get(path, "Accept-Language", "en");
            if (answer.statusCode() != 303) {
                return answer;
            }
        }
        nurse = Visitor.of(port, "midwife");
        return nurse.get(path, "Accept-Language", "en");
    }

    private List<String> everyLine(String query) {
        List<String> all = new ArrayList<>();
        String before = "";
        for (int number = 1; ; number++) {
            String page = get("/ward?" + query + "&page=" + number);
            List<String> lines = lines(page);
            if (lines.isEmpty() || lines.toString().equals(before)) {
                return all;
            }
            before = lines.toString();
            all.addAll(lines);
        }
    }

    private static List<String> lines(String page) {
        return all(LINE, page).stream().filter(id -> !id.equals("new")).toList();
    }

    private static List<String> groups(String page) {
        return all(GROUP, page);
    }

    private static List<String> all(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        List<String> all = new ArrayList<>();
        while (found.find()) {
            all.add(found.group(1).toLowerCase(Locale.ROOT));
        }
        return all;
    }
}
