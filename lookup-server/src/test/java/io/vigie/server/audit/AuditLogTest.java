package io.vigie.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final AuditLog.Config CONFIG = new AuditLog.Config(Duration.ofMillis(50), 1 << 16);

    private static final AuditLog.Config IMPATIENT = new AuditLog.Config(
            AuditLog.Sync.INTERVAL, Duration.ofMillis(10), Duration.ofMillis(100), 1 << 16, null, Retention.DEFAULT,
            Duration.ofMinutes(1), List.of());

    @TempDir
    Path folder;

    @Test
    void readsBackEveryEntryInOrderAcrossBlocksAndRestarts() throws Exception {
        append(0, 100);
        append(100, 250);
        List<String> callers = new ArrayList<>();
        AuditTrail.Verified verified = AuditTrail.read(folder, entry -> callers.add(entry.getCaller()));
        assertThat(verified.faults()).isEmpty();
        assertThat(verified.segments()).isEqualTo(2);
        assertThat(callers).containsExactlyElementsOf(names(0, 250));
    }

    @Test
    void beginsANewSegmentWhenOneIsFull() throws Exception {
        append(0, 3000);
        AuditTrail.Verified verified = AuditTrail.read(folder, entry -> {});
        assertThat(verified.segments()).isGreaterThan(1);
        assertThat(verified.entries()).isEqualTo(3000);
        assertThat(verified.faults()).isEmpty();
    }

    @Test
    void findsEveryChangedByte() throws Exception {
        append(0, 20);
        Path segment = folder.resolve("segment-000001.audit");
        byte[] good = Files.readAllBytes(segment);
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            byte[] changed = good.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(segment, changed);
            assertThat(faults()).as("byte %d", at).isNotEmpty();
        }
        Files.write(segment, good);
        assertThat(faults()).isEmpty();
    }

    @Test
    void findsDeletedReorderedAndRepeatedBlocks() throws Exception {
        append(0, 4);
        Path segment = folder.resolve("segment-000001.audit");
        byte[] good = Files.readAllBytes(segment);
        byte[] header = Arrays.copyOf(good, AuditBlock.HEADER_SIZE);
        List<byte[]> blocks = blocks(good);
        assertThat(blocks).hasSize(4);
        write(segment, header, blocks.get(0), blocks.get(2), blocks.get(3));
        assertThat(faults()).as("deleted").isNotEmpty();
        write(segment, header, blocks.get(1), blocks.get(0), blocks.get(2), blocks.get(3));
        assertThat(faults()).as("reordered").isNotEmpty();
        write(segment, header, blocks.get(0), blocks.get(0), blocks.get(1));
        assertThat(faults()).as("repeated").isNotEmpty();
    }

    @Test
    void findsAMissingSegmentAndOneCutAtABlock() throws Exception {
        append(0, 4);
        append(4, 8);
        append(8, 12);
        Path second = folder.resolve("segment-000002.audit");
        byte[] good = Files.readAllBytes(second);
        byte[] header = Arrays.copyOf(good, AuditBlock.HEADER_SIZE);
        write(second, header, blocks(good).get(0));
        assertThat(faults()).as("cut").isNotEmpty();
        Files.delete(second);
        assertThat(faults()).as("missing").isNotEmpty();
    }

    @Test
    void goesOnBehindATornEnd() throws Exception {
        append(0, 4);
        Path segment = folder.resolve("segment-000001.audit");
        byte[] good = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(good, good.length - 5));
        // A log that is killed signs no last time.
        Path checkpoints = folder.resolve("checkpoints.txt");
        Files.writeString(checkpoints, Files.readAllLines(checkpoints).getFirst() + "\n");
        append(4, 8);
        List<String> callers = new ArrayList<>();
        AuditTrail.Verified verified = AuditTrail.read(folder, entry -> callers.add(entry.getCaller()));
        assertThat(verified.faults()).isEmpty();
        assertThat(verified.notes()).hasSize(1).first().asString().contains("segment-000001", "ends early");
        assertThat(callers).containsExactly("c0", "c1", "c2", "c4", "c5", "c6", "c7");
    }

    @Test
    void refusesBlocksAfterClose() throws Exception {
        AuditLog log = AuditLog.open(folder, CONFIG);
        log.close();
        AtomicInteger refused = new AtomicInteger();
        log.append(block("late"), written -> refused.addAndGet(written ? 0 : 1));
        assertThat(refused).hasValue(1);
    }

    @Test
    @SuppressWarnings("NullAway") // a bug, as the audit thread would meet it
    void outlivesABugAndTriesByItselfWhetherItCanWriteAgain() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch written = new CountDownLatch(1);
        try (AuditLog log = AuditLog.open(folder, CONFIG)) {
            log.append(block("before"), done -> {});
            log.append(null, done -> {
                refused.addAndGet(done ? 0 : 1);
                told.countDown();
            });
            assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(refused).hasValue(1);
            await().atMost(Duration.ofSeconds(5)).until(() -> !log.isFailing());
            log.append(block("after"), done -> written.countDown());
            assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();
        }
        List<String> callers = new ArrayList<>();
        assertThat(AuditTrail.read(folder, entry -> callers.add(entry.getCaller())).faults())
                .isEmpty();
        assertThat(callers).endsWith("after");
    }

    /** A disk whose syncs hang, or fail. */
    private static final class FaultyDisk implements SegmentWriter.Syncing {
        private volatile CountDownLatch held = new CountDownLatch(0);
        private volatile boolean failing;
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void force(FileChannel channel) throws IOException {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (failing || failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("input/output error");
            }
            channel.force(false);
        }
    }

    @Test
    void answersNothingWhileSyncsAtIntervalsFailOrHangAndGoesOnAfterwards() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (AuditLog log = AuditLog.open(folder, IMPATIENT, Clock.systemUTC(), disk)) {
            disk.failing = true;
            await().until(() -> !isWritten(log));
            assertThat(log.isFailing()).isTrue();
            disk.failing = false;
            await().until(() -> isWritten(log));
            disk.held = new CountDownLatch(1);
            await().until(() -> !isWritten(log));
            assertThat(log.isFailing()).isTrue();
            disk.held.countDown();
            await().until(() -> isWritten(log));
            await().until(() -> !log.isFailing());
        }
        assertThat(faults()).isEmpty();
    }

    @Test
    void goesOnInANewSegmentBehindASyncThatFailedOnceAndSaysSoUntilItIsClosed() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (AuditLog log = AuditLog.open(folder, IMPATIENT, Clock.systemUTC(), disk)) {
            assertThat(isWritten(log)).isTrue();
            assertThat(log.warnings()).isEmpty();
            disk.failures.set(1);
            await("the disk may lack the end of the first segment")
                    .until(() -> isWritten(log) && AuditSegments.list(folder).size() == 2 && !log.isFailing());
            assertThat(log.warnings()).singleElement().asString().contains("a sync failed at", "may be lost");
        }
        assertThat(faults()).isEmpty();
    }

    private static boolean isWritten(AuditLog log) throws Exception {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        log.append(block("asked"), written::complete);
        return written.get(5, TimeUnit.SECONDS);
    }

    @Test
    void leavesNothingOfASegmentThatCannotBeBegunAndGoesOnInTheNext() throws Exception {
        AuditSegments segments = AuditSegments.open(folder, null);
        Path taken = Files.createFile(folder.resolve("segment-000001.audit"));
        assertThatThrownBy(() -> segments.next(1, new byte[AuditBlock.DIGEST_SIZE]))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> segments.next(1, new byte[1 << 10])).isInstanceOf(RuntimeException.class);
        assertThat(AuditSegments.list(folder)).containsExactly(taken);
        segments.next(1, new byte[AuditBlock.DIGEST_SIZE]).close();
        assertThat(AuditSegments.list(folder)).hasSize(2);
    }

    @Test
    void readsABlockOfAnySizeThatCanBeWritten() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        try (AuditLog log = AuditLog.open(folder, CONFIG)) {
            log.append(block("x".repeat(70 << 20)), done -> written.countDown());
            written.await();
        }
        assertThat(AuditTrail.read(folder, entry -> {}).entries()).isEqualTo(1);
        assertThat(faults()).isEmpty();
    }

    /** One block an entry. */
    private void append(int from, int to) throws IOException, InterruptedException {
        CountDownLatch written = new CountDownLatch(to - from);
        try (AuditLog log = AuditLog.open(folder, CONFIG)) {
            for (String name : names(from, to)) {
                while (log.queuedBlocks() > 500) {
                    Thread.onSpinWait();
                }
                log.append(block(name), done -> {
                    assertThat(done).isTrue();
                    written.countDown();
                });
            }
            written.await();
        }
    }

    private static AuditBlock block(String name) {
        AuditBlock block = new AuditBlock();
        block.add(AuditEntry.newBuilder().setCaller(name).build());
        return block;
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "c" + i).toList();
    }

    private List<String> faults() throws IOException {
        return AuditTrail.read(folder, entry -> {}).faults();
    }

    private static List<byte[]> blocks(byte[] segment) {
        List<byte[]> blocks = new ArrayList<>();
        int at = AuditBlock.HEADER_SIZE;
        while (at < segment.length) {
            int size = 4 + java.nio.ByteBuffer.wrap(segment, at, 4).getInt();
            blocks.add(Arrays.copyOfRange(segment, at, at + size));
            at += size;
        }
        return blocks;
    }

    private static void write(Path segment, byte[]... parts) throws IOException {
        try (var out = Files.newOutputStream(segment)) {
            for (byte[] part : parts) {
                out.write(part);
            }
        }
    }
}
