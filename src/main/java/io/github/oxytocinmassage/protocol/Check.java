package io.github.oxytocinmassage.protocol;

import java.util.List;

/**
 * One filled observation sheet of one infant.
 *
 * @param infant reference of the infant
 * @param answers every item of the sheet that was answered, danger signs included
 */
public record Check(String source, String infant, When when, List<Answer> answers) {

    public Check {
        answers = List.copyOf(answers);
    }
}
