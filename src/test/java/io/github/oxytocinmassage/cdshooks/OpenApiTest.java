package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The services described for programs. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class OpenApiTest {

    @LocalServerPort
    private int port;

    private HookServer server;
    private JsonNode document;

    @BeforeEach
    void read() {
        server = new HookServer(port);
        HookServer.Answer answer = server.send("GET", "/v3/api-docs");
        assertThat(answer.status()).isEqualTo(200);
        document = answer.json();
    }

    @Test
    void it_describes_discovery_calls_and_feedback_and_nothing_else() {
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("info").path("license").path("identifier").asString())
                .isEqualTo("Apache-2.0");
        assertThat(document.path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/cds-services",
                        "/cds-services/oxytocin-massage",
                        "/cds-services/oxytocin-massage/feedback",
                        "/cds-services/oxytocin-massage-discharge",
                        "/cds-services/oxytocin-massage-discharge/feedback");
    }

    @Test
    void every_status_is_named_and_every_reference_leads_somewhere() {
        assertThat(document.at("/paths/~1cds-services~1oxytocin-massage/post/responses")
                        .propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "403", "404", "412", "413", "415", "503", "504");
        assertThat(document.at("/paths/~1cds-services~1oxytocin-massage~1feedback/post/responses")
                        .propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "403", "404", "413", "415", "503");
        List<String> references = new ArrayList<>();
        document.findValues("$ref").forEach(r -> references.add(r.asString()));
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(r ->
                        assertThat(document.at(r.substring(1)).isObject()).as(r).isTrue());
        assertThat(document.at("/components/schemas/Action/properties/resource/type")
                        .asString())
                .isEqualTo("object");
    }

    @Test
    void what_is_answered_is_as_it_describes() {
        Schema discovery = schema("/paths/~1cds-services/get/responses/200/content/application~1json/schema");
        Schema answer =
                schema("/paths/~1cds-services~1oxytocin-massage/post/responses/200/content/application~1json/schema");
        Schema call =
                schema("/paths/~1cds-services~1oxytocin-massage/post/requestBody/content/application~1json/schema");
        JsonNode request =
                server.send("GET", "/demo/twins-one-losing-weight.hook.json").json();

        JsonNode cards = server.post(HookServer.VIEW, request.toString().getBytes(StandardCharsets.UTF_8))
                .json();

        assertThat(discovery.validate(server.send("GET", "/cds-services").json()))
                .isEmpty();
        assertThat(call.validate(request)).isEmpty();
        assertThat(cards.path("cards").size()).isPositive();
        assertThat(answer.validate(cards)).isEmpty();
    }

    @Test
    void what_is_answered_otherwise_is_not_as_it_describes() {
        Schema answer =
                schema("/paths/~1cds-services~1oxytocin-massage/post/responses/200/content/application~1json/schema");
        Schema call =
                schema("/paths/~1cds-services~1oxytocin-massage/post/requestBody/content/application~1json/schema");

        assertThat(answer.validate(SampleCall.parsed("{\"cards\": {}}"))).isNotEmpty();
        assertThat(answer.validate(SampleCall.parsed("{\"cards\": [{\"summary\": 7}]}")))
                .isNotEmpty();
        assertThat(call.validate(SampleCall.parsed("{\"hook\": \"patient-view\"}")))
                .isNotEmpty();
    }

    /** One of the document's, which may refer to others of it. */
    private Schema schema(String pointer) {
        ObjectNode schema = (ObjectNode) document.at(pointer).deepCopy();
        schema.set("components", document.path("components"));
        return SchemaRegistry.withDialect(Dialects.getOpenApi31()).getSchema(schema);
    }

    @Test
    void its_examples_are_answered() {
        for (HookService service : HookService.values()) {
            JsonNode example = document.at("/paths/~1cds-services~1" + service.id()
                    + "/post/requestBody/content/application~1json/examples/whole/value");

            HookServer.Answer answer = server.post(
                    "/cds-services/" + service.id(), example.toString().getBytes(StandardCharsets.UTF_8));

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
    }
}
