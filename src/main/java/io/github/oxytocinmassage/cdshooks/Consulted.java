package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Advice;
import java.util.List;

/**
 * What came of a call.
 *
 * @param advice on the whole record
 * @param evidence what its findings stand on
 * @param cards that are answered; none when there is nothing to say to this reader
 */
record Consulted(Advice advice, Evidence evidence, List<Card> cards) {

    Consulted {
        cards = List.copyOf(cards);
    }
}
