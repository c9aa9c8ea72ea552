package io.github.oxytocinmassage.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.oxytocinmassage.security.outgoing.Deadline;
import io.github.oxytocinmassage.security.outgoing.OutgoingAnswer;
import io.github.oxytocinmassage.security.outgoing.OutgoingCallException;
import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import io.github.oxytocinmassage.security.outgoing.OutgoingGet;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Public keys that lie elsewhere: kept, read again after a quarter of an hour, and for a token whose key is not among them, at most once a
 * minute. (Nimbus' own limit lets two through.)
 */
public final class KeyRing implements JWKSource<SecurityContext> {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 256 * 1024;

    private final Remembered<JWKSet> keys;

    public KeyRing(Source source, Clock clock) {
        this.keys = new Remembered<>(source::read, clock);
    }

    /** Keys at a URL, which has to be one that may be called. */
    public static KeyRing at(URI where, OutgoingCalls calls, Clock clock) {
        return new KeyRing(
                () -> {
                    try {
                        OutgoingAnswer answer = calls.get(new OutgoingGet(
                                where,
                                "application/jwk-set+json, application/json",
                                null,
                                Deadline.after(PATIENCE),
                                MAX_BYTES));
                        return JWKSet.parse(new String(answer.body(), StandardCharsets.UTF_8));
                    } catch (OutgoingCallException | ParseException e) {
                        throw new IOException("there is no JWK set", e);
                    }
                },
                clock);
    }

    /** Where the keys lie. */
    @FunctionalInterface
    public interface Source {

        /** @throws IOException when they can't be had, or are no JWK set */
        JWKSet read() throws IOException;
    }

    /** @throws RemoteKeySourceException when the keys can't be had */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            List<JWK> found = selector.select(keys.get());
            return found.isEmpty() ? selector.select(keys.again()) : found;
        } catch (IOException e) {
            throw new RemoteKeySourceException("The keys can't be had", e);
        }
    }
}
