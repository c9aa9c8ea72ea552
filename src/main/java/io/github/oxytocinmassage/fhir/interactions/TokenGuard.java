package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.oxytocinmassage.registry.ResourceStore;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.MetadataResource;

/** What the claims of a token allow. Claims come from the filter before the door, which has checked the token; without them only descriptions are read. */
@Interceptor
public final class TokenGuard {

    private static final Pattern ID = Pattern.compile("(?:Patient/)?([A-Za-z0-9.-]{1,64})");
    private static final Set<RestOperationTypeEnum> READS =
            Set.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD, RestOperationTypeEnum.SEARCH_TYPE);

    /** Those which ask for their rights where the work is done. */
    private static final Set<RestOperationTypeEnum> CHECKED_BY_THE_REGISTRY = Set.of(
            RestOperationTypeEnum.READ,
            RestOperationTypeEnum.VREAD,
            RestOperationTypeEnum.SEARCH_TYPE,
            RestOperationTypeEnum.HISTORY_INSTANCE,
            RestOperationTypeEnum.HISTORY_TYPE,
            RestOperationTypeEnum.CREATE,
            RestOperationTypeEnum.UPDATE,
            RestOperationTypeEnum.DELETE);

    private final FhirContext context;
    private final ResourceStore store;
    private final FamilyRecord records;

    TokenGuard(FhirContext context, ResourceStore store, FamilyRecord records) {
        this.context = context;
        this.store = store;
        this.records = records;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void recognise(RequestDetails request) {
        claims(request).ifPresent(claims -> {
            Optional<String> patient = patient(claims);
            Reach.of(
                            Scope.of(claims),
                            patient.isPresent(),
                            () -> Bounds.of(records.family(patient.orElseThrow()), store, context))
                    .remember(request);
        });
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void check(RequestDetails request, RestOperationTypeEnum operation) {
        String type = request.getResourceName();
        if (operation == RestOperationTypeEnum.METADATA || READS.contains(operation) && describes(type)) {
            return;
        }
        Reach reach = Reach.of(request);
        if (CHECKED_BY_THE_REGISTRY.contains(operation) && type != null && RecordTypes.holds(type)
                || operation == RestOperationTypeEnum.TRANSACTION
                || operation == RestOperationTypeEnum.GET_PAGE) {
            return;
        }
        if (type != null && RecordTypes.areKeptBeside(type)) {
            beside(type, operation, reach);
            return;
        }
        String name = request.getOperation();
        if (name == null || !name.startsWith("$")) {
            throw Reach.forbidden("No scope allows this");
        }
        operation(name, request, reach);
    }

    /** Given advice and the audit trail are for those who may read everybody's. */
    private static void beside(String type, RestOperationTypeEnum operation, Reach reach) {
        Right right = operation == RestOperationTypeEnum.SEARCH_TYPE ? Right.SEARCH : Right.READ;
        if (!reach.over(type, right).areNone()) {
            throw Reach.forbidden(type + " takes a user/ or system/ scope; a patient/ scope does not do");
        }
    }

    private void operation(String name, RequestDetails request, Reach reach) {
        boolean ofAPatient = "Patient".equals(request.getResourceName()) && request.getId() != null;
        switch (name) {
            case "$everything", "$recommend" -> {
                if (ofAPatient) {
                    records.checkMayRead(request.getId().getIdPart(), request);
                } else {
                    readsSomething(reach);
                }
            }
            case "$purge" -> {
                for (String type : RecordTypes.names()) {
                    if (!reach.over(type, Right.DELETE).areNone()) {
                        throw Reach.forbidden(
                                "To erase a record takes user/*.d or system/*.d; a patient/ scope does not do");
                    }
                }
            }
            case "$validate", "$extract", "$apply" -> {
                if (request.getId() != null && RecordTypes.holds(String.valueOf(request.getResourceName()))) {
                    reach.over(request.getResourceName(), Right.READ)
                            .check(request.getResourceName(), request.getId().getIdPart());
                }
                readsSomething(reach);
            }
            default -> throw Reach.forbidden("No scope allows this operation");
        }
    }

    private static void readsSomething(Reach reach) {
        if (!reach.readsSomething()) {
            throw Reach.forbidden("The token lacks a scope to read anything, as user/*.rs or patient/*.rs");
        }
    }

    private boolean describes(String type) {
        return type != null
                && MetadataResource.class.isAssignableFrom(
                        context.getResourceDefinition(type).getImplementingClass());
    }

    private static Optional<JWTClaimsSet> claims(RequestDetails request) {
        return request instanceof ServletRequestDetails details
                        && details.getServletRequest().getAttribute(JWTClaimsSet.class.getName())
                                instanceof JWTClaimsSet claims
                ? Optional.of(claims)
                : Optional.empty();
    }

    private static Optional<String> patient(JWTClaimsSet claims) {
        return Optional.ofNullable(claims.getClaim("patient"))
                .filter(String.class::isInstance)
                .map(p -> ID.matcher((String) p))
                .filter(m -> m.matches())
                .map(m -> m.group(1));
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void say(IBaseConformance conformance) {
        ((CapabilityStatement) conformance)
                .getRestFirstRep()
                .getSecurity()
                .addService()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/restful-security-service")
                .setCode("SMART-on-FHIR");
    }
}
