package io.vigie.server.audit;

import io.vigie.text.FileFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs at intervals how far the trail has come on the disk, appends that to {@code checkpoints.txt} beside the trail, and hands it to
 * the witnesses. Closing signs a last time.
 */
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String OWN_FILE = "checkpoints.txt";
    private static final int CLOSE_SECONDS_MAX = 5;

    private final Path ownFile;
    private final List<Witness> witnesses;
    private final Supplier<SegmentWriter.Head> head;
    private final Clock clock;
    private final CheckpointKey key;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("vigie-audit-checkpoints").daemon().unstarted(task));
    private SegmentWriter.Head last = new SegmentWriter.Head(0, 0, new byte[0]);
    private volatile boolean ownFailing;
    private volatile boolean signFailing;

    private Checkpoints(
            Path trail, CheckpointKey key, List<Path> witnesses, Supplier<SegmentWriter.Head> head, Clock clock) {
        this.ownFile = trail.resolve(OWN_FILE);
        this.head = head;
        this.clock = clock;
        this.key = key;
        this.witnesses = witnesses.stream()
                .map(folder -> new Witness(folder, key.publicKey()))
                .toList();
    }

    /**
     * @param key of the trail
     * @param witnesses folders
     * @param head what is on the disk itself
     */
    static Checkpoints start(
            Path trail,
            CheckpointKey key,
            List<Path> witnesses,
            Duration interval,
            Supplier<SegmentWriter.Head> head,
            Clock clock) {
        Checkpoints checkpoints = new Checkpoints(trail, key, witnesses, head, clock);
        var _ = checkpoints.timer.scheduleWithFixedDelay(
                checkpoints::sign, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        return checkpoints;
    }

    /** Witnesses that lack checkpoints, and the trail's own file when it does; for people. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (ownFailing) {
            missing.add(ownFile.toString());
        }
        witnesses.stream().filter(Witness::isMissing).map(Witness::toString).forEach(missing::add);
        return missing;
    }

    /** Whether the last attempt to sign one failed, for no fault of a file. */
    boolean isFailing() {
        return signFailing;
    }

    /**
     * What a trail's own file and those of witnesses say; what cannot be trusted is a fault.
     *
     * @param pinned with which the trail must be signed, kept elsewhere; null = the key that lies beside it
     */
    static List<Checkpoint> read(
            Path trail, List<Path> witnesses, @Nullable PublicKey pinned, List<String> faults) throws IOException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        Path publicFile = CheckpointKey.publicFile(trail);
        PublicKey own = Files.exists(publicFile) ? CheckpointKey.readPublic(publicFile) : null;
        if (own == null) {
            faults.add(publicFile + ": is missing");
        } else if (pinned != null && !pinned.equals(own)) {
            faults.add(publicFile + ": is not the key that was given");
        }
        PublicKey key = pinned == null ? own : pinned;
        if (key != null) {
            read(trail.resolve(OWN_FILE), key, checkpoints, faults);
        }
        for (Path witness : witnesses) {
            readWitness(witness, pinned, checkpoints, faults);
        }
        return checkpoints;
    }

    /** Without a pinned key all that the witness was ever given counts: a trail begun anew brings a new key. */
    private static void readWitness(
            Path witness, @Nullable PublicKey pinned, List<Checkpoint> checkpoints, List<String> faults)
            throws IOException {
        Set<String> known = Files.isDirectory(witness) ? Witness.keyNames(witness) : Set.of();
        Set<String> wanted = pinned == null ? known : Set.of(CheckpointKey.nameOf(pinned));
        if (wanted.isEmpty() || !known.containsAll(wanted)) {
            faults.add(witness + ": knows nothing of this trail");
        } else if (wanted.size() > 1) {
            faults.add(witness + ": holds checkpoints of " + wanted.size() + " keys (" + String.join(", ", wanted)
                    + "): the trail was begun anew, or another server writes there (say which key with --public-key)");
        }
        for (String name : known.containsAll(wanted) ? wanted : Set.<String>of()) {
            PublicKey key = pinned == null ? CheckpointKey.readPublic(Witness.publicFileAt(witness, name)) : pinned;
            read(Witness.fileAt(witness, name), key, checkpoints, faults);
        }
    }

    private static void read(Path file, PublicKey key, List<Checkpoint> checkpoints, List<String> faults)
            throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            faults.add(file + ": is missing");
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

    /** Whatever fails in one attempt must not be the end of all attempts. */
    private void sign() {
        try {
            signNext();
            signFailing = false;
        } catch (RuntimeException | Error e) {
            if (!signFailing) {
                LOG.error("a checkpoint of the audit trail could not be signed", e);
            }
            signFailing = true;
        }
    }

    private void signNext() {
        witnesses.forEach(Witness::retry);
        SegmentWriter.Head now = head.get();
        if (now.equals(last)) {
            return;
        }
        String line = Checkpoint.of(now, clock.instant()).signed(key.privateKey());
        try {
            Witness.append(ownFile, line);
            ownFailing = false;
        } catch (IOException | RuntimeException e) {
            if (!ownFailing) {
                LOG.error("{}: a checkpoint of the audit trail cannot be written: {}", ownFile, FileFault.told(e));
            }
            ownFailing = true;
        }
        witnesses.forEach(witness -> witness.offer(line));
        last = now;
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
        witnesses.forEach(Witness::close);
    }
}
