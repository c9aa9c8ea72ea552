package io.github.oxytocinmassage.security;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What the container refuses before anyone else sees it (a URL that is none, a head too long): an OperationOutcome, no page of HTML. */
public final class ContainerErrors extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setHeader("X-Content-Type-Options", "nosniff");
            new Refusal(status, "invalid", "The request can't be read as HTTP, or its URL is none that is served here.")
                    .write(request, response);
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("The caller went away before it was told", e);
        }
    }
}
