package io.github.oxytocinmassage.fhir;

import org.jspecify.annotations.Nullable;

/** What a number may look like, judged from its text before anybody reckons with it: a huge one can hold a thread for minutes. */
final class NumberLimits {

    private static final int MAX_DIGITS = 18;
    private static final int MAX_EXPONENT = 6;

    private NumberLimits() {}

    /** What is wrong with a JSON number; null when nothing is. */
    static @Nullable String fault(char[] text, int offset, int length) {
        int digits = 0;
        int exponent = 0;
        boolean behindE = false;
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            if (c == 'e' || c == 'E') {
                behindE = true;
            } else if (c >= '0' && c <= '9') {
                if (behindE) {
                    exponent = Math.min(exponent * 10 + c - '0', MAX_EXPONENT + 1);
                } else {
                    digits++;
                }
            }
        }
        if (digits > MAX_DIGITS) {
            return "a number of more than " + MAX_DIGITS + " digits";
        }
        return exponent > MAX_EXPONENT ? "a number with an exponent beyond " + MAX_EXPONENT : null;
    }

    /** Whether XML's text is a number as JSON writes one. */
    static boolean isNumber(String text) {
        int i = text.startsWith("-") ? 1 : 0;
        int whole = digits(text, i);
        if (whole == 0 || (whole > 1 && text.charAt(i) == '0')) {
            return false;
        }
        i += whole;
        if (i < text.length() && text.charAt(i) == '.') {
            int fraction = digits(text, i + 1);
            if (fraction == 0) {
                return false;
            }
            i += 1 + fraction;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i++;
            if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
                i++;
            }
            int exponent = digits(text, i);
            if (exponent == 0) {
                return false;
            }
            i += exponent;
        }
        return i == text.length();
    }

    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - start;
    }
}
