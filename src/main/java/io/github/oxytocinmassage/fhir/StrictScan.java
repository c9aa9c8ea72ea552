package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The guard before HAPI's parser, which is lenient where we may not be: it reads half of what it does not understand, and says nothing.
 * What is not FHIR R4 is refused with its path; what FHIR does not know is read without, and doubted. Limits: 100 levels, 10,000
 * entries, numbers of 18 digits; the length of the body is its caller's to limit.
 */
public final class StrictScan {

    private final FhirContext context;
    private final Shapes shapes;

    /** Reads FHIR's definitions when they are first needed; make one and keep it. Safe to share. */
    public StrictScan(FhirContext context) {
        this.context = context;
        this.shapes = new Shapes(context);
    }

    /**
     * A FHIR resource in JSON.
     *
     * @param body UTF-8, with or without a byte order mark, not packed
     * @throws BadRecordException when it is no such thing
     */
    public Scanned json(byte[] body) {
        return scanned(JsonTree.read(body));
    }

    /**
     * A FHIR resource in XML. It is turned into the tree that JSON makes, so that one law holds for both.
     *
     * @param body UTF-8, with or without a byte order mark, not packed
     * @throws BadRecordException when it is no such thing
     */
    public Scanned xml(byte[] body) {
        return scanned(XmlTree.read(body, shapes));
    }

    /**
     * JSON that holds FHIR resources somewhere, as a CDS Hooks request does: it is read as strictly, and each resource is held to FHIR.
     *
     * @param body UTF-8, with or without a byte order mark, not packed
     * @throws BadRecordException when it is no JSON object, or a resource in it is none
     */
    public Scanned jsonWithResources(byte[] body) {
        ObjectNode tree = JsonTree.read(body);
        ShapeWalk walk = new ShapeWalk(shapes);
        walk.resourcesWithin(tree);
        return new Scanned(context, tree, walk.doubts(), walk.hasCompleted());
    }

    private Scanned scanned(ObjectNode tree) {
        ShapeWalk walk = new ShapeWalk(shapes);
        walk.resource(tree);
        return new Scanned(context, tree, walk.doubts(), walk.hasCompleted());
    }
}
