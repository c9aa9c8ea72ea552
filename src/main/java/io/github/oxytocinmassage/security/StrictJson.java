package io.github.oxytocinmassage.security;

import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of others, read strictly: no key twice, nothing after the end, no deeper than {@link #DEPTH}. */
public final class StrictJson {

    public static final int DEPTH = 100;

    private static final JsonMapper STRICT = mapper().build();

    private StrictJson() {}

    /** So strict, and for whoever needs more to add to. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEPTH)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** @throws IOException when it is no object; does not say what stands there */
    public static Map<String, Object> object(byte[] body) throws IOException {
        try {
            Map<String, Object> read = STRICT.readValue(body, new TypeReference<>() {});
            if (read != null) {
                return read;
            }
        } catch (JacksonException e) {
            // Its message holds what was read.
        }
        throw new IOException("what was sent is no JSON object");
    }
}
