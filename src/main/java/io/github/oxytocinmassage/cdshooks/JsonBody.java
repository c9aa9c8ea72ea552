package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.BadRecordException;
import io.github.oxytocinmassage.fhir.Utf8;
import io.github.oxytocinmassage.security.StrictJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a body as JSON, strictly: no key twice, nothing after the end, no deeper than 100. */
final class JsonBody {

    private static final JsonMapper STRICT = StrictJson.mapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private JsonBody() {}

    /** @throws HookRefusedException 400 with line and column, and nothing of what stands there; 415 when it is not UTF-8 but another encoding */
    static JsonNode read(byte[] body) {
        try {
            Utf8.demand(body);
            JsonNode node = STRICT.readTree(body);
            if (node.isMissingNode()) {
                throw new HookRefusedException(400, "structure", "The body is empty; it has to be a JSON object.", "");
            }
            return node;
        } catch (BadRecordException e) {
            throw new HookRefusedException(e.status(), e.code(), String.valueOf(e.getMessage()), "");
        } catch (StreamConstraintsException e) {
            throw refused("is nested deeper than " + StrictJson.DEPTH + ", or holds too long a number or name", e);
        } catch (JacksonException e) {
            throw refused("is not JSON in UTF-8, or holds a key twice", e);
        }
    }

    /** A part of a body, as it came: numbers to their last zero, and what is no character as the escape that it was. */
    static byte[] written(JsonNode node) {
        return STRICT.writeValueAsBytes(node);
    }

    private static HookRefusedException refused(String what, JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return new HookRefusedException(400, "structure", "The body " + what + where + ".", "");
    }
}
