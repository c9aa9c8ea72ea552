package io.github.oxytocinmassage.security;

/** A token that opens nothing, and why: in our own words, never the token's. */
final class TokenRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    TokenRefusedException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
