package io.github.oxytocinmassage.registry;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
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
    private final Consumer<List<T>> store;

    /** @param store may be given the same entries twice; throws {@link StoreUnavailableException} when the database does not answer */
    Outbox(Spool<T> spool, Consumer<List<T>> store) {
        this.spool = spool;
        this.store = store;
    }

    /**
     * When it returns, they are on the disk, in the database or in the file.
     *
     * @throws StoreUnavailableException when neither takes them
     */
    void put(List<T> entries) {
        try {
            store.accept(entries);
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
            int written = spool.drain(store);
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
