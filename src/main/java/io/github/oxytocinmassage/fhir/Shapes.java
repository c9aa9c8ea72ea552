package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildAny;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.EnumFactory;
import org.hl7.fhir.r4.model.Enumerations.ResourceType;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;

/** The shapes of all of R4, taken from HAPI's definitions: each once, when it is first met. */
final class Shapes {

    private final FhirContext context;
    private final Map<String, Shape> resources = new ConcurrentHashMap<>();
    private final Map<BaseRuntimeElementDefinition<?>, Shape> byDefinition = new HashMap<>();
    private final Shape element;

    Shapes(FhirContext context) {
        this.context = context;
        this.element = element();
    }

    /** Null when R4 has no such resource. */
    @Nullable
    Shape ofResource(String type) {
        Shape known = resources.get(type);
        return known != null || !isResource(type) ? known : build(type);
    }

    /** What may stand beside a primitive's value: an id, extensions. */
    Shape ofElement() {
        return element;
    }

    private static boolean isResource(String type) {
        return Arrays.stream(ResourceType.values())
                .anyMatch(t -> t != ResourceType.NULL && t.toCode().equals(type));
    }

    private synchronized Shape build(String type) {
        Shape shape = shape(context.getResourceDefinition(type));
        shape.add("resourceType", new Shape.Member("resourceType", false, false, Primitive.CODE, null, null));
        resources.put(type, shape);
        return shape;
    }

    private synchronized Shape element() {
        Shape built = new Shape();
        built.add("id", new Shape.Member("id", false, false, Primitive.STRING, null, null));
        built.add("extension", new Shape.Member("extension", false, true, null, null, extension()));
        return built;
    }

    private Shape extension() {
        return shape(context.getElementDefinition(Extension.class));
    }

    private Shape shape(@Nullable BaseRuntimeElementDefinition<?> definition) {
        if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            throw new IllegalStateException("not a composite: " + definition);
        }
        Shape known = byDefinition.get(definition);
        if (known != null) {
            return known;
        }
        Shape shape = new Shape();
        byDefinition.put(definition, shape);
        for (BaseRuntimeChildDefinition child : composite.getChildrenAndExtension()) {
            for (String name : child.getValidChildNames()) {
                if (!isReferenceByItsTarget(child, name)) {
                    shape.add(name, member(child, name));
                }
            }
        }
        return shape;
    }

    /** HAPI also knows "valueResource" or "valuePatient"; FHIR knows "valueReference" alone. */
    private static boolean isReferenceByItsTarget(BaseRuntimeChildDefinition child, String name) {
        return child instanceof RuntimeChildChoiceDefinition choice
                && !(child instanceof RuntimeChildExtension)
                && (name.equals(child.getElementName() + "Resource")
                        || choice.getResourceTypes().stream()
                                .anyMatch(t -> name.equals(child.getElementName() + t.getSimpleName())));
    }

    private Shape.Member member(BaseRuntimeChildDefinition child, String name) {
        boolean choice = (child instanceof RuntimeChildChoiceDefinition || child instanceof RuntimeChildAny)
                && !name.equals(child.getElementName());
        boolean many = child.isMultipleCardinality();
        String path = child.getElementName();
        if (child instanceof RuntimeChildExtension) {
            return new Shape.Member(path, false, true, null, null, extension());
        }
        BaseRuntimeElementDefinition<?> definition = child.getChildByName(name);
        return switch (definition.getChildType()) {
            case ID_DATATYPE, PRIMITIVE_DATATYPE, PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG ->
                new Shape.Member(path, choice, many, primitive(child, definition), codes(child), null);
            case RESOURCE, CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST ->
                new Shape.Member(path, choice, many, null, null, null);
            default -> new Shape.Member(path, choice, many, null, null, shape(definition));
        };
    }

    private static Primitive primitive(BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> definition) {
        return child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition
                ? Primitive.CODE
                : Primitive.of(definition.getName());
    }

    private static @Nullable Set<String> codes(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition enumeration
                ? codes(enumeration)
                : null;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Enum<?>> Set<String> codes(RuntimeChildPrimitiveEnumerationDatatypeDefinition child) {
        EnumFactory<T> factory = (EnumFactory<T>) child.getInstanceConstructorArguments();
        return Arrays.stream((T[]) child.getBoundEnumType().getEnumConstants())
                .filter(c -> !c.name().equals("NULL"))
                .map(factory::toCode)
                .collect(Collectors.toUnmodifiableSet());
    }
}
