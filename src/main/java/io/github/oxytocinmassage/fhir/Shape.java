package io.github.oxytocinmassage.fhir;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which members a resource, a datatype or a part of a resource may have. Not changed any more once it is handed out. */
final class Shape {

    private final Map<String, Member> members = new HashMap<>();

    /** Null when FHIR knows no such member. */
    @Nullable
    Member member(String jsonName) {
        return members.get(jsonName);
    }

    void add(String jsonName, Member member) {
        members.put(jsonName, member);
    }

    /**
     * @param name in FHIRPath: "value" for the JSON names "valueQuantity", "valueBoolean" and so on
     * @param isChoice one of several types, of which one at most may be there
     * @param isMany written as an array in JSON, repeated in XML
     * @param primitive its type; null for what is no primitive
     * @param codes that FHIR requires one of; null when it requires none
     * @param shape of an object; null for a primitive and for a resource
     */
    record Member(
            String name,
            boolean isChoice,
            boolean isMany,
            @Nullable Primitive primitive,
            @Nullable Set<String> codes,
            @Nullable Shape shape) {

        boolean isResource() {
            return primitive == null && shape == null;
        }
    }
}
