package io.github.oxytocinmassage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.Yaml;

/** The container file and the Kubernetes manifest, which no engine builds here, say what the build and the running application say. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DeploymentTest {

    private static final String CONTAINER_FILE = text("Containerfile");
    private static final String POM = text("pom.xml");
    private static final Map<String, Object> POD =
            map(map(map(manifest("Deployment").get("spec")).get("template")).get("spec"));
    private static final Map<String, Object> CONTAINER =
            map(list(POD.get("containers")).get(0));

    @LocalServerPort
    private int port;

    @Test
    void the_images_java_is_that_of_the_build() {
        String java = found(POM, "<java\\.version>(\\d+)</java\\.version>");

        assertThat(Pattern.compile("FROM \\S+temurin[-:](\\d+)")
                        .matcher(CONTAINER_FILE)
                        .results())
                .extracting(version -> version.group(1))
                .containsExactly(java, java);
    }

    @Test
    void the_image_gets_the_jar_of_the_build_made_from_all_that_it_is_made_of() {
        String name = found(POM, "<artifactId>(oxytocin[^<]*)</artifactId>");

        assertThat(CONTAINER_FILE).contains("cp target/" + name + "-*.jar application.jar");
        assertThat(Pattern.compile("(?m)^COPY (\\S+) \\./")
                        .matcher(CONTAINER_FILE)
                        .results())
                .extracting(copied -> copied.group(1))
                .containsExactlyInAnyOrder("pom.xml", "src", "rules", "fhir-profiles");
        assertThat(text(".containerignore").lines())
                .containsExactlyInAnyOrder("**", "!pom.xml", "!src", "!rules", "!fhir-profiles");
    }

    @Test
    void the_user_is_a_number_and_not_root_in_both() {
        String user = found(CONTAINER_FILE, "(?m)^USER (\\d+):");

        assertThat(Integer.parseInt(user)).isPositive();
        assertThat(map(POD.get("securityContext")))
                .containsEntry("runAsUser", Integer.parseInt(user))
                .containsEntry("runAsNonRoot", true);
        assertThat(CONTAINER_FILE).contains("--chown=" + user + ":" + user);
    }

    @Test
    void nothing_can_be_written_but_the_two_volumes_and_no_capability_is_left() {
        assertThat(map(CONTAINER.get("securityContext")))
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false)
                .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
        assertThat(list(CONTAINER.get("volumeMounts")))
                .extracting(mount -> map(mount).get("mountPath"))
                .containsExactly("/tmp", "/data");
        assertThat(CONTAINER_FILE).contains("ENV REGISTRY_FOLDER=/data", "VOLUME [\"/data\", \"/tmp\"]");
    }

    @Test
    void the_port_is_the_applications_own() {
        Object own = map(map(documents("src/main/resources/application.yaml").get(0))
                        .get("server"))
                .get("port");

        assertThat(found(CONTAINER_FILE, "(?m)^EXPOSE (\\d+)")).isEqualTo(own.toString());
        assertThat(list(CONTAINER.get("ports")))
                .extracting(each -> map(each).get("containerPort"))
                .containsExactly(own);
    }

    @Test
    void the_pod_is_given_the_time_that_an_orderly_end_takes(@Autowired LifecycleProperties lifecycle) {
        Object sleep = map(map(map(CONTAINER.get("lifecycle")).get("preStop")).get("sleep"))
                .get("seconds");
        Duration orderly = lifecycle.getTimeoutPerShutdownPhase().plusSeconds(((Integer) sleep).longValue());

        assertThat(Duration.ofSeconds(((Integer) POD.get("terminationGracePeriodSeconds")).longValue()))
                .isGreaterThan(orderly);
    }

    @Test
    void the_probes_ask_what_the_application_answers() throws Exception {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            Object path = map(map(CONTAINER.get(probe)).get("httpGet")).get("path");

            assertThat(statusOnceReady(path)).as("%s %s", probe, path).isEqualTo(200);
        }
    }

    /** 503 only says that the application still gets ready: a probe asks again. */
    private int statusOnceReady(Object path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        int status = 503;
        for (int attempt = 0; status == 503 && attempt < 600; attempt++) {
            Thread.sleep(attempt == 0 ? 0 : 100);
            status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
        return status;
    }

    private static Map<String, Object> manifest(String kind) {
        return documents("deploy/kubernetes.yaml").stream()
                .map(DeploymentTest::map)
                .filter(document -> document.get("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> documents(String file) {
        return StreamSupport.stream(new Yaml().loadAll(text(file)).spliterator(), false)
                .toList();
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
