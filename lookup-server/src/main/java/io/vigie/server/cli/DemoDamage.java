package io.vigie.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vigie.server.LookupServer;
import io.vigie.server.index.CanaryRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Damages the data file of a running server as a bad disk would: one letter in the record that the server always looks for.
 * The server is told nothing.
 */
final class DemoDamage {
    private static final int STEP = 1 << 20;
    private static final long NOTICED_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    /** What notices the damage; said aloud, it would look like a failure of the demo. */
    private static final String NOTICES = "io.vigie.server.query.Canary";

    private final Path data;
    private final LookupServer server;
    private final List<Long> changed = new ArrayList<>();

    /**
     * @param data folder of the server
     */
    DemoDamage(Path data, LookupServer server) {
        this.data = data;
        this.server = server;
    }

    /** Changes the letter wherever it stands, and waits until the server has noticed. */
    void make() {
        logNotices(Level.OFF);
        write((byte) '?');
        await(false);
    }

    /** Puts it back, and waits until the server has noticed. */
    void mend() {
        write((byte) CanaryRecord.ID.charAt(0));
        await(true);
        logNotices(null);
    }

    /** Null as all others are. */
    private static void logNotices(@Nullable Level level) {
        if (LoggerFactory.getLogger(NOTICES) instanceof Logger log) {
            log.setLevel(level);
        }
    }

    private void write(byte letter) {
        try {
            Path file = data.resolve(Files.readString(data.resolve("CURRENT")).strip()).resolve("data.mdb");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                if (changed.isEmpty()) {
                    find(channel);
                }
                for (long at : changed) {
                    channel.write(ByteBuffer.wrap(new byte[] {letter}), at);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("demo: the data file cannot be changed", e);
        }
    }

    private void find(FileChannel channel) throws IOException {
        String wanted = CanaryRecord.ID;
        ByteBuffer read = ByteBuffer.allocate(STEP + wanted.length() - 1);
        for (long at = 0; at < channel.size(); at += STEP) {
            read.clear();
            channel.read(read, at);
            String text = new String(read.array(), 0, read.position(), StandardCharsets.ISO_8859_1);
            for (int found = text.indexOf(wanted); found >= 0; found = text.indexOf(wanted, found + 1)) {
                changed.add(at + found);
            }
        }
    }

    private void await(boolean ready) {
        long end = System.nanoTime() + NOTICED_NANOS_MAX;
        while (server.status().getReady() != ready && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
