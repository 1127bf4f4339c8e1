package io.vigie.server.index;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When content that was removed is due to leave the disk, after a generation was built anew. */
class CompactionTest {
    private static final Instant LONG_AGO = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
    private static final Instant LATELY = LONG_AGO.plus(Duration.ofDays(60));

    @TempDir
    Path path;

    private DataFolder folder;

    @BeforeEach
    void open() throws IOException {
        Fixtures.load(path, doc("A", "N1"), doc("B", "N2"));
        folder = DataFolder.open(path);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void whatWasAddedBehindARemovalMakesNoOtherDue() throws IOException {
        change(LONG_AGO, writer -> writer.withdraw("A", 0, ""));
        change(LONG_AGO, writer -> writer.submit(doc("C", "N3")));
        change(LONG_AGO, writer -> writer.submit(doc("D", "N4")));
        change(LATELY, writer -> writer.submit(doc("C", "N5")));
        change(LATELY, writer -> writer.submit(doc("E", "N6")));
        trim(1);
        assertThat(isDue()).isTrue();
        var _ = Compaction.run(folder, LATELY);
        assertThat(purge()).isEqualTo(new Purge(6, LATELY, 5, 6));
        trim(2);
        assertThat(isDue()).as("two additions left the log").isFalse();
        trim(1);
        assertThat(isDue()).isTrue();
        var _ = Compaction.run(folder, LATELY);
        assertThat(purge().isPending()).isFalse();
    }

    @Test
    void whatIsAddedWhileAGenerationIsBuiltOfTheSameRecordsIsNoRemoval() throws IOException {
        change(LONG_AGO, writer -> writer.withdraw("A", 0, ""));
        trim(1);
        build(LATELY, () -> change(LATELY, writer -> writer.submit(doc("C", "N3"))));
        assertThat(purge().isPending()).isFalse();
    }

    @Test
    void whatIsRemovedWhileAGenerationIsBuiltCountsFromThenOn() throws IOException {
        change(LONG_AGO, writer -> writer.withdraw("A", 0, ""));
        trim(1);
        build(LATELY, () -> change(LATELY, writer -> writer.withdraw("B", 0, "")));
        assertThat(purge()).isEqualTo(new Purge(4, LATELY, 3, 4));
    }

    @Test
    void whatADamagedLogHeldCountsFromWhenItBeganAnew() throws IOException {
        change(LONG_AGO, writer -> writer.withdraw("A", 0, ""));
        trim(1);
        change(LONG_AGO, writer -> writer.submit(doc("C", "N3")));
        damageLog();
        build(LATELY, () -> {});
        assertThat(isDue()).isTrue();
        assertThat(purge().firstAt()).isEqualTo(LATELY);
    }

    @Test
    void aLogThatIsDamagedIsKept() {
        change(LONG_AGO, writer -> writer.withdraw("A", 0, ""));
        change(LONG_AGO, writer -> writer.submit(doc("C", "N3")));
        damageLog();
        assertThatThrownBy(() -> Compaction.run(folder, LATELY))
                .isInstanceOf(DamagedException.class)
                .hasMessageStartingWith("log: ");
        try (ReadView view = folder.newView()) {
            view.begin();
            assertThat(ChangeLog.start(view)).isEqualTo(2);
        }
    }

    /** Of the records that are held. */
    private void build(Instant now, Runnable meanwhile) throws IOException {
        try (GenerationBuilder builder = folder.newGeneration();
                ExternalSort documents = new ExternalSort(folder.scratchPath(), "documents", 1 << 20);
                BulkIndexer indexer = new BulkIndexer(builder, documents, folder, BulkIndexer.Missing.KEPT, now)) {
            meanwhile.run();
            var _ = indexer.publish(now);
        }
    }

    private void change(Instant now, Consumer<RecordWriter> change) {
        var _ = folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, now);
            change.accept(writer);
            return writer.finish();
        });
    }

    private void trim(int changes) {
        assertThat(folder.<Integer>write(view -> ChangeLog.trim(view, LATELY.plusSeconds(1), changes))).isEqualTo(changes);
    }

    private void damageLog() {
        folder.write(view -> {
            byte[] first = view.firstKey(Table.LOG);
            view.put(Table.LOG, first, new byte[100]);
            return 0;
        });
    }

    private Purge purge() {
        try (ReadView view = folder.newView()) {
            view.begin();
            return Purge.of(view);
        }
    }

    private boolean isDue() {
        try (ReadView view = folder.newView()) {
            view.begin();
            return Purge.of(view).isDue(view);
        }
    }

    private static Record doc(String id, String number) {
        return record(document(id, number, "FRA"));
    }
}
