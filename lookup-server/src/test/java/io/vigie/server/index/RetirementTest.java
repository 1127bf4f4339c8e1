package io.vigie.server.index;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.ingest.Json;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.OwnClock;
import io.vigie.v1.Change;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends of retention, one data folder at a time; RetentionIT has a server walk through the years. */
class RetirementTest {
    private static final RetentionPeriods PERIODS = new RetentionPeriods(12, 12, 0, 0, 0);
    private static final int MONTH_DAYS = 31;

    @TempDir
    Path path;

    private final OwnClock clock = new OwnClock(Instant.now());

    @Test
    void nobodyWhomTheSecurityCouncilListsIsRetired() throws IOException {
        Fixtures.load(
                path,
                Fixtures.person("P-NAMED", "ANNA"),
                naming("P-NAMING", "UN-1"),
                Fixtures.person("P-BLUE", "ANNA"),
                naming("P-ABSENT", "UN-9"),
                notice("UN-1", NoticeColour.Code.UN_SPECIAL, "P-NAMED"),
                notice("2026/1", NoticeColour.Code.BLUE, "P-BLUE"));
        try (DataFolder folder = DataFolder.open(path)) {
            clock.advance(Duration.ofDays(12 * MONTH_DAYS));
            retire(folder, "P-NAMED", "P-NAMING", "P-BLUE", "P-ABSENT");
            assertThat(logged(folder)).containsExactly("EXPIRY_WARNING P-BLUE", "EXPIRY_WARNING P-ABSENT");
            clock.advance(Duration.ofDays(4 * MONTH_DAYS));
            retire(folder, "P-NAMED", "P-NAMING", "P-BLUE", "P-ABSENT");
            assertThat(logged(folder).subList(2, 4)).containsExactly("EXPIRED P-BLUE", "EXPIRED P-ABSENT");
        }
    }

    @Test
    void whatAnOwnerWasToldCountsNoMoreOnceTheRecordSaidItselfWhenItExpires() throws IOException {
        Fixtures.load(path, record(document("D-1", "N1", "FRA")));
        try (DataFolder folder = DataFolder.open(path)) {
            clock.advance(Duration.ofDays(12 * MONTH_DAYS));
            retire(folder, "D-1");
            assertThat(kept(folder, "D-1").until()).isPositive();
            put(folder, record(document("D-1", "N1", "FRA").setExpires("2099-01-01")));
            assertThat(kept(folder, "D-1").until()).isZero();
            put(folder, record(document("D-1", "N1", "FRA")));
            clock.advance(Duration.ofDays(4 * MONTH_DAYS));
            retire(folder, "D-1");
            assertThat(logged(folder)).containsExactly("EXPIRY_WARNING D-1", "PUT D-1", "PUT D-1", "EXPIRY_WARNING D-1");
        }
    }

    @Test
    void aLoadForgetsWhatWasToldOfARecordThatSaysNow() throws IOException {
        Fixtures.load(path, record(document("D-1", "N1", "FRA")));
        Path file = Files.writeString(
                path.resolve("says.jsonl"),
                Json.print(record(document("D-1", "N1", "FRA").setExpires("2099-01-01"))));
        try (DataFolder folder = DataFolder.open(path)) {
            clock.advance(Duration.ofDays(12 * MONTH_DAYS));
            retire(folder, "D-1");
        }
        var _ = Fixtures.loadFile(path, file, true, new ArrayList<>());
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(kept(folder, "D-1").until()).isZero();
        }
    }

    @Test
    void nothingIsRetiredByAClockFarAheadOfTheLastSweep() throws IOException {
        Fixtures.load(path, record(document("D-1", "N1", "FRA")));
        try (DataFolder folder = DataFolder.open(path)) {
            folder.write(view -> {
                SweptDay.set(view, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
                return 0;
            });
            clock.advance(Duration.ofDays(12 * MONTH_DAYS));
            new Retirement(folder, PERIODS, Duration.ofDays(30), clock).retire(List.of("D-1"));
            assertThat(logged(folder)).isEmpty();
            new Retirement(folder, PERIODS, Duration.ofDays(400), clock).retire(List.of("D-1"));
            assertThat(logged(folder)).containsExactly("EXPIRY_WARNING D-1");
        }
    }

    @Test
    void timesGoOnFromTheLastChangeWhereTheClockIsBehind() throws IOException {
        Fixtures.load(path, record(document("D-1", "N1", "FRA")));
        try (DataFolder folder = DataFolder.open(path)) {
            Instant changed = contents(folder).changed();
            int entered = kept(folder, "D-1").entered();
            clock.advance(Duration.between(clock.instant(), Instant.EPOCH));
            put(folder, record(document("D-2", "N2", "FRA")));
            assertThat(contents(folder).changed()).isEqualTo(changed);
            assertThat(kept(folder, "D-2").entered()).isEqualTo(entered);
            assertThat(folder.<Integer>write(view -> ChangeLog.trim(view, changed, 10))).isZero();
        }
    }

    private void retire(DataFolder folder, String... ids) {
        new Retirement(folder, PERIODS, Duration.ZERO, clock).retire(List.of(ids));
    }

    private void put(DataFolder folder, Record record) {
        var _ = folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, clock.instant());
            assertThat(writer.put(record)).isInstanceOf(Outcome.Accepted.class);
            return writer.finish();
        });
    }

    private static List<String> logged(DataFolder folder) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return ChangeLog.after(view, ChangeLog.start(view), 100, Integer.MAX_VALUE).stream()
                    .map(RetirementTest::told)
                    .toList();
        } catch (ChangeLog.TrimmedException e) {
            throw new AssertionError(e);
        }
    }

    private static String told(Change change) {
        return change.getKind() + " " + change.getRecordId();
    }

    private static Kept kept(DataFolder folder, String id) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return IdEntry.decode(view.get(Table.ID, RecordKind.idBytes(id))).kept();
        }
    }

    private static Contents contents(DataFolder folder) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return Records.contents(view);
        }
    }

    private static Record naming(String id, String noticeId) {
        return Record.newBuilder()
                .setPerson(Fixtures.person(id, "ANNA").getPerson().toBuilder().addNoticeIds(noticeId))
                .build();
    }

    private static Record notice(String id, NoticeColour.Code colour, String subject) {
        return Record.newBuilder()
                .setNotice(Fixtures.notice(id, NoticeStatus.Code.PUBLISHED).getNotice().toBuilder()
                        .setColour(colour)
                        .addSubjects(subject))
                .build();
    }
}
