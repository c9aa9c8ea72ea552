package io.github.oxytocinmassage.security.outgoing;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One form sent to another's server. It goes there and nowhere else: no redirect is followed.
 *
 * @param uri absolute; https, or http on this machine's loopback
 * @param accept media types, as the header has them
 * @param form {@code application/x-www-form-urlencoded}
 * @param authorization as the header has it; null: none
 * @param deadline by which the whole answer has to be there
 * @param maxBytes of the answer's body, unpacked
 */
public record OutgoingPost(
        URI uri, String accept, String form, @Nullable String authorization, Deadline deadline, int maxBytes)
        implements OutgoingRequest {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "OutgoingPost[***]";
    }
}
