package io.github.oxytocinmassage.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Objects;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * So many calls a second for each client, and twice as many in a burst: one that runs wild does not take the others' places. A client is
 * whom the token names; without one, the address it calls from.
 */
final class RateFilter extends OncePerRequestFilter {

    private static final long MOST_CLIENTS = 10_000;

    private final LoadingCache<String, Bucket> buckets;

    /** @param perSecond positive for a filter that is put to use */
    RateFilter(int perSecond) {
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(client -> Bucket.builder()
                        .addLimit(
                                limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ConsumptionProbe call =
                Objects.requireNonNull(buckets.get(client(request))).tryConsumeAndReturnRemaining(1);
        if (call.isConsumed()) {
            chain.doFilter(request, response);
            return;
        }
        long seconds = Math.max(
                1,
                Duration.ofNanos(call.getNanosToWaitForRefill()).plusMillis(999).toSeconds());
        response.setHeader("Retry-After", String.valueOf(seconds));
        new Refusal(429, "throttled", "This client calls more often than it may (doors.calls-per-second).")
                .write(request, response);
    }

    private static String client(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "at " + request.getRemoteAddr() : "named " + principal.getName();
    }
}
