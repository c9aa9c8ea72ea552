package io.github.oxytocinmassage.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be kept although the database may be away: it goes there, or else waits in a file and is written later.
 *
 * @param <T> a record that JSON can carry
 */
final class Outbox<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Spool<T> spool;
    private final BiConsumer<List<T>, Duration> store;

    /**
     * @param store may be given the same entries twice, and the time it has; throws {@link StoreUnavailableException} when the database does not
     *     answer
     */
    Outbox(Spool<T> spool, BiConsumer<List<T>, Duration> store) {
        this.spool = spool;
        this.store = store;
    }

    /**
     * When it returns, they are on the disk, in the database or in the file.
     *
     * @param patience with the database
     * @throws StoreUnavailableException when neither takes them
     */
    void put(List<T> entries, Duration patience) {
        try {
            store.accept(entries, patience);
        } catch (StoreUnavailableException away) {
            try {
                spool.add(entries);
            } catch (IOException e) {
                LOG.error("Entries could be written neither to the database nor to {}", spool.file());
                throw new StoreUnavailableException("Neither the database nor the file can be written", e);
            }
        }
    }

    boolean isEmpty() {
        return spool.isEmpty();
    }

    /** Writes to the database what waits in the file; again later, when it does not answer yet. */
    void writeLeftovers() {
        try {
            int written = spool.drain(entries -> store.accept(entries, DatabaseLine.PATIENCE));
            if (written > 0) {
                LOG.info("{} entries of {} that waited for the database are written", written, spool.file());
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("Entries go on waiting for the database");
        } catch (IOException e) {
            LOG.error(
                    "What waits in {} can't be read: {}",
                    spool.file(),
                    e.getClass().getName());
        }
    }
}
