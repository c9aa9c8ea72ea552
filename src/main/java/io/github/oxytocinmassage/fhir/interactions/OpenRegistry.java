package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;

/** In the place of {@link TokenGuard} where the site has opened its registry to whoever can reach it. */
@Interceptor
public final class OpenRegistry {

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void recognise(RequestDetails request) {
        Reach.everywhere().remember(request);
    }
}
