package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;

/** The one {@link FhirContext} of the service: dear to make, safe to share. */
public final class FhirR4 {

    private static final FhirContext CONTEXT = create();

    private FhirR4() {}

    /**
     * R4, with parsers that keep a resource's own id beside a {@code fullUrl} and the versions in references, refuse what they can't read,
     * and log nothing of it.
     */
    public static FhirContext context() {
        return CONTEXT;
    }

    private static FhirContext create() {
        FhirContext context = FhirContext.forR4();
        context.getParserOptions().setOverrideResourceIdWithBundleEntryFullUrl(false);
        // What was sent is given back: a version in a reference too.
        context.getParserOptions().setStripVersionsFromReferences(false);
        context.setParserErrorHandler(new Silent());
        return context;
    }

    /** HAPI's own handlers put the values they stumble over into the log, or let them pass. */
    private static final class Silent extends ErrorHandlerAdapter {

        @Override
        public void invalidValue(IParseLocation location, String value, String error) {
            throw new DataFormatException("A value is not of its FHIR type");
        }

        @Override
        public void incorrectJsonType(
                IParseLocation location,
                String element,
                ValueType expected,
                ScalarType expectedScalar,
                ValueType found,
                ScalarType foundScalar) {
            throw new DataFormatException("A value of another JSON type was expected");
        }

        @Override
        public void unexpectedRepeatingElement(IParseLocation location, String element) {
            throw new DataFormatException("An element stands there twice");
        }
    }
}
