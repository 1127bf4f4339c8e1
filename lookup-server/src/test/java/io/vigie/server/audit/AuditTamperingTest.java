package io.vigie.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** R21: whatever is done to a trail that a witness knows is found, without a key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTamperingTest {
    private static final long SEED = 21;
    private static final int FLIPS = 100;
    private static final int MOVES = 40;
    private static final int SEGMENTS = 3;

    @TempDir
    private static Path folder;

    private Path trail;
    private Path witness;
    private final Random random = new Random(SEED);

    @BeforeAll
    void write() throws IOException {
        trail = folder.resolve("trail");
        witness = Files.createDirectory(folder.resolve("witness"));
        OfficerPrivateKey.generate(folder.resolve("keys"));
        AuditLog.Config config = new AuditLog.Config(
                AuditLog.Sync.INTERVAL,
                Duration.ofMillis(50),
                Duration.ofSeconds(10),
                1 << 20,
                OfficerKey.read(folder.resolve("keys/officer-public.pem")),
                Retention.DEFAULT,
                Duration.ofHours(1),
                List.of(witness));
        for (int segment = 0; segment < SEGMENTS; segment++) {
            try (AuditLog log = AuditLog.open(trail, config, Clock.systemUTC())) {
                for (int block = 0; block < 6; block++) {
                    log.record(AuditEntry.newBuilder()
                            .setCaller("FRA/PAF/" + "x".repeat(random.nextInt(100)))
                            .build());
                }
            }
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void everyChangedByteOfSegmentsAndKeys() throws IOException {
        List<Path> files = files();
        for (int i = 0; i < FLIPS; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] good = Files.readAllBytes(file);
            byte[] changed = good.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, changed);
            assertThat(verify()).as("%s, byte %d", file.getFileName(), at).isNotEmpty();
            Files.write(file, good);
        }
    }

    @Test
    void everyBlockThatIsRemovedSwappedRepeatedOrComesFromElsewhere() throws IOException {
        for (int i = 0; i < MOVES; i++) {
            Path file = segment(1 + random.nextInt(SEGMENTS));
            byte[] good = Files.readAllBytes(file);
            List<byte[]> blocks = blocks(good);
            int one = random.nextInt(blocks.size());
            int other = random.nextInt(blocks.size());
            String what =
                    switch (random.nextInt(4)) {
                        case 0 -> {
                            blocks.remove(one);
                            yield "removed " + one;
                        }
                        case 1 -> {
                            Collections.swap(blocks, one, (one + 1) % blocks.size());
                            yield "swapped " + one;
                        }
                        case 2 -> {
                            blocks.add(other, blocks.get(one));
                            yield "repeated " + one + " before " + other;
                        }
                        default -> {
                            Path from = segment(AuditSegments.numberOf(file) % SEGMENTS + 1);
                            blocks.add(other, blocks(Files.readAllBytes(from)).get(one));
                            yield "inserted before " + other;
                        }
                    };
            write(file, Arrays.copyOf(good, AuditBlock.HEADER_SIZE), blocks);
            assertThat(verify()).as("%s: %s", file.getFileName(), what).isNotEmpty();
            Files.write(file, good);
        }
    }

    @Test
    void everySegmentThatIsRemovedSwappedInsertedOrCut() throws IOException {
        for (int number = 1; number <= SEGMENTS; number++) {
            Path file = segment(number);
            byte[] good = Files.readAllBytes(file);
            Files.delete(file);
            assertThat(verify()).as("removed %d", number).isNotEmpty();
            Path next = segment(number % SEGMENTS + 1);
            byte[] nextGood = Files.readAllBytes(next);
            Files.write(file, nextGood);
            Files.write(next, good);
            assertThat(verify()).as("swapped %d", number).isNotEmpty();
            Files.write(next, nextGood);
            for (int size = 0; size < good.length; size += 1 + random.nextInt(60)) {
                Files.write(file, Arrays.copyOf(good, size));
                assertThat(verify()).as("%d cut to %d bytes", number, size).isNotEmpty();
            }
            Files.write(file, good);
        }
        Path inserted = trail.resolve("segment-000004.audit");
        Files.write(inserted, Files.readAllBytes(segment(2)));
        assertThat(verify()).as("inserted").isNotEmpty();
        Files.delete(inserted);
        assertThat(verify()).isEmpty();
    }

    /** Who makes the chain anew around an entry of their own, as root can without any key, meets the checkpoints. */
    @Test
    void aChainThatWasMadeAnewAroundAnotherBlock() throws IOException {
        Map<Path, byte[]> good = new HashMap<>();
        for (Path file : files()) {
            good.put(file, Files.readAllBytes(file));
        }
        Path last = segment(SEGMENTS);
        byte[] header = Arrays.copyOf(good.get(last), AuditBlock.HEADER_SIZE);
        byte[] digest = AuditBlock.digest(header, 0, header.length);
        ByteBuffer forged = ByteBuffer.allocate(1 << 16).put(header);
        SegmentKey key = SegmentKey.random();
        for (int i = 0; i < 6; i++) {
            AuditBlock block = new AuditBlock();
            block.add(AuditEntry.newBuilder().setCaller("another").build());
            digest = block.encode(key, digest, forged);
        }
        Files.write(last, Arrays.copyOf(forged.array(), forged.position()));
        assertThat(verify()).isNotEmpty();
        Files.write(last, good.get(last));
        assertThat(verify()).isEmpty();
    }

    private List<String> verify() throws IOException {
        return AuditTrail.verify(trail, TrailKeys.NONE, List.of(witness), null).faults();
    }

    private Path segment(int number) {
        return trail.resolve(String.format(Locale.ROOT, "segment-%06d.audit", number));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(trail)) {
            return files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .sorted()
                    .toList();
        }
    }

    private static List<byte[]> blocks(byte[] segment) {
        List<byte[]> blocks = new ArrayList<>();
        int at = AuditBlock.HEADER_SIZE;
        while (at < segment.length) {
            int size = 4 + ByteBuffer.wrap(segment, at, 4).getInt();
            blocks.add(Arrays.copyOfRange(segment, at, at + size));
            at += size;
        }
        return blocks;
    }

    private static void write(Path segment, byte[] header, List<byte[]> blocks) throws IOException {
        try (var out = Files.newOutputStream(segment)) {
            out.write(header);
            for (byte[] block : blocks) {
                out.write(block);
            }
        }
    }
}
