package io.vigie.mrz;

import java.util.List;

/**
 * Reads the French identity card of 1988 to 2021: two lines of 36 that are not TD2 (décret 87-178 of 19 March 1987,
 * PRADO FRA-BO-02002).
 *
 * <pre>
 * line 1: ID FRA surname(25) department(3) office(3)
 * line 2: year(2) month(2) department(3) serial(5) digit | given names(14) | birth(6) digit | sex | composite
 * </pre>
 *
 * The first twelve characters of line 2 are the number; the composite covers everything before it. Nationality and
 * expiry are not in the zone.
 */
final class FrenchCard {

    private static final String PREFIX = "IDFRA";
    private static final int SURNAME = 5;
    private static final int OFFICE = 30;
    private static final int NUMBER = 36;
    private static final int DEPARTMENT = 40;
    private static final int SERIAL = 43;
    private static final int NUMBER_DIGIT = 48;
    private static final int GIVEN = 49;
    static final int BIRTH = 63;
    private static final int BIRTH_DIGIT = 69;
    static final int SEX = 70;
    private static final int COMPOSITE = 71;

    private final Draft draft;
    private final char[] received;

    FrenchCard(Draft draft, char[] received) {
        this.draft = draft;
        this.received = received;
    }

    /** True for the prefix IDFRA, unless the digits are rather those of TD2. */
    static boolean matches(char[] text) {
        for (int i = 0; i < SURNAME; i++) {
            char wanted = PREFIX.charAt(i);
            if (text[i] != wanted && MrzChars.letterFor(text[i]) != wanted && MrzChars.digitFor(wanted) != text[i]) {
                return false;
            }
        }
        return score(text) >= ZoneScore.of(text, Layout.of(MrzFormat.TD2));
    }

    static int score(char[] text) {
        char[] repaired = repaired(text);
        return ZoneScore.digits(check(repaired)) - ZoneScore.changes(text, repaired)
                + ZoneScore.date(repaired, BIRTH) + ZoneScore.code(repaired) + ZoneScore.sex(repaired[SEX]) + 1;
    }

    MrzReading read() {
        draft.checks = check(received);
        ZoneFields.reportFailures(draft.checks, draft);
        char[] placed = withFillersInPlace();
        ReportedRepairs.addLines(draft, received, placed);
        char[] text = DigitRepair.illegible(repaired(placed), BIRTH, BIRTH_DIGIT);
        reportRepairs(placed, text);
        draft.documentCode = "ID";
        draft.issuingState = "FRA";
        readNumber(text);
        readNames(text);
        draft.birthDate = Dates.birth(text, BIRTH, draft.reference);
        if (draft.birthDate == null) {
            draft.birthDateRaw = new String(text, BIRTH, Layout.DATE_SIZE);
            ZoneFields.reportDate(draft.birthDateRaw, "birthDate", draft);
        }
        draft.sex = ZoneFields.readSex(text[SEX], draft);
        draft.optionalData = ZoneFields.withoutTrailingFillers(text, OFFICE, NUMBER);
        return draft.freeze();
    }

    /** Undoes what moved a filler to the end of a line, when every digit holds then. */
    private char[] withFillersInPlace() {
        if (draft.checks.allHold()) {
            return received;
        }
        char[] placed = received.clone();
        returnLastFiller(placed, 0);
        returnLastFiller(placed, NUMBER);
        return check(placed).allHold() ? placed : received;
    }

    /** Puts a filler at the end of a line back behind the last run of fillers before it. */
    private static void returnLastFiller(char[] text, int start) {
        int last = start + NUMBER - 1;
        int to = last;
        while (to > start && text[to - 1] != MrzChars.FILLER) {
            to--;
        }
        if (text[last] == MrzChars.FILLER && to > start) {
            System.arraycopy(text, to, text, to + 1, last - to);
            text[to] = MrzChars.FILLER;
        }
    }

    /** Completes a zone that holds birth and sex. */
    static void write(char[] text, String number, String surname, String givenNames, String office) {
        MrzWriter.put(text, "documentCode", PREFIX, 0, SURNAME);
        MrzWriter.put(text, "surname", NameField.of(surname, null, OFFICE - SURNAME), SURNAME, OFFICE);
        MrzWriter.put(text, "optionalData", office, OFFICE, NUMBER);
        MrzWriter.put(text, "documentNumber", number, NUMBER, NUMBER_DIGIT);
        MrzWriter.put(text, "givenNames", NameField.of(givenNames, null, BIRTH - GIVEN), GIVEN, BIRTH);
        for (int[] field : new int[][] {{NUMBER, NUMBER_DIGIT}, {BIRTH, BIRTH_DIGIT}, {0, COMPOSITE}}) {
            text[field[1]] = (char) ('0' + CheckDigits.of(text, field[0], field[1]));
        }
    }

    private void readNumber(char[] text) {
        String read = NumberField.trimmed(text, NUMBER, NUMBER_DIGIT);
        if (read == null) {
            draft.problem(MrzProblem.Code.NUMBER_MISSING, "documentNumber", "no document number");
        } else if (CheckDigits.holds(text, NUMBER, NUMBER_DIGIT)) {
            boolean same = read.equals(NumberField.trimmed(received, NUMBER, NUMBER_DIGIT));
            draft.number(read, same ? DocumentNumberState.CONFIRMED : DocumentNumberState.REPAIRED);
        } else {
            NumberRepair.report(draft, read, numbersThatFit(text));
        }
    }

    private static List<String> numbersThatFit(char[] text) {
        return Lookalikes.fitting(text, Lookalikes.places(NUMBER, NUMBER_DIGIT), FrenchCard::isNumberRight).stream()
                .map(fit -> NumberField.trimmed(fit, NUMBER, NUMBER_DIGIT))
                .toList();
    }

    private static boolean isNumberRight(char[] text) {
        return CheckDigits.holds(text, NUMBER, NUMBER_DIGIT)
                && (CheckDigits.holds(text, 0, COMPOSITE) || !CheckDigits.holds(text, BIRTH, BIRTH_DIGIT))
                && !PositionRepair.hasLetter(text, NUMBER, DEPARTMENT)
                && !PositionRepair.hasLetter(text, SERIAL, NUMBER_DIGIT);
    }

    private void readNames(char[] text) {
        draft.surname = Names.words(text, SURNAME, OFFICE);
        draft.givenNames = Names.words(text, GIVEN, BIRTH);
        draft.truncated = text[OFFICE - 1] != MrzChars.FILLER || text[BIRTH - 1] != MrzChars.FILLER;
        draft.nameFieldRaw = new String(received, SURNAME, OFFICE - SURNAME) + new String(received, GIVEN, BIRTH - GIVEN);
        if (draft.surname == null) {
            draft.problem(MrzProblem.Code.NAME_MISSING, "surname", "no surname");
        }
        if (draft.truncated) {
            draft.problem(MrzProblem.Code.NAME_TRUNCATED, "names", "a name fills its field and may be cut");
        }
    }

    private void reportRepairs(char[] placed, char[] text) {
        ReportedRepairs.part(draft, "documentCode", placed, text, 0, 2);
        ReportedRepairs.part(draft, "issuingState", placed, text, 2, SURNAME);
        ReportedRepairs.part(draft, "surname", placed, text, SURNAME, OFFICE);
        ReportedRepairs.part(draft, "documentNumber", placed, text, NUMBER, NUMBER_DIGIT);
        ReportedRepairs.part(draft, "documentNumberCheckDigit", placed, text, NUMBER_DIGIT, GIVEN);
        ReportedRepairs.part(draft, "givenNames", placed, text, GIVEN, BIRTH);
        ReportedRepairs.part(draft, "birthDate", placed, text, BIRTH, BIRTH_DIGIT);
        ReportedRepairs.part(draft, "birthDateCheckDigit", placed, text, BIRTH_DIGIT, SEX);
        ReportedRepairs.part(draft, "composite", placed, text, COMPOSITE, COMPOSITE + 1);
    }

    private static char[] repaired(char[] received) {
        char[] text = received.clone();
        PREFIX.getChars(0, SURNAME, text, 0);
        PositionRepair.lettersAt(text, SURNAME, OFFICE);
        PositionRepair.digitsAt(text, NUMBER, DEPARTMENT);
        PositionRepair.digitsAt(text, SERIAL, NUMBER_DIGIT + 1);
        PositionRepair.lettersAt(text, GIVEN, BIRTH);
        PositionRepair.digitsAt(text, BIRTH, BIRTH_DIGIT + 1);
        PositionRepair.digitAt(text, COMPOSITE);
        return text;
    }

    private static MrzChecks check(char[] text) {
        return new MrzChecks(
                CheckDigits.holds(text, NUMBER, NUMBER_DIGIT),
                CheckDigits.holds(text, BIRTH, BIRTH_DIGIT),
                null,
                null,
                CheckDigits.holds(text, 0, COMPOSITE));
    }
}
