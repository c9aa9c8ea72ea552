package io.github.oxytocinmassage.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oxytocinmassage.protocol.Doubt;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Walks a tree along the shapes of FHIR. What FHIR does not allow is refused with its path; what it does not know is taken out of the tree
 * and doubted (OM-DQ-008).
 */
final class ShapeWalk {

    static final int MAX_ENTRIES = 10_000;
    private static final int MAX_DOUBTS = 100;

    private final Shapes shapes;
    private final PathTrail trail = new PathTrail();
    private final List<Doubt> doubts = new ArrayList<>();
    private String root = "";
    private int entries;
    private boolean completed;
    private int number;
    private Owner owner = new Owner(JsonTree.NODES.objectNode(), 0, "", 0);

    /**
     * The resource that a property belongs to.
     *
     * @param depth of the trail where it begins
     * @param fullUrl of its entry; empty without one
     * @param number of its entry
     */
    private record Owner(ObjectNode node, int depth, String fullUrl, int number) {

        String type() {
            return node.path("resourceType").asText();
        }

        String source() {
            return RecordIndex.source(type(), node.path("id").asText(), fullUrl, number);
        }
    }

    ShapeWalk(Shapes shapes) {
        this.shapes = shapes;
    }

    List<Doubt> doubts() {
        return doubts;
    }

    boolean hasCompleted() {
        return completed;
    }

    /** A body that is a resource. */
    void resource(ObjectNode body) {
        root = body.path("resourceType").asText();
        resource(body, "");
    }

    /** A body that is not FHIR, but may hold resources anywhere: the JSON of CDS Hooks. */
    void resourcesWithin(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("resourceType").isTextual()) {
                resource(object, "");
                return;
            }
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                trail.into(member.getKey());
                resourcesWithin(member.getValue());
                trail.out();
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                trail.at(i);
                resourcesWithin(node.get(i));
            }
        }
    }

    private void resource(ObjectNode node, String fullUrl) {
        Shape shape = shape(node);
        entries += node.path("resourceType").asText().equals("Bundle")
                ? node.path("entry").size()
                : 0;
        if (entries > MAX_ENTRIES) {
            throw BadRecordException.tooMuch("more than " + MAX_ENTRIES + " entries", here());
        }
        Owner outer = owner;
        owner = new Owner(node, trail.depth(), fullUrl, number);
        walk(node, shape);
        owner = outer;
    }

    private Shape shape(ObjectNode node) {
        JsonNode type = node.path("resourceType");
        if (!type.isTextual()) {
            throw notFhir("a resource has to say its resourceType");
        }
        Shape shape = shapes.ofResource(type.textValue());
        if (shape == null) {
            throw notFhir("FHIR R4 knows no resource of this type");
        }
        return shape;
    }

    private void walk(ObjectNode node, Shape shape) {
        List<Shape.Member> chosen = List.of();
        List<String> halved = List.of();
        Iterator<Map.Entry<String, JsonNode>> members = node.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> next = members.next();
            String name = next.getKey();
            boolean shadow = name.startsWith("_");
            Shape.Member member = shape.member(shadow ? name.substring(1) : name);
            if (member == null || (shadow && member.primitive() == null)) {
                doubt(name);
                members.remove();
                continue;
            }
            trail.into(member.name());
            if (member.isChoice()) {
                chosen = choose(chosen, member);
            }
            if (member.isMany() && shadow) {
                halved = halved.isEmpty() ? new ArrayList<>(2) : halved;
                halved.add(name);
            }
            if (member.isMany()) {
                all(node, name, next.getValue(), member, shadow);
            } else if (next.getValue().isArray()) {
                throw notFhir("one value belongs here, not an array");
            } else {
                one(node, next.getValue(), member, shadow);
            }
            trail.out();
        }
        halved.forEach(name -> complete(node, name));
    }

    /** HAPI reads what stands beside a value only where the array of values has a place for it: null, where there is no value. */
    private void complete(ObjectNode node, String shadow) {
        ArrayNode values = node.withArray(shadow.substring(1));
        for (int i = values.size(); i < node.path(shadow).size(); i++) {
            values.addNull();
            completed = true;
        }
    }

    /** One type of a choice at most may be there: of two, one would be lost. */
    private List<Shape.Member> choose(List<Shape.Member> chosen, Shape.Member member) {
        for (Shape.Member other : chosen) {
            if (other != member && other.name().equals(member.name())) {
                throw notFhir("one value belongs here, not one of each of several types");
            }
        }
        List<Shape.Member> all = chosen.isEmpty() ? new ArrayList<>(2) : chosen;
        all.add(member);
        return all;
    }

    private void all(ObjectNode node, String name, JsonNode values, Shape.Member member, boolean shadow) {
        if (!values.isArray()) {
            throw notFhir("an array belongs here");
        }
        for (int i = 0; i < values.size(); i++) {
            trail.at(i);
            JsonNode value = values.get(i);
            if (!value.isNull() || !isHalved(node, name, i, member, shadow)) {
                one(node, value, member, shadow);
            }
        }
    }

    /** FHIR allows null in an array of primitives where the other half, the value or its extensions, stands in the sibling array. */
    private static boolean isHalved(ObjectNode node, String name, int index, Shape.Member member, boolean shadow) {
        JsonNode sibling = node.path(shadow ? name.substring(1) : "_" + name).path(index);
        return member.primitive() != null && !sibling.isMissingNode() && !sibling.isNull();
    }

    private void one(ObjectNode node, JsonNode value, Shape.Member member, boolean shadow) {
        if (value.isNull()) {
            throw notFhir("null is no value");
        }
        Primitive type = member.primitive();
        if (type != null && !shadow) {
            primitive(value, type, member);
        } else if (!(value instanceof ObjectNode object)) {
            throw notFhir("an object belongs here");
        } else if (shadow) {
            walk(object, shapes.ofElement());
        } else if (member.shape() != null) {
            walk(object, member.shape());
        } else if (member.name().equals("contained")) {
            walk(object, shape(object));
        } else {
            number += owner.type().equals("Bundle") ? 1 : 0;
            resource(object, node.path("fullUrl").asText());
        }
    }

    private void primitive(JsonNode value, Primitive type, Shape.Member member) {
        if (value.isContainerNode()) {
            throw notFhir("a plain value belongs here, not an object or an array");
        }
        String fault = type.fault(value);
        if (fault == null && member.codes() != null && !member.codes().contains(value.textValue())) {
            fault = "a code belongs here that FHIR lists for it";
        }
        if (fault != null) {
            throw BadRecordException.invalidValue(fault, here());
        }
    }

    private BadRecordException notFhir(String what) {
        return BadRecordException.notFhir(what, here());
    }

    private String here() {
        String path = trail.from(root);
        return path.isEmpty() ? "The body" : path;
    }

    private void doubt(String property) {
        if (doubts.size() > MAX_DOUBTS) {
            return;
        }
        boolean enough = doubts.size() == MAX_DOUBTS;
        trail.into(property);
        doubts.add(new Doubt(
                Doubt.Kind.UNKNOWN_CODE,
                owner.source(),
                trail.from(owner.type(), owner.depth()),
                null,
                enough ? Doubt.Reason.AND_MORE.code() : ""));
        trail.out();
    }
}
