package io.github.oxytocinmassage.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries that wait for the database: a line each, on the disk when {@link #add} returns.
 *
 * @param <T> a record that JSON can carry
 */
final class Spool<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Class<T> type;

    /** What is being handed over: where the process dies meanwhile, it is handed over again. */
    private final Path taken;

    private final Object draining = new Object();

    Spool(Path file, Class<T> type) {
        this.file = file;
        this.type = type;
        this.taken = file.resolveSibling(file.getFileName() + ".taken");
    }

    Path file() {
        return file;
    }

    boolean isEmpty() {
        return !Files.exists(file) && !Files.exists(taken);
    }

    synchronized void add(List<T> entries) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        StringBuilder lines = new StringBuilder();
        entries.forEach(e -> lines.append(JSON.writeValueAsString(e)).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * Hands over all that waits, and forgets it once it is taken. Meanwhile entries can be added: they don't wait for the taker.
     *
     * @param taker throws when it can't take them; then they go on waiting
     * @return how many were taken
     */
    int drain(Consumer<List<T>> taker) throws IOException {
        synchronized (draining) {
            int before = handOver(taker);
            synchronized (this) {
                if (Files.exists(file)) {
                    Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return before + handOver(taker);
        }
    }

    private int handOver(Consumer<List<T>> taker) throws IOException {
        if (!Files.exists(taken)) {
            return 0;
        }
        List<T> waiting = new ArrayList<>();
        for (String line : Files.readAllLines(taken)) {
            try {
                waiting.add(JSON.readValue(line, type));
            } catch (JacksonException e) {
                // The process died while it wrote this line: its call was never answered.
                LOG.warn("A line of {} was not written to its end, and is left out", taken);
            }
        }
        taker.accept(waiting);
        Files.delete(taken);
        return waiting.size();
    }
}
