package io.github.oxytocinmassage.security.outgoing;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One call to another's server. */
public sealed interface OutgoingRequest permits OutgoingGet, OutgoingPost {

    /** Absolute; https, or http on this machine's loopback. */
    URI uri();

    /** Media types, as the header has them. */
    String accept();

    /** As the header has it; null: none. */
    @Nullable
    String authorization();

    /** By which the whole answer has to be there. */
    Deadline deadline();

    /** Of the answer's body, unpacked. */
    int maxBytes();
}
