package io.github.oxytocinmassage.security;

import io.github.oxytocinmassage.security.outgoing.Deadline;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** A call that is all work, from its body to its answer, takes one of the {@link Workplaces}. */
final class WorkFilter extends OncePerRequestFilter {

    private final Workplaces workplaces;

    WorkFilter(Workplaces workplaces) {
        this.workplaces = workplaces;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Workplaces.Place place;
        try {
            place = workplaces.enter(Deadline.after(Workplaces.LONGEST_WAIT));
        } catch (Workplaces.BusyException e) {
            GateFilter.refuse(request, response);
            return;
        }
        try (place) {
            chain.doFilter(request, response);
        }
    }
}
