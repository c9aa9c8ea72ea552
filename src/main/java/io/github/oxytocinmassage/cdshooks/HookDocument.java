package io.github.oxytocinmassage.cdshooks;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The services as an OpenAPI document (interfaces sections 2 and 4): what goes in, what comes out, and every status. */
final class HookDocument {

    static final String FHIR = "application/fhir+json";

    private static final String JSON = "application/json";
    private static final String TOKEN = "clientToken";
    private static final Schema<?> OUTCOME =
            new ObjectSchema().description("A FHIR R4 OperationOutcome whose issues name what to mend.");
    private static final Map<Integer, String> REFUSALS = refusals();

    private HookDocument() {}

    private static Map<Integer, String> refusals() {
        Map<Integer, String> refusals = new LinkedHashMap<>();
        refusals.put(400, "The body can't be read; the issues name the members that are missing or wrong.");
        refusals.put(401, "Tokens are required, and there is none, or a bad one.");
        refusals.put(403, "The client is known, but not allowed.");
        refusals.put(404, "There is no such service; of feedback: no such card. The rest of the feedback is stored.");
        refusals.put(412, "Prefetch lacks keys that could not be fetched; the issues name them.");
        refusals.put(413, "The body is larger than cds.max-body, unpacked.");
        refusals.put(415, "The body is in another charset than UTF-8, or no JSON.");
        refusals.put(503, "Too many calls at once, or nothing can be stored: come again after Retry-After seconds.");
        refusals.put(504, "The EHR's FHIR server is too slow.");
        return refusals;
    }

    /** @param version of this service */
    static void describe(OpenAPI document, String version) {
        document.info(new Info()
                .title("Oxytocin massage and milk adequacy: CDS Hooks")
                .version(version)
                .description(
                        "Decision support for midwives and nurses, as CDS Hooks 3.0 (usable by clients of 2.0 and 1.0).")
                .license(new License().name("Apache License 2.0").identifier("Apache-2.0")));
        document.servers(List.of(new Server().url("/")));
        document.getComponents()
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description(
                                        "A client's JWT (CDS Hooks, \"Trusting CDS Clients\"), where the site requires it."));
        // Written as it is into the card's JSON, so that its Java type says nothing.
        Objects.requireNonNull(document.getComponents().getSchemas().get("Action"))
                .addProperty("resource", new ObjectSchema().description("A whole FHIR R4 resource"));
        Paths paths = new Paths();
        paths.addPathItem("/cds-services", new PathItem().get(discovery()));
        for (HookService service : HookService.values()) {
            paths.addPathItem("/cds-services/" + service.id(), new PathItem().post(call(service)));
            paths.addPathItem("/cds-services/" + service.id() + "/feedback", new PathItem().post(feedback(service)));
        }
        document.paths(paths);
    }

    private static Operation discovery() {
        return new Operation()
                .operationId("discovery")
                .summary("The services there are")
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                json("Services with hook, title, id, prefetch", "#/components/schemas/Discovery")));
    }

    private static Operation call(HookService service) {
        Schema<?> body = new ObjectSchema()
                .addProperty("hook", new StringSchema()._enum(List.of(service.hook())))
                .addProperty("hookInstance", new StringSchema().format("uuid"))
                .addProperty(
                        "fhirServer", new StringSchema().format("uri").description("Base of the EHR's FHIR R4 server"))
                .addProperty(
                        "fhirAuthorization",
                        new ObjectSchema()
                                .addProperty("access_token", new StringSchema())
                                .description("For that server"))
                .addProperty("context", context(service))
                .addProperty("prefetch", prefetch())
                .required(List.of("hook", "hookInstance", "context"));
        return new Operation()
                .operationId(service.id())
                .summary(service.title())
                .description(service.description())
                .addParametersItem(new Parameter()
                        .in("header")
                        .name("Accept-Language")
                        .description("en or id; else the user's Practitioner.communication, else the site's language")
                        .schema(new StringSchema()))
                .requestBody(body(body, example(service)))
                .security(List.of(new SecurityRequirement().addList(TOKEN)))
                .responses(refused(
                        json("Three cards at most; none when there is nothing to say", "#/components/schemas/Answer"),
                        REFUSALS.keySet().stream().toList()));
    }

    private static Schema<?> context(HookService service) {
        ObjectSchema context = new ObjectSchema();
        service.context().forEach(name -> context.addProperty(name, new StringSchema()));
        context.required(service.context());
        return context;
    }

    private static Schema<?> prefetch() {
        ObjectSchema prefetch = new ObjectSchema();
        for (PrefetchKey key : PrefetchKey.values()) {
            prefetch.addProperty(
                    key.key(),
                    new ObjectSchema()
                            .description("FHIR R4, as " + key.template() + " gives it; what is missing is fetched"));
        }
        return prefetch;
    }

    private static Operation feedback(HookService service) {
        Schema<?> accepted = new ObjectSchema().addProperty("id", new StringSchema().format("uuid"));
        Schema<?> reason = new ObjectSchema()
                .addProperty(
                        "reason",
                        new ObjectSchema()
                                .addProperty("code", new StringSchema())
                                .addProperty("system", new StringSchema()))
                .addProperty("userComment", new StringSchema());
        Schema<?> entry = new ObjectSchema()
                .addProperty("card", new StringSchema().format("uuid"))
                .addProperty("outcome", new StringSchema()._enum(List.of("accepted", "overridden")))
                .addProperty("acceptedSuggestions", new ArraySchema().items(accepted))
                .addProperty("overrideReason", reason)
                .addProperty("outcomeTimestamp", new StringSchema().format("date-time"))
                .required(List.of("card", "outcome", "outcomeTimestamp"));
        Schema<?> body = new ObjectSchema()
                .addProperty("feedback", new ArraySchema().items(entry))
                .required(List.of("feedback"));
        return new Operation()
                .operationId(service.id() + "-feedback")
                .summary("What became of cards")
                .requestBody(body(body, null))
                .security(List.of(new SecurityRequirement().addList(TOKEN)))
                .responses(refused(
                        new ApiResponse().description("All of it is stored, once"),
                        List.of(400, 401, 403, 404, 413, 415, 503)));
    }

    private static RequestBody body(Schema<?> schema, @Nullable Object example) {
        MediaType type = new MediaType().schema(schema);
        if (example != null) {
            type.addExamples(
                    "whole",
                    new Example()
                            .summary("A mother of whom nothing is recorded yet")
                            .value(example));
        }
        return new RequestBody().required(true).content(new Content().addMediaType(JSON, type));
    }

    /** A whole request, small: every key is there, most of them empty. */
    private static Map<String, Object> example(HookService service) {
        Map<String, Object> nothing = Map.of("resourceType", "Bundle", "type", "searchset", "total", 0);
        Map<String, Object> prefetch = new LinkedHashMap<>();
        for (PrefetchKey key : PrefetchKey.values()) {
            prefetch.put(
                    key.key(), key == PrefetchKey.MOTHER ? Map.of("resourceType", "Patient", "id", "m1") : nothing);
        }
        Map<String, Object> context = new LinkedHashMap<>();
        service.context().forEach(name -> context.put(name, name.equals("userId") ? "Practitioner/p1" : "m1"));
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("hook", service.hook());
        request.put("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
        request.put("context", context);
        request.put("prefetch", prefetch);
        return request;
    }

    private static ApiResponse json(String description, String schema) {
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType(JSON, new MediaType().schema(new Schema<>().$ref(schema))));
    }

    private static ApiResponses refused(ApiResponse answered, List<Integer> statuses) {
        ApiResponses responses = new ApiResponses().addApiResponse("200", answered);
        for (int status : statuses) {
            ApiResponse refusal = new ApiResponse()
                    .description(REFUSALS.get(status))
                    .content(new Content().addMediaType(FHIR, new MediaType().schema(OUTCOME)));
            if (status == 503) {
                refusal.addHeaderObject(
                        "Retry-After", new Header().schema(new StringSchema()).description("Seconds"));
            }
            responses.addApiResponse(String.valueOf(status), refusal);
        }
        return responses;
    }
}
