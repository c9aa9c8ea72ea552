package io.github.oxytocinmassage.fhir;

import java.nio.charset.StandardCharsets;

/** A body as text: UTF-8, with or without a byte order mark, and nothing else. */
public final class Utf8 {

    private static final int BOM_LENGTH = 3;

    private Utf8() {}

    /** @throws BadRecordException when a body is anything else: 415 where another encoding shows, else 400 */
    public static void demand(byte[] body) {
        start(body);
        check(body);
    }

    /** Where the text starts, behind a byte order mark. */
    static int start(byte[] body) {
        if (startsWith(body, 0xFE, 0xFF) || startsWith(body, 0xFF, 0xFE)) {
            throw BadRecordException.notUtf8(
                    "The body has to be UTF-8; its byte order mark is that of UTF-16 or UTF-32");
        }
        int start = startsWith(body, 0xEF, 0xBB, 0xBF) ? BOM_LENGTH : 0;
        for (int i = start; i < Math.min(body.length, start + 4); i++) {
            if (body[i] == 0) {
                throw BadRecordException.notUtf8("The body has to be UTF-8; it looks like UTF-16 or UTF-32");
            }
        }
        return start;
    }

    /** Refuses what is not UTF-8: stray, missing and overlong bytes, surrogates, what lies beyond Unicode. */
    static void check(byte[] body) {
        int i = 0;
        while (i < body.length) {
            if (body[i] >= 0) {
                i++;
                continue;
            }
            int length = sequence(body, i);
            if (length == 0) {
                throw BadRecordException.malformed("The body is not valid UTF-8", null, line(body, i), column(body, i));
            }
            i += length;
        }
    }

    static String text(byte[] body, int start) {
        return new String(body, start, body.length - start, StandardCharsets.UTF_8);
    }

    /** Length of the sequence of two to four bytes; 0 when it is none. */
    private static int sequence(byte[] body, int i) {
        int lead = body[i] & 0xFF;
        int length = lead >= 0xC2 && lead <= 0xDF
                ? 2
                : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
        if (length == 0 || i + length > body.length) {
            return 0;
        }
        for (int k = 1; k < length; k++) {
            if ((body[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = body[i + 1] & 0xFF;
        boolean overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
        boolean surrogate = lead == 0xED && second >= 0xA0;
        boolean beyond = lead == 0xF4 && second >= 0x90;
        return overlong || surrogate || beyond ? 0 : length;
    }

    private static boolean startsWith(byte[] body, int... bytes) {
        if (body.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((body[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static int line(byte[] body, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (body[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static int column(byte[] body, int offset) {
        int column = 1;
        for (int i = offset - 1; i >= 0 && body[i] != '\n'; i--) {
            column++;
        }
        return column;
    }
}
