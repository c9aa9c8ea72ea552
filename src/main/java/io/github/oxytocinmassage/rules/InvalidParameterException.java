package io.github.oxytocinmassage.rules;

/** A parameter that a site has set can't be used. The message names it, and says what it takes. */
public final class InvalidParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidParameterException(String message) {
        super(message);
    }
}
