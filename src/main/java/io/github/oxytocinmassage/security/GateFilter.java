package io.github.oxytocinmassage.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The gate of the doors: never more calls at once than can be answered in time. Who may call was asked before; what only describes the
 * service (discovery, the CapabilityStatement) needs no place.
 */
final class GateFilter extends OncePerRequestFilter {

    private static final Set<String> DESCRIBES = Set.of("GET", "HEAD", "OPTIONS");

    private final Semaphore places;

    GateFilter(DoorProperties properties) {
        this.places = new Semaphore(properties.maxConcurrent());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (DESCRIBES.contains(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        if (!places.tryAcquire()) {
            refuse(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        Refusal.BUSY.write(request, response);
    }
}
