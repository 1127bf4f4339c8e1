package io.vigie.server.index;

import io.vigie.v1.Action;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.Record;
import java.time.LocalDate;

/**
 * How many months records are kept that do not say so by {@code expires}, from the day on which they were entered. 0 = for
 * as long as their owner leaves them.
 *
 * @param documents travel documents (SLTD 10 years; SIS objects 10 years)
 * @param persons persons for whom no shorter period holds (INTERPOL 5 years; SIS arrest and missing 5 years)
 * @param notices notices and diffusions, and alerts for which no shorter period holds (INTERPOL 5 years)
 * @param searches persons and alerts to locate or identify somebody (SIS judicial procedure and unknown persons, 3 years)
 * @param checks persons and alerts for a discreet, inquiry or specific check, or against travel (SIS, 1 year)
 */
public record RetentionPeriods(int documents, int persons, int notices, int searches, int checks) {
    private static final int MONTHS_MIN = 6;
    private static final int MONTHS_MAX = 1200;
    private static final int OVERDUE_MONTHS = 1;

    /** Nothing was entered before there was this program: an earlier day is that of a wrong clock. */
    private static final long EARLIEST = LocalDate.of(2020, 1, 1).toEpochDay();

    public RetentionPeriods {
        check("documents", documents);
        check("persons", persons);
        check("notices", notices);
        check("searches", searches);
        check("checks", checks);
    }

    private static void check(String name, int months) {
        if (months != 0 && (months < MONTHS_MIN || months > MONTHS_MAX)) {
            throw new IllegalArgumentException("retention." + name + "-months: " + months + " (expected: " + MONTHS_MIN
                    + " to " + MONTHS_MAX + ", or 0)");
        }
    }

    /** What is to be done about a record on a day. */
    enum Due {
        NOTHING,
        WARNING,
        DELETION
    }

    Due due(Kept kept, Record record, LocalDate today) {
        int months = months(record);
        if (months == 0
                || kept.entered() < EARLIEST
                || !RecordKind.expiresOf(record).isEmpty()
                || CanaryRecord.isReservedId(RecordKind.idOf(record))) {
            return Due.NOTHING;
        }
        LocalDate end = LocalDate.ofEpochDay(kept.entered()).plusMonths(months);
        if (today.isBefore(end.minusMonths(ExpiryDates.WARNING_MONTHS))) {
            return Due.NOTHING;
        }
        // Longer periods since the owner was told need another warning.
        if (kept.until() < end.toEpochDay()) {
            return Due.WARNING;
        }
        LocalDate until = LocalDate.ofEpochDay(kept.until());
        if (today.isBefore(until)) {
            return Due.NOTHING;
        }
        // What was told long ago was told of another period, or of one that was switched off since.
        return today.isBefore(until.plusMonths(OVERDUE_MONTHS)) ? Due.DELETION : Due.WARNING;
    }

    /** The day on which a record is deleted whose owner is told today: never sooner than the warning allows. */
    LocalDate until(Kept kept, Record record, LocalDate today) {
        LocalDate end = LocalDate.ofEpochDay(kept.entered()).plusMonths(months(record));
        LocalDate soonest = today.plusMonths(ExpiryDates.WARNING_MONTHS);
        return end.isBefore(soonest) ? soonest : end;
    }

    private int months(Record record) {
        return switch (RecordKind.of(record)) {
            case DOCUMENT -> documents;
            case PERSON -> months(record.getPerson().getAction(), persons);
            case NOTICE -> months(record.getNotice());
        };
    }

    private int months(Notice notice) {
        return switch (notice.getInstrument()) {
            case SIS_ALERT, NATIONAL_ALERT -> months(notice.getAction(), notices);
            case NOTICE, DIFFUSION, UNSPECIFIED, UNRECOGNIZED -> isOfUnitedNations(notice) ? 0 : notices;
        };
    }

    static boolean isOfUnitedNations(Notice notice) {
        return notice.getColour() == NoticeColour.Code.UN_SPECIAL;
    }

    private int months(Action.Code action, int otherwise) {
        return switch (action) {
            case PREVENT_TRAVEL, SPECIFIC_CHECK, INQUIRY_CHECK, DISCREET_CHECK -> checks;
            case LOCATE_AND_INFORM, IDENTIFY -> searches;
            // They stand until the Security Council ends them.
            case UN_TRAVEL_BAN, FREEZE_ASSETS -> 0;
            default -> otherwise;
        };
    }
}
