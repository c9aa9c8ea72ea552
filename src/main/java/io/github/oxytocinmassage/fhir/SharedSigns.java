package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Signs that several observed codes of another house may show: a wound of the belly and one of the perineum are one item. What one code
 * denies does not deny what another has shown.
 */
final class SharedSigns {

    private final List<Shared> all = new ArrayList<>();

    private record Shared(String code, Answer answer) {}

    /** An answer that an observed code of another house gives. */
    void add(String code, Answer answer) {
        all.add(new Shared(code, answer));
    }

    /** Gives the answers out, when all have been read. */
    void settle(List<Answer> answers) {
        for (Shared each : all) {
            Answer answer = each.answer();
            boolean isOverruled = !isYes(answer) && all.stream().anyMatch(o -> isStillShown(o, each));
            answers.add(isOverruled ? answersNothing(answer) : answer);
        }
    }

    /** Another code has shown the sign before, and has not denied it since. */
    private boolean isStillShown(Shared shown, Shared denial) {
        Instant at = denial.answer().when().earliest();
        return isYes(shown.answer())
                && !shown.code().equals(denial.code())
                && isSame(shown.answer(), denial.answer().item(), denial.answer())
                && !shown.answer().when().earliest().isAfter(at)
                && all.stream()
                        .noneMatch(o -> o.code().equals(shown.code())
                                && !isYes(o.answer())
                                && isSame(o.answer(), shown.answer().item(), shown.answer())
                                && o.answer()
                                        .when()
                                        .earliest()
                                        .isAfter(shown.answer().when().latest())
                                && !o.answer().when().earliest().isAfter(at));
    }

    private static Answer answersNothing(Answer a) {
        return new Answer(a.item(), a.value(), a.when(), a.subject(), a.source(), true);
    }

    private static boolean isSame(Answer one, Item item, Answer other) {
        return one.item() == item && Objects.equals(one.subject(), other.subject());
    }

    private static boolean isYes(Answer answer) {
        return answer.value() instanceof Value.YesNo yesNo && yesNo.yes();
    }
}
