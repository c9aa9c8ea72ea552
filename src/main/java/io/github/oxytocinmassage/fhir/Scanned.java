package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.JsonParser;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oxytocinmassage.protocol.Doubt;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/** A body that has passed the {@link StrictScan}: valid as far as types go, and without what FHIR does not know. */
public final class Scanned {

    private final FhirContext context;
    private final ObjectNode tree;
    private final List<Doubt> doubts;
    private final boolean isCompleted;

    /** @param isCompleted the tree has places for values that the body left out: there, and not known */
    Scanned(FhirContext context, ObjectNode tree, List<Doubt> doubts, boolean isCompleted) {
        this.context = context;
        this.tree = tree;
        this.doubts = List.copyOf(doubts);
        this.isCompleted = isCompleted;
    }

    /** HAPI would not read the body as it came, but reads {@link #json}, which says the same. */
    public boolean isCompleted() {
        return isCompleted;
    }

    /** What FHIR does not know and was taken out (OM-DQ-008). */
    public List<Doubt> doubts() {
        return doubts;
    }

    /** The body as a tree; not to be changed. */
    public ObjectNode tree() {
        return tree;
    }

    /** The body as JSON, also when it came as XML. */
    public String json() {
        return tree.toString();
    }

    /**
     * The body as a resource, whole.
     *
     * @throws BadRecordException when HAPI can't read it all the same
     */
    public Resource resource() {
        return resource(tree);
    }

    /**
     * A resource within the body, by its place in {@link #tree}.
     *
     * @throws BadRecordException when HAPI can't read it all the same
     */
    public Resource resource(JsonNode within) {
        if (!(within instanceof ObjectNode node)) {
            throw BadRecordException.notFhir("a resource has to be a JSON object", "The body");
        }
        JacksonStructure structure = new JacksonStructure();
        structure.setNativeObject(node);
        try {
            IBaseResource read = ((JsonParser) context.newJsonParser()).doParseResource(null, structure);
            return (Resource) read;
        } catch (RuntimeException e) {
            // Its message may hold what was read.
            throw BadRecordException.notFhir(
                    "this can't be read as FHIR R4", node.path("resourceType").asText());
        }
    }
}
