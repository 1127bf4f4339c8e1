package io.vigie.server.audit;

import io.vigie.server.store.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs at intervals how far the trail has come on the disk, and appends that to files: one beside the trail, {@code
 * checkpoints.txt}, and {@code NAME-checkpoints.txt} with every witness, NAME being that of the key, which lies there too. A witness
 * that cannot be reached holds up nobody but this thread. Closing signs a last time.
 */
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String OWN_FILE = "checkpoints.txt";
    private static final int CLOSE_SECONDS_MAX = 5;

    private final Path trail;
    private final List<Path> witnesses;
    private final Supplier<SegmentWriter.Head> head;
    private final Clock clock;
    private final CheckpointKey key;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("vigie-audit-checkpoints").daemon().unstarted(task));
    private SegmentWriter.Head last = new SegmentWriter.Head(0, 0, new byte[0]);
    private volatile boolean failing;

    private Checkpoints(Path trail, List<Path> witnesses, Supplier<SegmentWriter.Head> head, Clock clock)
            throws IOException {
        this.trail = trail;
        this.witnesses = witnesses;
        this.head = head;
        this.clock = clock;
        this.key = CheckpointKey.of(trail);
    }

    /**
     * @param witnesses folders
     * @param head what is on the disk itself
     */
    static Checkpoints start(
            Path trail, List<Path> witnesses, Duration interval, Supplier<SegmentWriter.Head> head, Clock clock)
            throws IOException {
        Checkpoints checkpoints = new Checkpoints(trail, witnesses, head, clock);
        long nanos = interval.toNanos();
        var _ = checkpoints.timer.scheduleWithFixedDelay(checkpoints::sign, nanos, nanos, TimeUnit.NANOSECONDS);
        return checkpoints;
    }

    /** Whether a witness could not be reached the last time. */
    boolean areFailing() {
        return failing;
    }

    /** What a trail's own file and those of witnesses say; what cannot be trusted is a fault. */
    static List<Checkpoint> read(Path trail, List<Path> witnesses, List<String> faults) throws IOException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        Path publicFile = CheckpointKey.publicFile(trail);
        if (!Files.exists(publicFile)) {
            if (!witnesses.isEmpty()) {
                faults.add(publicFile + ": is missing, so the witnesses cannot be asked");
            }
            return checkpoints;
        }
        PublicKey own = CheckpointKey.readPublic(publicFile);
        read(trail.resolve(OWN_FILE), own, checkpoints, faults);
        for (Path witness : witnesses) {
            Path kept = publicFileAt(witness, own);
            if (Files.exists(kept)) {
                read(fileAt(witness, own), CheckpointKey.readPublic(kept), checkpoints, faults);
            } else {
                faults.add(witness + ": knows nothing of this trail (expected: " + kept.getFileName() + ")");
            }
        }
        return checkpoints;
    }

    private static void read(Path file, PublicKey key, List<Checkpoint> checkpoints, List<String> faults)
            throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            Checkpoint checkpoint = Checkpoint.read(lines.get(i), key);
            boolean torn = checkpoint == null && i == lines.size() - 1;
            if (checkpoint != null) {
                checkpoints.add(checkpoint);
            } else if (!torn) {
                faults.add(file + ": line " + (i + 1) + " is no checkpoint that the server has signed");
            }
        }
    }

    private void sign() {
        SegmentWriter.Head now = head.get();
        if (now.equals(last)) {
            return;
        }
        String line = Checkpoint.of(now, clock.instant()).signed(key.privateKey());
        boolean failed = !append(trail.resolve(OWN_FILE), line);
        for (Path witness : witnesses) {
            failed |= !(append(witness, line));
        }
        failing = failed;
        last = now;
    }

    /** @param to a file, or the folder of a witness */
    private boolean append(Path to, String line) {
        try {
            Path file = to;
            if (witnesses.contains(to)) {
                PrivateFiles.createFolder(to);
                Path publicFile = publicFileAt(to, key.publicKey());
                if (!Files.exists(publicFile)) {
                    Pem.create(publicFile, Pem.PUBLIC, key.publicKey().getEncoded());
                }
                file = fileAt(to, key.publicKey());
            }
            try (FileChannel channel = PrivateFiles.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND))) {
                ByteBuffer text = StandardCharsets.US_ASCII.encode(line);
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(false);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.error("{}: a checkpoint of the audit trail cannot be written: {}", to, e.toString());
            }
            return false;
        }
    }

    private static Path fileAt(Path witness, PublicKey key) {
        return witness.resolve(CheckpointKey.nameOf(key) + "-" + OWN_FILE);
    }

    private static Path publicFileAt(Path witness, PublicKey key) {
        return witness.resolve(CheckpointKey.nameOf(key) + "-public.pem");
    }

    @Override
    public void close() {
        if (timer.isShutdown()) {
            return;
        }
        timer.execute(this::sign);
        timer.shutdown();
        try {
            if (!timer.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.error("the last checkpoint of the audit trail could not be written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
