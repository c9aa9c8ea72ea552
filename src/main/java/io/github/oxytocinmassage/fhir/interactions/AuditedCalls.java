package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.github.oxytocinmassage.fhir.Audit;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.StoredVersion;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry for every read and write of the registry, on the disk before the call is answered, and for every one that is refused. Advice
 * writes its own, with release and disposition.
 */
@Interceptor
public final class AuditedCalls {

    private final Audit audit;
    private final ResourceStore store;
    private final StoredResources resources;

    AuditedCalls(Audit audit, ResourceStore store, StoredResources resources) {
        this.audit = audit;
        this.store = store;
        this.resources = resources;
    }

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void answered(ServletRequestDetails request, @Nullable IBaseResource answer) {
        if (isAudited(request)) {
            write(request, 200, answer);
        }
    }

    @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
    public void refused(ServletRequestDetails request, BaseServerResponseException e) {
        if (request.getRestOperationType() != null && isAudited(request)) {
            write(request, e.getStatusCode(), null);
        }
    }

    /** What only describes the service is nobody's record, and an operation over what it is sent reads none of the registry's. */
    private static boolean isAudited(ServletRequestDetails request) {
        String type = request.getResourceName();
        RestOperationTypeEnum operation = request.getRestOperationType();
        if (operation == RestOperationTypeEnum.METADATA
                || operation.name().startsWith("EXTENDED_OPERATION") && request.getId() == null) {
            return false;
        }
        return type == null || RecordTypes.holds(type) || RecordTypes.areKeptBeside(type);
    }

    private void write(ServletRequestDetails request, int status, @Nullable IBaseResource answer) {
        Set<String> patients = new TreeSet<>();
        if (status == 200) {
            collect(patients, request.getResource());
            collect(patients, answer);
            if (request.getRestOperationType() == RestOperationTypeEnum.DELETE) {
                deleted(request).ifPresent(r -> collect(patients, r));
            }
        } else if ("Patient".equals(request.getResourceName()) && request.getId() != null) {
            patients.add("Patient/" + request.getId().getIdPart());
        }
        audit.called(
                request.getServletRequest(),
                action(request),
                interaction(request),
                status,
                what(request, answer),
                patients);
    }

    private static String action(ServletRequestDetails request) {
        return switch (request.getRestOperationType()) {
            case CREATE -> "C";
            case UPDATE -> "U";
            case DELETE -> "D";
            case READ, VREAD, SEARCH_TYPE, SEARCH_SYSTEM, HISTORY_INSTANCE, HISTORY_TYPE, GET_PAGE -> "R";
            default -> "E";
        };
    }

    private static String interaction(ServletRequestDetails request) {
        String operation = request.getOperation();
        return operation != null && operation.startsWith("$")
                ? operation
                : request.getRestOperationType().getCode();
    }

    private static String what(ServletRequestDetails request, @Nullable IBaseResource answer) {
        if (request.getId() != null) {
            return request.getId().toUnqualified().getValue();
        }
        if (answer != null
                && !(answer instanceof Bundle)
                && answer.getIdElement().hasIdPart()) {
            return answer.getIdElement().toUnqualified().getValue();
        }
        return request.getResourceName() == null ? "" : request.getResourceName();
    }

    private Optional<Resource> deleted(ServletRequestDetails request) {
        String type = request.getResourceName();
        String id = request.getId().getIdPart();
        return store.newest(type, id)
                .map(StoredVersion::version)
                .flatMap(newest -> store.version(type, id, newest - 1))
                .filter(v -> !v.deleted())
                .map(resources::resource);
    }

    private static void collect(Set<String> patients, @Nullable IBaseResource resource) {
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(e -> collect(patients, e.getResource()));
        } else if (resource instanceof Patient patient) {
            if (patient.getIdElement().hasIdPart()) {
                patients.add("Patient/" + patient.getIdElement().getIdPart());
            }
        } else if (resource instanceof Resource other && RecordTypes.holds(other.fhirType())) {
            String person = Ownership.person(other, null);
            if (person.startsWith("Patient/")) {
                patients.add(person);
            }
        }
    }
}
