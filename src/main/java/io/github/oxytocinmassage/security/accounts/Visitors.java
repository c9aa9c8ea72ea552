package io.github.oxytocinmassage.security.accounts;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Those who may not see what they ask for: without an account, with a session that has ended, or with an account that is not for it. */
final class Visitors implements AuthenticationEntryPoint, AccessDeniedHandler {

    static final String SIGN_IN = "/sign-in";
    static final String EXPIRED = SIGN_IN + "?expired";

    private static final String DENIED = SIGN_IN + "/denied";

    private final AskedPage asked;

    Visitors(AskedPage asked) {
        this.asked = asked;
    }

    /** To the page to sign in; a script gets 401. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException missing) {
        boolean hadSession = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        toSignIn(request, response, hadSession);
    }

    void toSignIn(HttpServletRequest request, HttpServletResponse response, boolean hadSession) {
        if (!Callers.wantsPage(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        asked.remember(request, response);
        seeOther(request, response, hadSession ? EXPIRED : SIGN_IN);
    }

    /** A form whose session has ended fails for want of its token: its writer has to sign in, and is told so. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        boolean isSignedIn =
                Callers.isSignedIn(SecurityContextHolder.getContext().getAuthentication());
        if (denied instanceof CsrfException && !isSignedIn) {
            toSignIn(request, response, true);
            return;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        request.setAttribute("stale", denied instanceof CsrfException);
        request.getRequestDispatcher(DENIED).forward(request, response);
    }

    /** The place without the host: the one that a request names is its sender's word. */
    static void seeOther(HttpServletRequest request, HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + path);
    }
}
