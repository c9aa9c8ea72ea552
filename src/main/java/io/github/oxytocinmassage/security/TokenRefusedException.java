package io.github.oxytocinmassage.security;

import com.nimbusds.jwt.proc.BadJWTException;

/** A token that opens nothing, and why: in our own words, never the token's. */
final class TokenRefusedException extends BadJWTException {

    private static final long serialVersionUID = 1L;

    TokenRefusedException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
