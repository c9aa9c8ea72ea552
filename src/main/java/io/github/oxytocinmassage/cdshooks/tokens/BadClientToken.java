package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jwt.proc.BadJWTException;

/** A token that opens nothing, and why: in our own words, never the token's. */
final class BadClientToken extends BadJWTException {

    private static final long serialVersionUID = 1L;

    BadClientToken(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
