package io.github.oxytocinmassage.security.launch;

import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what an EHR sends: one JSON object, no key twice, nothing after its end. */
final class StrictJson {

    private static final int DEPTH = 100;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** @throws IOException when it is none; does not say what stands there */
    static Map<String, Object> object(byte[] body) throws IOException {
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
