package io.github.oxytocinmassage.registry.move;

import org.jspecify.annotations.Nullable;

/** Why nothing was moved, in words for whoever started the move; never what a row holds. */
final class MoveRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    MoveRefusedException(String message) {
        this(message, null);
    }

    MoveRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
