package io.github.oxytocinmassage.security.outgoing;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One GET to another's server.
 *
 * @param uri absolute; https, or http on this machine's loopback
 * @param accept media types, as the header has them
 * @param token goes to this URI's host, scheme and port only; null: none
 * @param deadline by which the whole answer has to be there
 * @param maxBytes of the answer's body, unpacked
 */
public record OutgoingGet(URI uri, String accept, @Nullable BearerToken token, Deadline deadline, int maxBytes)
        implements OutgoingRequest {

    @Override
    public @Nullable String authorization() {
        return token == null ? null : token.header();
    }
}
