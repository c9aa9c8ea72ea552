package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import io.github.oxytocinmassage.fhir.BadRecordException;
import io.github.oxytocinmassage.fhir.Outcomes;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error of the endpoint as an OperationOutcome that says what to mend; nothing of a record in it or in the log. */
@Interceptor
public final class RegistryErrors {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryErrors.class);

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException told(@Nullable RequestDetails request, Throwable thrown) {
        StoreUnavailableException away = cause(thrown, StoreUnavailableException.class);
        if (away != null) {
            BaseServerResponseException told = with(
                    new UnclassifiedServerFailureException(
                            503, "The registry's database does not answer; nothing was stored"),
                    IssueType.TRANSIENT);
            told.addResponseHeader("Retry-After", "5");
            return told;
        }
        BadRecordException bad = cause(thrown, BadRecordException.class);
        if (bad != null) {
            BaseServerResponseException told =
                    BaseServerResponseException.newInstance(bad.status(), String.valueOf(bad.getMessage()));
            told.setOperationOutcome(Outcomes.of(bad));
            return told;
        }
        if (request != null && request.getRequestType() == RequestTypeEnum.PATCH) {
            return with(
                    new MethodNotAllowedException(
                            "PATCH is not known here; PUT the whole resource, with If-Match so that nobody's change is lost"),
                    IssueType.NOTSUPPORTED);
        }
        if (thrown instanceof BaseServerResponseException known && known.getStatusCode() < 500) {
            return known.getOperationOutcome() == null ? with(known, issueType(known.getStatusCode())) : known;
        }
        LOG.error("A call of /fhir failed: {} at {}", root(thrown).getClass().getName(), where(root(thrown)));
        return with(new InternalErrorException("The service could not answer"), IssueType.EXCEPTION);
    }

    private static BaseServerResponseException with(BaseServerResponseException e, IssueType type) {
        e.setOperationOutcome(Outcomes.of(type, String.valueOf(e.getMessage())));
        return e;
    }

    static IssueType issueType(int status) {
        return switch (status) {
            case 401 -> IssueType.LOGIN;
            case 403 -> IssueType.FORBIDDEN;
            case 404 -> IssueType.NOTFOUND;
            case 405, 406, 415 -> IssueType.NOTSUPPORTED;
            case 409, 412 -> IssueType.CONFLICT;
            case 410 -> IssueType.DELETED;
            case 413 -> IssueType.TOOCOSTLY;
            default -> IssueType.INVALID;
        };
    }

    private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String where(Throwable thrown) {
        return thrown.getStackTrace().length == 0 ? "an unknown place" : thrown.getStackTrace()[0].toString();
    }

    static OperationOutcome warning(String what) {
        OperationOutcome outcome = Outcomes.of(IssueType.NOTSUPPORTED, what);
        outcome.getIssueFirstRep().setSeverity(OperationOutcome.IssueSeverity.WARNING);
        return outcome;
    }
}
