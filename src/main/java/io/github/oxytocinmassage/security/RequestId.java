package io.github.oxytocinmassage.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The id of a call, in its answer and in every line of the log that it causes: the caller's own ({@code X-Request-Id}) where it can be
 * nothing else, else a new one. A call's line says at which door it was and what came of it, nothing of the URL: that may name a patient.
 */
final class RequestId extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";

    private static final Logger LOG = LoggerFactory.getLogger(RequestId.class);
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> DOORS = Set.of("fhir", "cds-services");

    private final LongSupplier nanos;

    /** @param nanos of a clock that only goes forward */
    RequestId(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(HEADER);
        String id = given != null && GOOD.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        long from = nanos.getAsLong();
        Arrival.note(request, from);
        MDC.put("requestId", id);
        response.setHeader(HEADER, id);
        try {
            chain.doFilter(new Named(request, id), response);
        } finally {
            told(request, response, TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - from));
            MDC.remove("requestId");
        }
    }

    private static void told(HttpServletRequest request, HttpServletResponse response, long millis) {
        String[] path = request.getRequestURI()
                .substring(request.getContextPath().length())
                .split("/", 3);
        if (path.length > 1 && DOORS.contains(path[1])) {
            LOG.info("{} at {}: {} in {} ms", method(request), path[1], response.getStatus(), millis);
        }
    }

    private static String method(HttpServletRequest request) {
        return Pattern.matches("[A-Z]{1,10}", request.getMethod()) ? request.getMethod() : "?";
    }

    /** So that whoever looks for an id finds this one. */
    private static final class Named extends HttpServletRequestWrapper {

        private final String id;

        Named(HttpServletRequest request, String id) {
            super(request);
            this.id = id;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return HEADER.equalsIgnoreCase(name) ? id : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return HEADER.equalsIgnoreCase(name) ? Collections.enumeration(List.of(id)) : super.getHeaders(name);
        }
    }
}
