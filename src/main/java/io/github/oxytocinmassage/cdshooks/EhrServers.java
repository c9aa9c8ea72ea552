package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.StrictScan;
import io.github.oxytocinmassage.security.outgoing.Deadline;
import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import org.jspecify.annotations.Nullable;

/** The EHRs' servers that calls name. */
final class EhrServers {

    private final OutgoingCalls calls;
    private final StrictScan scan;
    private final CallLimits limits;

    EhrServers(OutgoingCalls calls, StrictScan scan, CallLimits limits) {
        this.calls = calls;
        this.scan = scan;
        this.limits = limits;
    }

    /**
     * The server of a call that begins now; null when it names none.
     *
     * @param call until when it has to be worked out
     * @param beforeFetch run before it is asked, each time
     */
    @Nullable
    EhrServer of(HookRequest request, Deadline call, Runnable beforeFetch) {
        return request.fhirServer() == null
                ? null
                : new EhrServer(
                        get -> {
                            beforeFetch.run();
                            return calls.send(get);
                        },
                        scan,
                        request.fhirServer(),
                        request.token(),
                        call.orAfter(limits.fetchTimeout()),
                        (int) Math.min(limits.maxFetched().toBytes(), Integer.MAX_VALUE / 2));
    }
}
