package io.github.oxytocinmassage.registry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings to the database what waited for it, and notes when it is back. */
final class Leftovers implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final AuditTrail trail;
    private final CardStore cards;
    private final ResourceStore store;
    private final DatabaseLine line;

    Leftovers(AuditTrail trail, CardStore cards, ResourceStore store, DatabaseLine line) {
        this.trail = trail;
        this.cards = cards;
        this.store = store;
        this.line = line;
    }

    @Override
    public void run() {
        try {
            if (line.isAway()) {
                store.position();
                line.isBack();
            }
            cards.writeLeftovers();
            trail.writeLeftovers();
        } catch (StoreUnavailableException e) {
            LOG.debug("The database is still away");
        } catch (RuntimeException e) {
            // Thrown on, it would end the schedule.
            LOG.error(
                    "What waited for the database could not be written: {}",
                    e.getClass().getName());
        }
    }
}
