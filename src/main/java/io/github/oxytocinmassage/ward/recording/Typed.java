package io.github.oxytocinmassage.ward.recording;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was typed into a form, kept as it was typed, and what is to be said at its fields: a refusal of what can't be, a question back where
 * something is unusual. The question is settled by a tick that belongs to the value asked about: another value is asked about anew.
 */
public final class Typed {

    /** As the sender of what waits without signal knows it ({@code offline.js}). */
    static final String KEY = "entry";

    private static final String SURE = "sure.";
    private static final int LONGEST = 4000;
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:[.,]\\d{1,4})?");

    private final Spoken spoken;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private final Map<String, String> questions = new LinkedHashMap<>();
    private String failure = "";

    private Typed(Spoken spoken) {
        this.spoken = spoken;
    }

    static Typed nothing(Spoken spoken) {
        return new Typed(spoken);
    }

    static Typed of(HttpServletRequest request, Spoken spoken) {
        Typed typed = new Typed(spoken);
        request.getParameterMap().forEach((name, all) -> {
            String value = all.length == 0 ? "" : all[0].strip();
            typed.values.put(name, value.substring(0, Math.min(value.length(), LONGEST)));
        });
        return typed;
    }

    Spoken spoken() {
        return spoken;
    }

    Typed put(String field, String value) {
        values.put(field, value);
        return this;
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** What can't be taken; empty when there is nothing to refuse. */
    public String refusal(String field) {
        return refusals.getOrDefault(field, "");
    }

    /** What is asked back; empty when nothing is. */
    public String question(String field) {
        return questions.getOrDefault(field, "");
    }

    /** Why the whole was not stored; empty when that is not known to have failed. */
    public String failure() {
        return failure;
    }

    /** The fields with something to mend or to settle, and the problem of each. */
    public Map<String, String> open() {
        Map<String, String> open = new LinkedHashMap<>(refusals);
        questions.forEach(open::putIfAbsent);
        return open;
    }

    /** The same for the summary above the form, where a line has to say which field it speaks of. */
    public Map<String, String> summary() {
        Map<String, String> summary = open();
        summary.replaceAll((field, problem) -> FieldNames.line(field, problem, spoken));
        return summary;
    }

    /** Something is to be mended or settled here. */
    public boolean isOpen(String field) {
        return refusals.containsKey(field) || questions.containsKey(field);
    }

    /** It was asked about, and ticked: the tick goes along. */
    public boolean isSettled(String field) {
        return isGiven(field) && value(SURE + field).equals(value(field)) && !questions.containsKey(field);
    }

    boolean isFine() {
        return refusals.isEmpty() && questions.isEmpty() && failure.isEmpty();
    }

    boolean isGiven(String field) {
        return !value(field).isEmpty();
    }

    void refuse(String field, String key, Object... parts) {
        refusals.putIfAbsent(field, spoken.say(key, parts));
    }

    /** Asks back, unless the tick for just this value is set. */
    void ask(String field, String question) {
        if (!value(SURE + field).equals(value(field)) || !isGiven(field)) {
            questions.putIfAbsent(field, question);
        }
    }

    void fail(String key, Object... parts) {
        failure = spoken.say(key, parts);
    }

    /** Null when not given, or refused. */
    @Nullable
    Integer whole(String field, int least, int most) {
        if (!isGiven(field)) {
            return null;
        }
        if (!WHOLE.matcher(value(field)).matches()) {
            refuse(field, "refuse.whole");
            return null;
        }
        int number = Integer.parseInt(value(field));
        if (number < least || number > most) {
            refuse(field, "refuse.between", String.valueOf(least), String.valueOf(most));
            return null;
        }
        return number;
    }

    /** With a comma or a point. Null when not given, or refused. */
    @Nullable
    BigDecimal decimal(String field) {
        if (!isGiven(field)) {
            return null;
        }
        if (!DECIMAL.matcher(value(field)).matches()) {
            refuse(field, "refuse.number");
            return null;
        }
        return new BigDecimal(value(field).replace(',', '.'));
    }

    /** Null when not answered, or refused. */
    @Nullable
    Boolean yesNo(String field) {
        return switch (value(field)) {
            case "yes" -> Boolean.TRUE;
            case "no" -> Boolean.FALSE;
            case "" -> null;
            default -> {
                refuse(field, "refuse.choice");
                yield null;
            }
        };
    }

    /** A time of the site. Null when not given, in the future, or no time at all: each is refused. */
    @Nullable
    Instant time(String field, Instant now) {
        if (!isGiven(field)) {
            refuse(field, "refuse.time.missing");
            return null;
        }
        try {
            Instant at = LocalDateTime.parse(value(field)).atZone(spoken.zone()).toInstant();
            if (at.isAfter(now)) {
                refuse(field, "refuse.future");
                return null;
            }
            return at;
        } catch (DateTimeException e) {
            refuse(field, "refuse.time");
            return null;
        }
    }

    /** A day of the site. Null when not given, in the future, or no day at all: the last two are refused. */
    @Nullable
    LocalDate day(String field, Instant now) {
        if (!isGiven(field)) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(value(field));
            if (day.isAfter(now.atZone(spoken.zone()).toLocalDate())) {
                refuse(field, "refuse.future");
                return null;
            }
            return day;
        } catch (DateTimeException e) {
            refuse(field, "refuse.day");
            return null;
        }
    }

    /** One of a few words, as its constant. Null when not given, or refused. */
    <E extends Enum<E>> @Nullable E choice(String field, Class<E> choices) {
        if (!isGiven(field)) {
            return null;
        }
        for (E choice : Objects.requireNonNull(choices.getEnumConstants())) {
            if (choice.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value(field))) {
                return choice;
            }
        }
        refuse(field, "refuse.choice");
        return null;
    }
}
