package io.vigie.server.index;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.index.RetentionPeriods.Due;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Action;
import io.vigie.v1.Instrument;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Record;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPeriodsTest {
    private static final RetentionPeriods PERIODS = new RetentionPeriods(120, 60, 60, 36, 12);
    private static final LocalDate ENTERED = LocalDate.of(2026, 11, 27);
    private static final Kept KEPT = Kept.from(ENTERED.atStartOfDay(ZoneOffset.UTC).toInstant());

    @ParameterizedTest
    @CsvSource({
        "ARREST_PROVISIONAL, 60",
        "PROTECT, 60",
        "UNSPECIFIED, 60",
        "LOCATE_AND_INFORM, 36",
        "IDENTIFY, 36",
        "PREVENT_TRAVEL, 12",
        "DISCREET_CHECK, 12",
        "INQUIRY_CHECK, 12",
        "SPECIFIC_CHECK, 12",
    })
    void aPersonOrAlertIsKeptAsItsActionAsks(Action.Code action, int months) {
        assertEndsAfter(months, person(action));
        assertEndsAfter(months, notice(Instrument.Code.SIS_ALERT, NoticeColour.Code.UNSPECIFIED, action));
    }

    @Test
    void documentsAreKeptTenYearsAndNoticesFive() {
        assertEndsAfter(120, record(document("D-1", "N1", "FRA").setAction(Action.Code.DISCREET_CHECK)));
        assertEndsAfter(60, notice(Instrument.Code.NOTICE, NoticeColour.Code.BLUE, Action.Code.LOCATE_AND_INFORM));
    }

    @Test
    void whatSaysItselfUntilWhenAndWhatTheSecurityCouncilListsIsLeft() {
        LocalDate late = ENTERED.plusYears(100);
        assertThat(PERIODS.due(KEPT, record(document("D-1", "N1", "FRA").setExpires("2099")), late))
                .isEqualTo(Due.NOTHING);
        assertThat(PERIODS.due(KEPT, person(Action.Code.UN_TRAVEL_BAN), late)).isEqualTo(Due.NOTHING);
        assertThat(PERIODS.due(
                        KEPT,
                        notice(Instrument.Code.NOTICE, NoticeColour.Code.UN_SPECIAL, Action.Code.UNSPECIFIED),
                        late))
                .isEqualTo(Due.NOTHING);
        assertThat(PERIODS.due(KEPT, CanaryRecord.DOCUMENT, late)).isEqualTo(Due.NOTHING);
        RetentionPeriods without = new RetentionPeriods(0, 0, 0, 0, 0);
        assertThat(without.due(KEPT, record(document("D-1", "N1", "FRA")), late)).isEqualTo(Due.NOTHING);
    }

    @Test
    void anOwnerHasFourMonthsAlsoWhenThePeriodIsOverAlready() {
        Record person = person(Action.Code.DISCREET_CHECK);
        LocalDate late = ENTERED.plusYears(3);
        assertThat(PERIODS.due(KEPT, person, late)).isEqualTo(Due.WARNING);
        Kept told = KEPT.until(PERIODS.until(KEPT, person, late));
        assertThat(PERIODS.due(told, person, late.plusMonths(4).minusDays(1))).isEqualTo(Due.NOTHING);
        assertThat(PERIODS.due(told, person, late.plusMonths(4))).isEqualTo(Due.DELETION);
        assertThat(PERIODS.due(told, person, late.plusMonths(5).minusDays(1))).isEqualTo(Due.DELETION);
        assertThat(PERIODS.due(told, person, late.plusMonths(5))).as("told long ago").isEqualTo(Due.WARNING);
    }

    @Test
    void whatAWrongClockEnteredIsLeft() {
        Kept early = Kept.from(Instant.parse("2019-12-31T23:59:59Z"));
        assertThat(PERIODS.due(early, person(Action.Code.DISCREET_CHECK), ENTERED.plusYears(9))).isEqualTo(Due.NOTHING);
    }

    @Test
    void aLongerPeriodNeedsAnotherWarning() {
        Record person = person(Action.Code.DISCREET_CHECK);
        Kept told = KEPT.until(ENTERED.plusMonths(12));
        RetentionPeriods longer = new RetentionPeriods(120, 60, 60, 36, 24);
        assertThat(longer.due(told, person, ENTERED.plusMonths(12))).isEqualTo(Due.NOTHING);
        assertThat(longer.due(told, person, ENTERED.plusMonths(20))).isEqualTo(Due.WARNING);
    }

    @Test
    void refusesPeriodsThatLeaveNoTimeForAWarning() {
        assertThatThrownBy(() -> new RetentionPeriods(120, 60, 60, 36, 5))
                .hasMessage("retention.checks-months: 5 (expected: 6 to 1200, or 0)");
    }

    @Test
    void anEntryTellsTheDaysBesideThePlace() {
        byte[] key = {1, 2, 3};
        IdEntry untold = new IdEntry(RecordKind.DOCUMENT, Table.RANGE, key, new Kept(0xFF01, 0));
        assertThat(untold.encode()).containsExactly(4, 0xFF, 0x01, 1, 2, 3);
        IdEntry told = new IdEntry(RecordKind.PERSON, key, new Kept(0x5101, 0x5280));
        assertThat(told.encode()).containsExactly(0x82, 0x51, 0x01, 0x52, 0x80, 1, 2, 3);
        assertThat(IdEntry.decode(untold.encode()).kept()).isEqualTo(untold.kept());
        assertThat(IdEntry.decode(told.encode()).kept()).isEqualTo(told.kept());
        assertThat(IdEntry.decode(told.encode()).isAt(RecordKind.PERSON.table(), key)).isTrue();
        assertThatThrownBy(() -> IdEntry.decode(new byte[] {(byte) 0x82, 0, 0, 0, 0}))
                .isInstanceOf(DamagedException.class);
    }

    private static void assertEndsAfter(int months, Record record) {
        LocalDate end = ENTERED.plusMonths(months);
        LocalDate warning = end.minusMonths(4);
        assertThat(PERIODS.due(KEPT, record, warning.minusDays(1))).isEqualTo(Due.NOTHING);
        assertThat(PERIODS.due(KEPT, record, warning)).isEqualTo(Due.WARNING);
        assertThat(PERIODS.until(KEPT, record, warning)).isEqualTo(end);
        assertThat(PERIODS.due(KEPT.until(end), record, end.minusDays(1))).isEqualTo(Due.NOTHING);
        assertThat(PERIODS.due(KEPT.until(end), record, end)).isEqualTo(Due.DELETION);
    }

    private static Record person(Action.Code action) {
        Record person = Fixtures.person("P-1", "ANNA ANDERSON");
        return person.toBuilder()
                .setPerson(person.getPerson().toBuilder().setAction(action))
                .build();
    }

    private static Record notice(Instrument.Code instrument, NoticeColour.Code colour, Action.Code action) {
        Notice.Builder notice = Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED).getNotice().toBuilder();
        return Record.newBuilder()
                .setNotice(notice.setInstrument(instrument).setColour(colour).setAction(action))
                .build();
    }
}
