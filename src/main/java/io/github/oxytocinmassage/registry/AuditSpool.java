package io.github.oxytocinmassage.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Audit entries that wait for the database: a line each, on the disk when {@link #add} returns. */
final class AuditSpool {

    private static final Logger LOG = LoggerFactory.getLogger(AuditSpool.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    AuditSpool(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    synchronized void add(AuditEntry entry) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
    }

    /**
     * Hands over all that waits, and forgets it once it is taken.
     *
     * @param taker throws when it can't take them; then they go on waiting
     * @return how many were taken
     */
    synchronized int drain(Consumer<List<AuditEntry>> taker) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        List<AuditEntry> waiting = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                waiting.add(JSON.readValue(line, AuditEntry.class));
            } catch (JacksonException e) {
                // The process died while it wrote this line: its call was never answered.
                LOG.warn("A line of {} was not written to its end, and is left out", file);
            }
        }
        taker.accept(waiting);
        Files.delete(file);
        return waiting.size();
    }
}
