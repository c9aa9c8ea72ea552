package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.registry.CardStore;
import io.github.oxytocinmassage.registry.GivenCard;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes the cards before they are answered, so that feedback finds them: whose by reference, and what stood on them by fingerprint. */
final class CardLedger {

    private static final Logger LOG = LoggerFactory.getLogger(CardLedger.class);
    private static final String PATIENT = "Patient/";

    private final CardStore store;
    private final Duration rest;
    private final Clock clock;

    /** @param rest how long a finding rests that was set aside with a reason */
    CardLedger(CardStore store, Duration rest, Clock clock) {
        this.store = store;
        this.rest = rest;
        this.clock = clock;
    }

    /**
     * What rests for a mother of this origin. Nothing while the database is away: a card too many is the lesser evil.
     *
     * @param patience with the database
     */
    Resting resting(String mother, String origin, Instant asOf, Duration patience) {
        Instant from = asOf.minus(rest);
        try {
            return new Resting(store.setAside(mother, origin, from, patience).stream()
                    .filter(s -> s.since().isAfter(from))
                    .map(Resting::key)
                    .collect(Collectors.toSet()));
        } catch (StoreUnavailableException e) {
            LOG.debug("Nothing rests while the database is away");
            return Resting.NOTHING;
        }
    }

    /**
     * When it returns, they are on the disk.
     *
     * @param patience with the database
     */
    void note(HookService service, String origin, Consulted consulted, Duration patience) {
        Advice advice = consulted.advice();
        store.keep(
                consulted.cards().stream()
                        .map(card -> new GivenCard(
                                card.uuid().toString().toLowerCase(Locale.ROOT),
                                service.id(),
                                origin,
                                PATIENT + References.id(advice.mother()),
                                clock.instant(),
                                advice.release(),
                                card.suggestions().size(),
                                card.findings().stream()
                                        .map(f -> new GivenCard.CardFinding(
                                                f.rule(),
                                                Objects.requireNonNullElse(f.subject(), ""),
                                                consulted.evidence().of(f)))
                                        .toList()))
                        .toList(),
                patience);
    }
}
