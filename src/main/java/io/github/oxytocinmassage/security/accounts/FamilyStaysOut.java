package io.github.oxytocinmassage.security.accounts;

import io.github.oxytocinmassage.security.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** The doors for programs know no sessions, and one opens nothing there; that of a family is turned away also where they stand open. */
final class FamilyStaysOut extends OncePerRequestFilter {

    private static final Refusal FAMILY =
            new Refusal(403, "forbidden", "A family's account has its own page, and nothing here.");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isFamily(request.getSession(false))) {
            FAMILY.write(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isFamily(@Nullable HttpSession session) {
        if (session == null
                || !(session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                        instanceof SecurityContext context)) {
            return false;
        }
        Authentication caller = context.getAuthentication();
        return caller != null && Callers.is(caller, Role.FAMILY);
    }
}
