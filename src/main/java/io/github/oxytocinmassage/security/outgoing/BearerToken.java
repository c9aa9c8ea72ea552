package io.github.oxytocinmassage.security.outgoing;

import java.util.regex.Pattern;

/** A token that opens another's door. It has no readable form but the header that it goes out in. */
public final class BearerToken {

    /** {@code b64token} of RFC 6750, section 2.1: nothing in it can end a header. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final String token;

    private BearerToken(String token) {
        this.token = token;
    }

    /** @throws IllegalArgumentException when it can't be sent as a bearer token; does not say what it was */
    public static BearerToken of(String token) {
        if (!isOne(token)) {
            throw new IllegalArgumentException("not a bearer token (RFC 6750, section 2.1)");
        }
        return new BearerToken(token);
    }

    public static boolean isOne(String token) {
        return FORM.matcher(token).matches();
    }

    String header() {
        return "Bearer " + token;
    }

    @Override
    public String toString() {
        return "Bearer ***";
    }
}
