package io.github.oxytocinmassage.registry;

import org.jspecify.annotations.Nullable;

/** The database does not answer. Nothing was acknowledged; the same call may be made again. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
