package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was promised is read again, or opening fails: it is never passed over. */
class JournalTest {
    private static final List<String> KEPT = List.of("a1", "a2", "b1", "b2 is longer", "b3");
    private static final List<String> LAST = List.of("c1", "c2", "c3");

    @TempDir
    private Path folder;

    private Path file;

    /** Where the last append begins. */
    private int last;

    private byte[] whole;

    /** The same after the journal was closed. */
    private byte[] closed;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("journal");
        try (Journal journal = Journal.open(folder, _ -> {})) {
            journal.append(bytes(KEPT.subList(0, 2)));
            journal.append(bytes(KEPT.subList(2, 5)));
            last = (int) journal.size();
            journal.append(bytes(LAST));
            whole = Files.readAllBytes(file);
        }
        closed = Files.readAllBytes(file);
    }

    @Test
    void entriesComeBackInTheirOrderAlsoWhenTheyWereWrittenAnew() {
        List<String> all = new ArrayList<>(KEPT);
        all.addAll(LAST);
        assertThat(read()).isEqualTo(all);
        try (Journal journal = Journal.open(folder, _ -> {})) {
            journal.replace(bytes(List.of("x", "y")));
            journal.append(bytes(List.of("z")));
        }
        assertThat(read()).containsExactly("x", "y", "z");
    }

    @Test
    void anAppendThatWasBrokenOffAnywhereIsCutOffAndTheNextFollowsWhatIsThere() throws IOException {
        for (int end = last; end < whole.length; end++) {
            Files.write(file, Arrays.copyOf(whole, end));
            List<String> there = read();
            assertThat(there).as("cut at %d", end).isEqualTo(KEPT);
            try (Journal journal = Journal.open(folder, _ -> {})) {
                journal.append(bytes(List.of("next")));
            }
            there.add("next");
            assertThat(read()).as("cut at %d", end).isEqualTo(there);
        }
    }

    /** Pages of one append reach the disk in any order. */
    @Test
    void aHoleInTheLastAppendIsCutOffWithWhatIsBehindIt() throws IOException {
        byte[] torn = whole.clone();
        Arrays.fill(torn, last, last + 5, (byte) 0);
        Files.write(file, torn);
        assertThat(read()).isEqualTo(KEPT);
    }

    @Test
    void anyChangedBitOfWhatWasPromisedIsFound() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << bit);
                Files.write(file, damaged);
                if (at < last) {
                    assertThatThrownBy(this::read)
                            .as("bit %d of byte %d", bit, at)
                            .isInstanceOf(StoreException.class)
                            .hasMessageContaining(file.toString());
                    assertThat(file).as("left as it is, for whoever mends it").hasBinaryContent(damaged);
                } else {
                    assertThat(read()).isEqualTo(KEPT);
                }
            }
        }
    }

    @Test
    void damageOfTheLastAppendIsFoundWhenTheJournalWasClosed() throws IOException {
        assertThat(closed).startsWith(whole).hasSizeGreaterThan(whole.length);
        assertDamageIsFound(closed, whole.length);
    }

    @Test
    void damageOfWhatWasWrittenAnewIsFound() throws IOException {
        try (Journal journal = Journal.open(folder, _ -> {})) {
            journal.replace(bytes(KEPT));
        }
        byte[] anew = Files.readAllBytes(file);
        assertDamageIsFound(anew, anew.length - 8);
    }

    @Test
    void aJournalThatIsOnlyReadStaysAsItIs() throws IOException {
        assertThat(read()).hasSize(KEPT.size() + LAST.size());
        assertThat(file).hasBinaryContent(closed);
    }

    @Test
    void whatIsAppendedAfterAReplacementThatFailedHalfwayIsKeptOrRefused() {
        AtomicBoolean failing = new AtomicBoolean();
        List<String> promised = new ArrayList<>();
        Journal.FolderSync sync = folder -> {
            if (failing.get()) {
                throw new IOException("Too many open files");
            }
        };
        try (Journal journal = Journal.open(folder, _ -> {}, sync)) {
            failing.set(true);
            assertThatThrownBy(() -> journal.replace(bytes(List.of("x", "y")))).isInstanceOf(StoreException.class);
            promised.addAll(read());
            try {
                journal.append(bytes(List.of("z")));
                promised.add("z");
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("cannot be written");
            }
        }
        assertThat(read()).isEqualTo(promised).startsWith("x", "y");
    }

    @Test
    void aReplacementWhoseNameIsNotDurableIsMadeSoBeforeItIsUsed() {
        Journal.FolderSync failing = _ -> {
            throw new IOException("input/output error");
        };
        assertThatThrownBy(() -> Journal.open(folder, _ -> {}, failing)).isInstanceOf(StoreException.class);
    }

    private void assertDamageIsFound(byte[] good, int end) throws IOException {
        for (int at = 0; at < end; at++) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x40;
            Files.write(file, damaged);
            assertThatThrownBy(this::read).as("byte %d", at).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void whatIsNoJournalIsLeftAsItIs() throws IOException {
        for (byte[] other : List.of(new byte[0], new byte[100], "something else".getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, other);
            assertThatThrownBy(this::read).hasMessageContaining("is no journal of this version");
            assertThat(file).hasBinaryContent(other);
        }
    }

    private List<String> read() {
        List<String> entries = new ArrayList<>();
        Journal.open(folder, entry -> entries.add(new String(entry, StandardCharsets.UTF_8))).close();
        return entries;
    }

    private static List<byte[]> bytes(List<String> entries) {
        return entries.stream().map(entry -> entry.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
