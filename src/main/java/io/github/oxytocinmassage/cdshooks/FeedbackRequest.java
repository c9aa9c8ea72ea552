package io.github.oxytocinmassage.cdshooks;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Feedback on cards (CDS Hooks, "Feedback"), held to its form. */
final class FeedbackRequest {

    private FeedbackRequest() {}

    /** @throws HookRefusedException 400 naming every member that is missing or wrong in any entry */
    static void check(JsonNode body) {
        Members members = Members.ofBody(body);
        members.objects("feedback").forEach(FeedbackRequest::checkEntry);
        members.refuseIfNoted();
    }

    private static void checkEntry(Members entry) {
        entry.text("card");
        String outcome = entry.text("outcome");
        switch (outcome) {
            case "accepted" -> entry.objects("acceptedSuggestions").forEach(s -> s.text("id"));
            case "overridden", "" -> checkReason(entry);
            default -> entry.note("value", "outcome", "has to be accepted or overridden.");
        }
        String timestamp = entry.text("outcomeTimestamp");
        if (!timestamp.isEmpty() && instant(timestamp) == null) {
            entry.note("value", "outcomeTimestamp", "has to be a date and time with its offset.");
        }
    }

    /** A reason may be left out; where there is one, it says something. */
    private static void checkReason(Members entry) {
        Members override = entry.optionalObject("overrideReason");
        if (override == null) {
            return;
        }
        Members reason = override.optionalObject("reason");
        if (reason != null) {
            reason.text("code");
            reason.optionalText("system");
        }
        if (override.optionalText("userComment") == null && reason == null) {
            entry.note("required", "overrideReason", "has to hold a reason or a userComment.");
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
