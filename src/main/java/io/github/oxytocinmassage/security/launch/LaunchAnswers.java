package io.github.oxytocinmassage.security.launch;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Where one goes who has come by a launch: to the page that finds the mother, with whose chart was open in the session's attribute {@code
 * launched}; or to the page that says why nothing came of it. Who signs in otherwise is for others to answer.
 */
final class LaunchAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LaunchAnswers.class);
    private static final String BACK = "/login/oauth2/code/";

    private final Ehrs ehrs;
    private final ApplicationEventPublisher events;
    private final AuthenticationSuccessHandler otherIn;
    private final AuthenticationFailureHandler otherRefused;

    LaunchAnswers(
            Ehrs ehrs,
            ApplicationEventPublisher events,
            AuthenticationSuccessHandler otherIn,
            AuthenticationFailureHandler otherRefused) {
        this.ehrs = ehrs;
        this.events = events;
        this.otherIn = otherIn;
        this.otherRefused = otherRefused;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication account)
            throws IOException, ServletException {
        if (account.getPrincipal() instanceof LaunchedUser user) {
            request.getSession().setAttribute("launched", user.take());
            seeOther(request, response, "/ward/launched");
        } else {
            otherIn.onAuthenticationSuccess(request, response, account);
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException, ServletException {
        Optional<Ehr> ehr = ehr(request);
        if (ehr.isEmpty()) {
            otherRefused.onAuthenticationFailure(request, response, failed);
            return;
        }
        LaunchFault fault = fault(failed);
        LOG.warn("A launch of EHR {} came to nothing: {}", ehr.get().name(), fault.key());
        if (fault != LaunchFault.OVER) {
            // Another was to come in: who was in before is not to be taken for them.
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            UsernamePasswordAuthenticationToken unnamed = UsernamePasswordAuthenticationToken.unauthenticated("", null);
            unnamed.setDetails(new WebAuthenticationDetails(request));
            events.publishEvent(new AuthenticationFailureServiceExceptionEvent(unnamed, failed));
        }
        seeOther(request, response, LaunchRequests.PATH + "?" + LaunchRequests.REFUSED + "=" + fault.key());
    }

    private Optional<Ehr> ehr(HttpServletRequest request) {
        String back = request.getContextPath() + BACK;
        String path = request.getRequestURI();
        return path.startsWith(back) ? ehrs.ofRegistration(path.substring(back.length())) : Optional.empty();
    }

    private static LaunchFault fault(AuthenticationException failed) {
        String code = failed instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : "";
        return switch (code) {
            case "authorization_request_not_found", "invalid_request" -> LaunchFault.OVER;
            case "client_registration_not_found" -> LaunchFault.AWAY;
            case "access_denied" -> LaunchFault.DENIED;
            default -> LaunchFault.ofCode(code).orElse(LaunchFault.UNCONFIRMED);
        };
    }

    private static void seeOther(HttpServletRequest request, HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + path);
    }
}
