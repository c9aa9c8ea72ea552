package io.github.oxytocinmassage.fhir;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR date, dateTime or instant, taken apart as it was written.
 *
 * @param first day it may mean
 * @param last day it may mean: of the month or the year when no day is said
 * @param time null when it is not said
 * @param offset null when it is not said
 */
record FhirTime(
        LocalDate first,
        LocalDate last,
        @Nullable LocalTime time,
        @Nullable ZoneOffset offset) {

    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;
    private static final int SECOND = 19;
    private static final int NANO_DIGITS = 9;

    /** Null when it is none: also a 30 February, an hour 24, a second 60. */
    static @Nullable FhirTime parse(String text) {
        int length = text.length();
        int year = number(text, 0, YEAR);
        if (year < 1) {
            return null;
        }
        if (length == YEAR) {
            return new FhirTime(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), null, null);
        }
        int month = text.charAt(YEAR) == '-' ? number(text, YEAR + 1, MONTH) : 0;
        if (month < 1 || month > 12) {
            return null;
        }
        YearMonth ofYear = YearMonth.of(year, month);
        if (length == MONTH) {
            return new FhirTime(ofYear.atDay(1), ofYear.atEndOfMonth(), null, null);
        }
        int day = text.charAt(MONTH) == '-' ? number(text, MONTH + 1, DAY) : 0;
        if (day < 1 || day > ofYear.lengthOfMonth()) {
            return null;
        }
        LocalDate date = ofYear.atDay(day);
        if (length == DAY) {
            return new FhirTime(date, date, null, null);
        }
        return text.charAt(DAY) == 'T' ? timed(text, date) : null;
    }

    /** A time of day as FHIR's {@code time} is written. */
    static boolean isTime(String text) {
        int end = endOfTime(text, 0);
        return end == text.length() && time(text, 0, end) != null;
    }

    boolean isDay() {
        return time == null && first.equals(last);
    }

    private static @Nullable FhirTime timed(String text, LocalDate date) {
        int end = endOfTime(text, DAY + 1);
        LocalTime time = end < 0 ? null : time(text, DAY + 1, end);
        if (time == null) {
            return null;
        }
        if (end == text.length()) {
            return new FhirTime(date, date, time, null);
        }
        ZoneOffset offset = offset(text, end);
        return offset == null ? null : new FhirTime(date, date, time, offset);
    }

    /** Behind hh:mm:ss and its fraction; -1 when it is too short. */
    private static int endOfTime(String text, int start) {
        int end = start + SECOND - DAY - 1;
        if (text.length() < end) {
            return -1;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            end++;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static @Nullable LocalTime time(String text, int start, int end) {
        int hour = number(text, start, start + 2);
        int minute = text.charAt(start + 2) == ':' ? number(text, start + 3, start + 5) : -1;
        int second = text.charAt(start + 5) == ':' ? number(text, start + 6, start + 8) : -1;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return null;
        }
        int fraction = start + 9;
        if (end == fraction) {
            return null;
        }
        int nano = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            nano = nano * 10 + (fraction + i < end ? text.charAt(fraction + i) - '0' : 0);
        }
        return LocalTime.of(hour, minute, second, nano);
    }

    private static @Nullable ZoneOffset offset(String text, int start) {
        char sign = text.charAt(start);
        if (sign == 'Z') {
            return text.length() == start + 1 ? ZoneOffset.UTC : null;
        }
        if ((sign != '+' && sign != '-') || text.length() != start + 6 || text.charAt(start + 3) != ':') {
            return null;
        }
        int hours = number(text, start + 1, start + 3);
        int minutes = number(text, start + 4, start + 6);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 14 * 60) {
            return null;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(sign == '-' ? -seconds : seconds);
    }

    /** -1 when there is anything but digits. */
    private static int number(String text, int start, int end) {
        if (text.length() < end) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
