package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final byte[] KEY = "key".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path path;

    @Test
    void showsWhatWasPublishedAlsoAfterReopening() {
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.hasData()).isFalse();
            publish(folder, "one");
            assertThat(read(folder)).isEqualTo("one");
        }
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(read(folder)).isEqualTo("one");
        }
    }

    @Test
    void refusesDataWhoseLastTransactionIsLostUntilTheOperatorAcceptsIt() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
            write(folder, "two");
            write(folder, "three");
        }
        changeNewestTransaction(path.resolve("gen-000001"), -100);
        assertThatThrownBy(() -> DataFolder.open(path)).hasMessageContaining("expected: one behind the other");
        changeNewestTransaction(path.resolve("gen-000001"), 98);
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("which was committed")
                .hasMessageContaining("changes are lost");
        assertThatThrownBy(() -> StoredMoment.ofFolder(path, (table, what) -> {}))
                .hasMessageContaining("changes are lost");
        Files.delete(path.resolve("gen-000001").resolve(CommitNote.NAME));
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(read(folder)).isEqualTo("two");
            write(folder, "four");
        }
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(read(folder)).isEqualTo("four");
        }
    }

    /** Of the page that the last transaction wrote; LMDB takes the page with the greater number. */
    private static void changeNewestTransaction(Path generation, int by) throws IOException {
        Path file = generation.resolve(Generation.DATA);
        try (DataPages pages = new DataPages(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            int page = (int) CommitNote.read(generation) & 1;
            ByteBuffer transaction = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            transaction.putLong(pages.meta(page).transaction() + by).flip();
            int transactionAt = 144;
            channel.write(transaction, (long) page * pages.pageSize() + transactionAt);
        }
    }

    @Test
    void showsNothingOfAnUnpublishedGeneration() {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
            try (GenerationBuilder builder = folder.newGeneration()) {
                builder.append(Table.META, KEY, bytes("two"));
            }
            assertThat(read(folder)).isEqualTo("one");
        }
        assertThat(path.resolve("gen-000002.building")).doesNotExist();
    }

    @Test
    void keepsWhatIsWrittenAfterAGenerationCouldNotBePublished() {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
            folder.attach((generation, view) -> {
                if (generation.endsWith("gen-000002")) {
                    throw new IllegalStateException("planned");
                }
                return new Companion() {};
            });
            assertThatThrownBy(() -> publish(folder, "two")).hasMessage("planned");
            assertThat(read(folder)).isEqualTo("one");
            folder.write(write -> {
                write.put(Table.META, KEY, bytes("acknowledged"));
                return 0;
            });
        }
        assertThat(path.resolve("gen-000002")).doesNotExist();
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(read(folder)).isEqualTo("acknowledged");
        }
    }

    @Test
    void keepsTheOldGenerationForAViewThatStillReadsIt() {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
            ReadView slow = folder.newView();
            slow.begin();
            Generation old = folder.acquireCurrent();
            old.release();
            publish(folder, "two");
            assertThat(slow.get(Table.META, KEY)).isEqualTo(bytes("one"));
            assertThat(old.isClosed()).isFalse();
            slow.end();
            assertThat(old.isClosed()).isTrue();
            slow.begin();
            assertThat(slow.get(Table.META, KEY)).isEqualTo(bytes("two"));
            slow.end();
        }
    }

    @Test
    void givesTheSlotOfAClosedViewBack() {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
            for (int i = 0; i < 2000; i++) {
                ReadView view = folder.newView();
                for (int round = 0; round < 2; round++) {
                    view.begin();
                    assertThat(view.get(Table.META, KEY)).isEqualTo(bytes("one"));
                    view.close();
                }
            }
        }
    }

    @Test
    void seesOneMomentBetweenBeginAndEnd() {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
            ReadView view = folder.newView();
            view.begin();
            folder.write(write -> {
                write.put(Table.META, KEY, bytes("changed"));
                return 0;
            });
            assertThat(view.get(Table.META, KEY)).isEqualTo(bytes("one"));
            view.end();
            view.begin();
            assertThat(view.get(Table.META, KEY)).isEqualTo(bytes("changed"));
            view.end();
        }
    }

    @Test
    void leavesTheDataAsItWasWhenAWriteFails() {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
            assertThatThrownBy(() -> folder.write(write -> {
                        write.put(Table.META, KEY, bytes("half"));
                        throw new IllegalStateException("planned");
                    }))
                    .hasMessage("planned");
            assertThat(read(folder)).isEqualTo("one");
        }
    }

    @Test
    void walksKeysOfAPrefixInOrder() {
        try (DataFolder folder = DataFolder.open(path)) {
            try (GenerationBuilder builder = folder.newGeneration()) {
                for (String key : List.of("A", "B", "B1", "B2", "C", "\u00FF")) {
                    builder.append(Table.DOCUMENT, bytes(key), bytes("value of " + key));
                }
                var _ = folder.publish(builder, next -> 0);
            }
            ReadView view = folder.newView();
            view.begin();
            List<String> found = new ArrayList<>();
            boolean more = view.seek(Table.DOCUMENT, bytes("B"), 1);
            while (more) {
                found.add(new String(view.key(), 0, view.keySize(), StandardCharsets.UTF_8) + "="
                        + new String(view.value(), StandardCharsets.UTF_8));
                more = view.next();
            }
            assertThat(found).containsExactly("B=value of B", "B1=value of B1", "B2=value of B2");
            assertThat(view.seek(Table.DOCUMENT, bytes("D"), 1)).isFalse();
            view.end();
        }
    }

    @Test
    void refusesWhatTheDiskHasNoRoomFor() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            folder.requireRoom(0);
            assertThatThrownBy(() -> folder.requireRoom(Long.MAX_VALUE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("MB are free (expected: 8,796,093,022,207 MB, and 64 MB to spare)");
        }
    }

    @Test
    void isHeldByOneAtATime() {
        try (DataFolder folder = DataFolder.open(path)) {
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("held by another vigie process");
            assertThat(folder.hasData()).isFalse();
        }
        DataFolder.open(path).close();
    }

    @Test
    void refusesGenerationsWithoutCurrent() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
        }
        Files.delete(path.resolve("CURRENT"));
        assertThatThrownBy(() -> DataFolder.open(path))
                .hasMessageContaining("no file CURRENT")
                .hasMessageContaining("remove CURRENT and gen-*");
    }

    @Test
    void refusesACurrentThatNamesNothing() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
        }
        Files.writeString(path.resolve("CURRENT"), "gen-000009\n");
        assertThatThrownBy(() -> DataFolder.open(path)).hasMessageContaining("not there").hasMessageContaining("remove CURRENT and gen-*");
        Files.writeString(path.resolve("CURRENT"), "../../etc\n");
        assertThatThrownBy(() -> DataFolder.open(path)).hasMessageContaining("not there");
    }

    @Test
    void refusesADataFileThatIsNoData() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
        }
        Files.write(path.resolve("gen-000001/data.mdb"), new byte[8192]);
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("gen-000001");
    }

    @Test
    void refusesADataFileThatWasCutOff() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one".repeat(100_000));
        }
        Path file = path.resolve("gen-000001/data.mdb");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cut off")
                .hasMessageContaining("remove CURRENT and gen-*");
    }

    @Test
    void opensAgainAfterWritesThatFreeWhatTheyTook() {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
            for (int i = 1; i < 20; i++) {
                byte[] large = new byte[i * 5000];
                folder.write(write -> {
                    write.put(Table.META, bytes("large"), large);
                    write.put(Table.META, bytes("large"), bytes("small"));
                    return 0;
                });
            }
        }
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(read(folder)).isEqualTo("one");
        }
    }

    @Test
    void keepsThePromiseOfAFirstPublicationThatWasInterrupted() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
        }
        Files.move(path.resolve("CURRENT"), path.resolve("CURRENT.next"));
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(read(folder)).isEqualTo("one");
        }
        assertThat(path.resolve("CURRENT")).exists();
    }

    @Test
    void dropsThePromiseOfAGenerationThatHasNotItsName() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
        }
        Files.writeString(path.resolve("CURRENT.next"), "gen-000002\n");
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(read(folder)).isEqualTo("one");
        }
        assertThat(path.resolve("CURRENT.next")).doesNotExist();
    }

    @Test
    void saysWhenNoReaderSlotIsLeftAndGoesOnWhenOneIs() {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
            List<ReadView> views = new ArrayList<>();
            ReadView last = folder.newView();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 600; i++) {
                            views.add(folder.newView());
                            views.getLast().begin();
                        }
                    })
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("no moment");
            assertThatThrownBy(last::begin).isInstanceOf(StoreException.class);
            views.forEach(ReadView::close);
            last.begin();
            assertThat(last.get(Table.META, KEY)).isEqualTo(bytes("one"));
            last.close();
        }
    }

    @Test
    void removesWhatAnInterruptedBuildLeft() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            publish(folder, "one");
        }
        Files.createDirectories(path.resolve("gen-000002.building"));
        Files.writeString(path.resolve("gen-000002.building/data.mdb"), "half");
        Files.createDirectories(path.resolve("gen-000002"));
        Files.createDirectories(path.resolve("scratch"));
        DataFolder.open(path).close();
        assertThat(path.resolve("gen-000002.building")).doesNotExist();
        assertThat(path.resolve("gen-000002")).doesNotExist();
        assertThat(path.resolve("scratch")).doesNotExist();
        assertThat(path.resolve("gen-000001")).exists();
    }

    @Test
    void swapsUnderReadersWithoutAFailedRead() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (DataFolder folder = DataFolder.open(path);
                ExecutorService readers = Executors.newFixedThreadPool(4)) {
            publish(folder, "0");
            Callable<Integer> reader = () -> {
                ReadView view = folder.newView();
                int last = 0;
                while (!stop.get()) {
                    view.begin();
                    int seen = Integer.parseInt(new String(view.get(Table.META, KEY), StandardCharsets.UTF_8));
                    assertThat(seen).isGreaterThanOrEqualTo(last);
                    last = seen;
                    view.end();
                }
                return last;
            };
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(readers.submit(reader));
            }
            for (int i = 1; i <= 20; i++) {
                publish(folder, Integer.toString(i));
            }
            stop.set(true);
            for (Future<Integer> future : running) {
                assertThat(future.get()).isBetween(0, 20);
            }
        }
    }

    @Test
    void keepsFilesToItself() throws IOException {
        try (DataFolder folder = DataFolder.open(path.resolve("private"))) {
            publish(folder, "one");
        }
        assertThat(Files.getPosixFilePermissions(path.resolve("private/gen-000001/data.mdb")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    private static void write(DataFolder folder, String value) {
        var _ = folder.write(view -> {
            view.put(Table.META, KEY, bytes(value));
            return 0;
        });
    }

    private static void publish(DataFolder folder, String value) {
        try (GenerationBuilder builder = folder.newGeneration()) {
            builder.append(Table.META, KEY, bytes(value));
            var _ = folder.publish(builder, next -> 0);
        }
    }

    private static String read(DataFolder folder) {
        ReadView view = folder.newView();
        view.begin();
        try {
            return new String(view.get(Table.META, KEY), StandardCharsets.UTF_8);
        } finally {
            view.end();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
