package io.github.oxytocinmassage.security.accounts;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What one gets who has signed in, or could not. The page of refusal reads the attributes {@code refused} and {@code typed}. */
final class SignInAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    static final String NAME = "name";
    static final String PASSWORD = "password";

    private static final String REFUSED = Visitors.SIGN_IN + "/refused";
    private static final int TOO_MANY = 429;

    private final AskedPage asked;
    private final SignInLimits limits;
    private final ApplicationEventPublisher events;

    SignInAnswers(AskedPage asked, SignInLimits limits, ApplicationEventPublisher events) {
        this.asked = asked;
        this.limits = limits;
        this.events = events;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication account) {
        Visitors.seeOther(request, response, asked.take(request, response, account));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException, ServletException {
        if (failed instanceof LockedException) {
            refuseForNow(request, response);
        } else if (failed instanceof OAuth2AuthenticationException) {
            Authentication unnamed = UsernamePasswordAuthenticationToken.unauthenticated("", null);
            ((UsernamePasswordAuthenticationToken) unnamed).setDetails(new WebAuthenticationDetails(request));
            events.publishEvent(new AuthenticationFailureServiceExceptionEvent(unnamed, failed));
            refuse(request, response, HttpServletResponse.SC_UNAUTHORIZED, "provider");
        } else {
            refuse(request, response, HttpServletResponse.SC_UNAUTHORIZED, "wrong");
        }
    }

    private void refuseForNow(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String name = Objects.requireNonNullElse(request.getParameter(NAME), "");
        Duration wait = limits.wait(name, Objects.requireNonNullElse(request.getRemoteAddr(), ""));
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        request.setAttribute("minutes", (seconds + 59) / 60);
        refuse(request, response, TOO_MANY, "locked");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String why)
            throws ServletException, IOException {
        response.setStatus(status);
        if (Callers.wantsPage(request)) {
            request.setAttribute("refused", why);
            request.getRequestDispatcher(REFUSED).forward(request, response);
        }
    }
}
