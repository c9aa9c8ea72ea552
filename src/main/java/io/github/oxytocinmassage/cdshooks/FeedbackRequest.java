package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.registry.CardFeedback;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Feedback on cards (CDS Hooks, "Feedback"), held to its form. */
final class FeedbackRequest {

    private static final int CODE = 256;
    private static final int SYSTEM = 512;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    private static final int MOST = 1000;
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*");

    private FeedbackRequest() {}

    /** @throws HookRefusedException 400 naming every member that is missing or wrong in any entry */
    static List<CardFeedback> read(JsonNode body) {
        Members members = Members.ofBody(body);
        List<Members> entries = members.objects("feedback");
        if (entries.size() > MOST) {
            members.note("too-long", "feedback", "has to be of " + MOST + " entries at most; send the rest by itself.");
            members.refuseIfNoted();
        }
        List<CardFeedback> feedback =
                entries.stream().map(FeedbackRequest::entry).toList();
        members.refuseIfNoted();
        return feedback;
    }

    private static CardFeedback entry(Members entry) {
        String card = id(entry.text("card"));
        String outcome = entry.text("outcome");
        List<String> suggestions = List.of();
        Reason reason = Reason.NONE;
        switch (outcome) {
            case "accepted" ->
                suggestions = entry.objects("acceptedSuggestions").stream()
                        .map(s -> id(s.text("id")))
                        .toList();
            case "overridden", "" -> reason = reason(entry);
            default -> entry.note("value", "outcome", "has to be accepted or overridden.");
        }
        Instant at = instant(entry, entry.text("outcomeTimestamp"));
        return new CardFeedback(card, outcome, suggestions, at, reason.code(), reason.system(), reason.comment());
    }

    /** Ids are UUIDs, which may be written in either case. */
    private static String id(String given) {
        return storable(given).strip().toLowerCase(Locale.ROOT);
    }

    private record Reason(String code, String system, String comment) {
        static final Reason NONE = new Reason("", "", "");
    }

    /** A reason may be left out; where there is one, it says something. */
    private static Reason reason(Members entry) {
        Members override = entry.optionalObject("overrideReason");
        if (override == null) {
            return Reason.NONE;
        }
        Members reason = override.optionalObject("reason");
        String code = "";
        String system = "";
        if (reason != null) {
            code = limited(reason, "code", reason.text("code"), CODE);
            system = limited(reason, "system", orEmpty(reason.optionalText("system")), SYSTEM);
        }
        String comment = override.optionalText("userComment");
        if (comment == null && reason == null) {
            entry.note("required", "overrideReason", "has to hold a reason or a userComment.");
        }
        return new Reason(code, system, storable(orEmpty(comment)));
    }

    private static String limited(Members members, String name, String value, int most) {
        if (value.length() > most) {
            members.note("too-long", name, "has to be of " + most + " characters at most.");
        }
        return storable(value);
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** No database takes a NUL or half a character. */
    private static String storable(String text) {
        return PlainText.replaceLoneSurrogates(text).replace('\0', '\uFFFD');
    }

    private static Instant instant(Members entry, String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (INSTANT.matcher(text).matches() && time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        if (!text.isEmpty()) {
            entry.note("value", "outcomeTimestamp", "has to be an instant: a date and time with seconds and offset.");
        }
        return Instant.EPOCH;
    }
}
