package io.github.oxytocinmassage.cdshooks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The members of a JSON object, read strictly: what is missing or of another type is noted, all of it, before the call is refused. */
final class Members {

    private final JsonNode object;
    private final String path;
    private final List<Issue> issues;

    private Members(JsonNode object, String path, List<Issue> issues) {
        this.object = object;
        this.path = path;
        this.issues = issues;
    }

    /** @throws HookRefusedException 400 when the body is no object */
    static Members ofBody(JsonNode body) {
        if (!body.isObject()) {
            throw new HookRefusedException(400, "structure", "The body has to be a JSON object.", "");
        }
        return new Members(body, "", new ArrayList<>());
    }

    /** The member's own members; none when it is missing. */
    Members object(String name) {
        JsonNode node = node(name);
        if (node == null) {
            note("required", name, "is missing.");
        } else if (!node.isObject()) {
            note("structure", name, "has to be an object.");
        }
        return of(node, name);
    }

    /** The same of a member that may be left out; null then. */
    @Nullable
    Members optionalObject(String name) {
        return node(name) == null ? null : object(name);
    }

    /** The objects of an array with one element at least. */
    List<Members> objects(String name) {
        JsonNode node = node(name);
        if (node == null) {
            note("required", name, "is missing.");
            return List.of();
        }
        if (!node.isArray() || node.isEmpty()) {
            note("structure", name, "has to be an array with an element at least.");
            return List.of();
        }
        List<Members> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String element = name + "[" + i + "]";
            if (!node.get(i).isObject()) {
                note("structure", element, "has to be an object.");
            }
            elements.add(of(node.get(i), element));
        }
        return elements;
    }

    /** Not blank; empty when it is missing, which is noted. */
    String text(String name) {
        JsonNode node = node(name);
        if (node == null) {
            note("required", name, "is missing.");
            return "";
        }
        String text = optionalText(name);
        return text == null ? "" : text;
    }

    /** Null when it is left out. */
    @Nullable
    String optionalText(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isString() || node.asString().isBlank()) {
            note("value", name, "has to be a string that is not empty.");
            return null;
        }
        return node.asString();
    }

    /** Null when it is left out or null: an optional member may be either. */
    @Nullable
    JsonNode node(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    void note(String code, String name, String what) {
        String at = path.isEmpty() ? name : path + "." + name;
        issues.add(new Issue(code, at + " " + what, at));
    }

    /** @throws HookRefusedException 400 naming everything that was noted */
    void refuseIfNoted() {
        if (!issues.isEmpty()) {
            throw new HookRefusedException(400, issues);
        }
    }

    private Members of(@Nullable JsonNode node, String name) {
        JsonNode members = node == null ? MissingNode.getInstance() : node;
        return new Members(members, path.isEmpty() ? name : path + "." + name, issues);
    }
}
