package io.vigie.server.audit;

import io.vigie.server.store.PrivateFiles;
import io.vigie.text.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that checkpoints are copied to, on a thread of its own: one that does not answer holds up nobody else. The folder is
 * never made here: where a disk of another machine is not mounted, there would be a folder on this one. Thread-safe.
 */
final class Witness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final String FILE_ENDING = "-checkpoints.txt";
    private static final String KEY_ENDING = "-public.pem";

    /** A day of checkpoints; of more the oldest are left out, which later ones make up for. */
    private static final int WAITING_MAX = 1440;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CLOSE_SECONDS_MAX = 2;

    private final Path folder;
    private final PublicKey key;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final BusySince writing = new BusySince();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("vigie-audit-witness").daemon().unstarted(task));
    private volatile boolean failing;

    Witness(Path folder, PublicKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** Has a checkpoint copied, after those that wait. */
    void offer(String line) {
        while (!waiting.offer(line)) {
            waiting.poll();
        }
        retry();
    }

    /** Tries again what could not be copied. */
    void retry() {
        if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
            thread.execute(this::copy);
        }
    }

    /** Whether it lacks checkpoints that were signed. */
    boolean isMissing() {
        return failing || writing.isLongerThan(PATIENCE);
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private void copy() {
        writing.begin();
        try {
            for (String line = waiting.peek(); line != null; line = waiting.peek()) {
                append(line);
                waiting.remove(line);
            }
            if (failing) {
                LOG.info("{}: takes checkpoints of the audit trail again", folder);
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.error("{}: takes no checkpoints of the audit trail: {}", folder, FileFault.told(e));
            }
            failing = true;
        } finally {
            writing.end();
            scheduled.set(false);
        }
    }

    private void append(String line) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Path publicFile = publicFileAt(folder, CheckpointKey.nameOf(key));
        if (!Files.exists(publicFile)) {
            Pem.create(publicFile, Pem.PUBLIC, key.getEncoded());
        }
        append(fileAt(folder, CheckpointKey.nameOf(key)), line);
    }

    /** Appends a line to a file, made when absent, behind its last whole line, and syncs it. */
    static void append(Path file, String line) throws IOException {
        try (FileChannel channel = PrivateFiles.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            long at = endOfLines(channel);
            // What a full disk or a power cut left of a line; the next would be glued to it.
            channel.truncate(at);
            ByteBuffer text = StandardCharsets.US_ASCII.encode(line);
            while (text.hasRemaining()) {
                at += channel.write(text, at);
            }
            channel.force(false);
        }
    }

    private static long endOfLines(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            last.clear();
            if (channel.read(last, end - 1) == 1 && last.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    /** Names of the keys whose checkpoints a folder holds. */
    static Set<String> keyNames(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(FILE_ENDING))
                    .map(name -> name.substring(0, name.length() - FILE_ENDING.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    static Path fileAt(Path folder, String keyName) {
        return folder.resolve(keyName + FILE_ENDING);
    }

    static Path publicFileAt(Path folder, String keyName) {
        return folder.resolve(keyName + KEY_ENDING);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.error("{}: did not take the last checkpoint of the audit trail", folder);
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
