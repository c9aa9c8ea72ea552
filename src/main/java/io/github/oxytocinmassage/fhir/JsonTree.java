package io.github.oxytocinmassage.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to a tree of JSON, strictly: no key twice, no number that can't be reckoned with, nothing nested too deep, nothing behind the
 * end. The tree is of Jackson 2, as HAPI's parser takes such a tree over and need not read the text again.
 */
final class JsonTree {

    static final int MAX_DEPTH = 100;
    static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private static final char UNREADABLE = '\uFFFD';
    private static final int MAX_STRING = 64 * 1024 * 1024;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxStringLength(MAX_STRING)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean escapes;
    private final PathTrail trail = new PathTrail();
    private final ObjectNode root = new ObjectNode(NODES);
    private int depth;

    private JsonTree(JsonParser parser, boolean escapes) {
        this.parser = parser;
        this.escapes = escapes;
    }

    static ObjectNode read(byte[] body) {
        int start = Utf8.start(body);
        Utf8.check(body);
        try (JsonParser parser = FACTORY.createParser(body, start, body.length - start)) {
            return new JsonTree(parser, hasEscapes(body)).root();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw BadRecordException.malformed(
                    "The body is not JSON", null, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr());
        } catch (IOException | IllegalStateException e) {
            throw BadRecordException.malformed("The body is not JSON", null, 0, 0);
        }
    }

    private ObjectNode root() throws IOException {
        JsonToken first = next();
        if (first != JsonToken.START_OBJECT) {
            throw malformed(first == null ? "The body is empty" : "The body has to be a JSON object");
        }
        members(root);
        if (next() != null) {
            throw malformed("There is text after the end of the JSON object");
        }
        return root;
    }

    private @Nullable JsonToken next() throws IOException {
        try {
            return parser.nextToken();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw BadRecordException.malformed(
                    "The body is not JSON", path(), at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr());
        }
    }

    private ObjectNode members(ObjectNode node) throws IOException {
        enter();
        while (next() == JsonToken.FIELD_NAME) {
            String name = clean(parser.currentName());
            trail.into(name);
            next();
            if (node.replace(name, value()) != null) {
                throw malformed("The key stands there twice");
            }
            trail.out();
        }
        depth--;
        return node;
    }

    private ArrayNode array() throws IOException {
        enter();
        ArrayNode node = new ArrayNode(NODES);
        for (int i = 0; next() != JsonToken.END_ARRAY; i++) {
            trail.at(i);
            node.add(value());
        }
        depth--;
        return node;
    }

    private JsonNode value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(new ObjectNode(NODES));
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(clean(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw malformed("The body is not JSON");
        };
    }

    private JsonNode number() throws IOException {
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int length = parser.getTextLength();
        String fault = NumberLimits.fault(text, offset, length);
        if (fault != null) {
            throw malformed("There is " + fault);
        }
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? whole(new BigDecimal(text, offset, length))
                : NODES.numberNode(new BigDecimal(text, offset, length));
    }

    /** A whole number of at most 18 digits. */
    static JsonNode whole(BigDecimal number) {
        long value = number.longValueExact();
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw malformed("The body is nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private BadRecordException malformed(String what) {
        JsonLocation at = parser.currentTokenLocation();
        String path = path();
        return BadRecordException.malformed(
                path == null ? what : path + ": " + what, path, at.getLineNr(), at.getColumnNr());
    }

    private @Nullable String path() {
        return trail.depth() == 0 ? null : trail.from(root.path("resourceType").asText());
    }

    /** NUL and halves of surrogate pairs are no characters; only an escape can bring them in. */
    private String clean(String text) {
        if (!escapes) {
            return text;
        }
        StringBuilder cleaned = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                cleaned = cleaned == null ? new StringBuilder(text) : cleaned;
                cleaned.setCharAt(i, UNREADABLE);
            }
        }
        return cleaned == null ? text : cleaned.toString();
    }

    private static boolean hasEscapes(byte[] body) {
        for (int i = 1; i < body.length; i++) {
            if (body[i] == 'u' && body[i - 1] == '\\') {
                return true;
            }
        }
        return false;
    }
}
