package io.github.oxytocinmassage.security.outgoing;

import io.github.oxytocinmassage.security.outgoing.OutgoingCallException.Reason;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/**
 * Every call that this service makes to another's server: to allow-listed hosts at judged addresses only, over before its deadline, no
 * longer than it may be. No proxy, no cookies; redirects only within the same server. Safe to share.
 */
public final class OutgoingCalls implements AutoCloseable {

    /** What says that a host does not answer. */
    private static final Set<Reason> OF_THE_HOST = EnumSet.of(Reason.TOO_SLOW, Reason.NOT_REACHABLE);

    private final OutgoingHosts hosts;
    private final HostGuards guards;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor clock;

    OutgoingCalls(OutgoingHosts hosts, HostGuards guards, DnsResolver names, TlsSocketStrategy tls) {
        this.hosts = hosts;
        this.guards = guards;
        this.client = OutgoingClient.of(new JudgedAddresses(hosts, names), tls, hosts.size());
        this.clock = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "outgoing-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        this.clock.setRemoveOnCancelPolicy(true);
    }

    /** To these hosts, by the machine's own name service and trusted certificates. Close it in the end. */
    public static OutgoingCalls to(OutgoingHosts hosts) {
        return to(hosts, new HostGuards());
    }

    static OutgoingCalls to(OutgoingHosts hosts, HostGuards guards) {
        return new OutgoingCalls(
                hosts, guards, SystemDefaultDnsResolver.INSTANCE, DefaultClientTlsStrategy.createSystemDefault());
    }

    public OutgoingHosts hosts() {
        return hosts;
    }

    /**
     * Makes a call and waits for its answer, no longer than its deadline.
     *
     * @throws OutgoingCallException when there is none
     */
    public OutgoingAnswer get(OutgoingGet get) throws OutgoingCallException {
        return awaited(send(get));
    }

    /**
     * Sends a form and waits for its answer, no longer than its deadline.
     *
     * @throws OutgoingCallException when there is none
     */
    public OutgoingAnswer post(OutgoingPost post) throws OutgoingCallException {
        return awaited(send(post));
    }

    private static OutgoingAnswer awaited(CompletableFuture<OutgoingAnswer> answer) throws OutgoingCallException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutgoingCallException failed) {
                throw failed;
            }
            throw new IllegalStateException("a call out failed in a way that was not foreseen", e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw OutgoingCallException.tooSlow();
        }
    }

    /**
     * Makes a call. The future ends by the call's deadline, with an answer or an {@link OutgoingCallException}; cancelling it breaks the
     * call off.
     */
    public CompletableFuture<OutgoingAnswer> send(OutgoingRequest call) {
        AllowedHost host;
        try {
            host = hosts.destination(call.uri());
        } catch (OutgoingCallException e) {
            return CompletableFuture.failedFuture(e);
        }
        CircuitBreaker breaker = guards.breaker(host);
        if (!breaker.tryAcquirePermission()) {
            return CompletableFuture.failedFuture(new OutgoingCallException(
                    Reason.PAUSED, "the server has not answered lately, and is left alone for some seconds"));
        }
        return guarded(new Exchange(client, call), call.deadline(), host, breaker);
    }

    private CompletableFuture<OutgoingAnswer> guarded(
            Exchange exchange, Deadline deadline, AllowedHost host, CircuitBreaker breaker) {
        CompletableFuture<OutgoingAnswer> answer = new CompletableFuture<>();
        AtomicBoolean begun = new AtomicBoolean();
        long start = breaker.getCurrentTimestamp();
        answer.whenComplete((a, failure) -> {
            long took = breaker.getCurrentTimestamp() - start;
            if (!begun.get() || answer.isCancelled()) {
                breaker.releasePermission();
            } else if (failure instanceof OutgoingCallException e && OF_THE_HOST.contains(e.reason())) {
                breaker.onError(took, breaker.getTimestampUnit(), failure);
            } else {
                breaker.onSuccess(took, breaker.getTimestampUnit());
            }
        });
        Future<?> end = clock.schedule(
                () -> answer.completeExceptionally(OutgoingCallException.tooSlow()),
                deadline.remaining().toNanos(),
                TimeUnit.NANOSECONDS);
        answer.whenComplete((a, failure) -> {
            end.cancel(false);
            if (failure != null) {
                exchange.breakOff();
            }
        });
        try {
            guards.bulkhead(host).submit(() -> {
                begun.set(true);
                run(exchange, answer);
            });
        } catch (BulkheadFullException e) {
            answer.completeExceptionally(
                    new OutgoingCallException(Reason.BUSY, "too many calls to the server are under way"));
        }
        return answer;
    }

    private static void run(Exchange exchange, CompletableFuture<OutgoingAnswer> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            answer.complete(exchange.answer());
        } catch (OutgoingCallException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /** Calls that hold a thread. */
    int underWay() {
        return guards.underWay();
    }

    @Override
    public void close() throws Exception {
        clock.shutdownNow();
        client.close();
        guards.close();
    }
}
