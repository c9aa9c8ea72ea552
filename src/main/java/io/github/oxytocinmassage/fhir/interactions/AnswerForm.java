package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import io.github.oxytocinmassage.fhir.BodyReader;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/** What a call says of the form of its answer, and of its own: read before anything is done, and refused where HAPI would not look at it. */
@Interceptor
public final class AnswerForm {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int NOT_ACCEPTABLE = 406;
    private static final int UNSUPPORTED = 415;

    /** Parameters with the values that they take. */
    private static final Map<String, Set<String>> OF_A_READ =
            Map.of("_pretty", Set.of("true", "false"), "_summary", Set.of("true", "text", "data", "false"));

    private static final Map<String, Set<String>> OF_A_SEARCH = Map.of(
            "_pretty", Set.of("true", "false"),
            "_summary", Set.of("true", "text", "data", "false", "count"),
            "_total", Set.of("none", "estimate", "accurate"));

    private static final Set<RestOperationTypeEnum> READS =
            EnumSet.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD);
    private static final Set<RestOperationTypeEnum> BUNDLES = EnumSet.of(
            RestOperationTypeEnum.SEARCH_TYPE,
            RestOperationTypeEnum.HISTORY_INSTANCE,
            RestOperationTypeEnum.HISTORY_TYPE);

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void check(RequestDetails request, RestOperationTypeEnum operation) {
        checkFormat(request);
        if (READS.contains(operation)) {
            checkValues(request.getParameters(), OF_A_READ);
            asResource(request);
        } else if (BUNDLES.contains(operation)) {
            checkForm(request);
            checkSearch(request.getParameters());
        }
    }

    /** @throws InvalidRequestException when a parameter of the answer has a value that it does not take */
    static void checkSearch(Map<String, String[]> parameters) {
        checkValues(parameters, OF_A_SEARCH);
    }

    private static void checkValues(Map<String, String[]> parameters, Map<String, Set<String>> known) {
        known.forEach((name, taken) -> {
            for (String value : parameters.getOrDefault(name, new String[0])) {
                if (!value.isEmpty() && !taken.contains(value)) {
                    throw new InvalidRequestException(name + " is one of " + String.join(", ", new TreeSet<>(taken)));
                }
            }
        });
    }

    private static void checkFormat(RequestDetails request) {
        for (String format : request.getParameters().getOrDefault("_format", new String[0])) {
            EncodingEnum spoken = EncodingEnum.forContentType(format);
            if (!format.isEmpty() && (spoken == null || spoken == EncodingEnum.RDF)) {
                throw BaseServerResponseException.newInstance(
                        NOT_ACCEPTABLE, "_format is json or xml, or one of their media types");
            }
        }
    }

    /** A search whose form is not read as one would find everybody. */
    private static void checkForm(RequestDetails request) {
        if (request.getRequestType() == RequestTypeEnum.POST
                && !BodyReader.mediaType(request.getHeader("Content-Type")).equals(FORM)
                && request.loadRequestContents().length > 0) {
            throw BaseServerResponseException.newInstance(
                    UNSUPPORTED, "A search that is posted takes its parameters as " + FORM);
        }
    }

    /** HAPI would answer with the narrative alone, as a page of HTML. */
    private static void asResource(RequestDetails request) {
        String[] summary = request.getParameters().get("_summary");
        if (summary != null && summary.length == 1 && summary[0].equals("text")) {
            request.removeParameter("_summary");
            request.addParameter("_elements", new String[] {"id", "meta", "text"});
        }
    }

    /** HAPI would say that the Bundle itself was changed just now, and can be read at an address. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void answered(RequestDetails request, IBaseResource answer) {
        if (answer instanceof Bundle bundle && BUNDLES.contains(request.getRestOperationType())) {
            bundle.setMeta(null);
            bundle.setIdElement(null);
        }
    }
}
