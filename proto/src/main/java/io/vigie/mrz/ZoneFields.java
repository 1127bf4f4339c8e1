package io.vigie.mrz;

import java.util.List;

/** Reads the fields of one zone whose lines have the right length and whose format has a {@link Layout}. */
final class ZoneFields {

    private final Draft draft;
    private final Layout layout;
    private final char[] received;
    private char[] text;

    ZoneFields(Draft draft, Layout layout, char[] received) {
        this.draft = draft;
        this.layout = layout;
        this.received = received;
        this.text = received;
    }

    MrzReading read() {
        return read(ZoneDigits.check(received, layout, NumberField.agreement(received, layout)));
    }

    /** Reads a zone of which whole lines are missing and stand as fillers. */
    MrzReading readPart() {
        return read(ZoneDigits.checkPart(received, layout));
    }

    private MrzReading read(MrzChecks checks) {
        draft.checks = checks;
        boolean damaged = !draft.checks.allHold();
        if (damaged) {
            reportFailures(draft.checks, draft);
        }
        char[] placed =
                damaged || !StateField.isKnown(received, Layout.STATE) ? withFillersInPlace(checks) : received;
        if (placed != received) {
            ReportedRepairs.addLines(draft, received, placed);
        }
        text = PositionRepair.apply(placed, layout, damaged);
        if (damaged) {
            text = DigitRepair.dates(text, layout);
            text = DigitRepair.optional(text, layout);
        }
        if (text != placed) {
            ReportedRepairs.add(draft, layout, placed, text);
        }
        draft.documentCode = Names.words(text, Layout.CODE, Layout.CODE_END);
        readNumber();
        draft.issuingState = readState(Layout.STATE, "issuingState");
        draft.nationality = readState(layout.nationality(), "nationality");
        readDates();
        draft.sex = readSex(text[layout.sex()], draft);
        readOptional();
        draft.nameFieldRaw = new String(received, layout.name(), layout.nameEnd() - layout.name());
        Names.read(text, layout.name(), layout.nameEnd(), draft);
        return draft.freeze();
    }

    private char[] withFillersInPlace(MrzChecks checks) {
        Zone zone = ShiftedFillers.undo(received, layout, checks);
        for (char[] alternative : zone.alternatives()) {
            draft.otherNumber(NumberField.read(alternative, layout));
        }
        return zone.text();
    }

    private void readNumber() {
        switch (NumberField.agreement(text, layout)) {
            case EMPTY -> draft.problem(MrzProblem.Code.NUMBER_MISSING, "documentNumber", "no document number");
            case HOLDS -> confirmNumber();
            case HOLDS_WITH_FILLER -> {
                confirmNumber();
                draft.problem(
                        MrzProblem.Code.CHECK_DIGIT_WITH_FILLER,
                        "documentNumber",
                        "the check digit counts the filler, as older Belgian and Portuguese cards do");
            }
            case FAILS -> repairNumber();
        }
    }

    /** One misreading of a long number in ten agrees with the other of its two digits; the composite tells. */
    private void confirmNumber() {
        String read = NumberField.read(text, layout);
        if (isChance()) {
            NumberRepair.report(draft, read, List.of());
            return;
        }
        List<String> fitting = NumberField.longEnd(text, layout) >= 0 && !ZoneDigits.composite(text, layout)
                ? DigitRepair.numbers(text, layout)
                : List.of();
        if (fitting.isEmpty()) {
            draft.number(read, DocumentNumberState.CONFIRMED);
        } else {
            NumberRepair.report(draft, read, fitting);
        }
    }

    /**
     * Whether a digit that was itself misread may agree by chance, as one in ten does: no date beside it agrees, so
     * that these may be no fields at all, as when lines are exchanged.
     */
    private boolean isChance() {
        return text[layout.numberDigit()] != received[layout.numberDigit()]
                && MrzChars.isLetter(received[layout.numberDigit()])
                && !ZoneDigits.birth(text, layout)
                && !ZoneDigits.expiry(text, layout);
    }

    private void repairNumber() {
        String read = NumberField.read(text, layout);
        if (read == null) {
            draft.problem(MrzProblem.Code.NUMBER_MISSING, "documentNumber", "a check digit without a number");
            return;
        }
        NumberRepair.report(draft, read, DigitRepair.numbers(text, layout));
    }

    private String readState(int from, String field) {
        String code = StateField.read(text, from);
        if (!StateField.isKnown(text, from)) {
            draft.problem(MrzProblem.Code.STATE, field, code == null ? "no code" : "not a known code");
        }
        return code;
    }

    private void readDates() {
        draft.birthDate = Dates.birth(text, layout.birth(), draft.reference);
        if (draft.birthDate == null) {
            draft.birthDateRaw = rawDate(layout.birth(), "birthDate");
        }
        draft.expiryDate = Dates.expiry(text, layout.expiry(), draft.reference, draft.birthDate);
        if (draft.expiryDate == null) {
            draft.expiryDateRaw = rawDate(layout.expiry(), "expiryDate");
        }
    }

    private String rawDate(int from, String field) {
        String raw = new String(text, from, Layout.DATE_SIZE);
        reportDate(raw, field, draft);
        return raw;
    }

    static void reportDate(String raw, String field, Draft draft) {
        boolean unknown = raw.indexOf(MrzChars.FILLER) >= 0 || raw.startsWith("00", 2) || raw.endsWith("00");
        draft.problem(
                unknown ? MrzProblem.Code.DATE_UNKNOWN : MrzProblem.Code.DATE_IMPOSSIBLE,
                field,
                unknown ? "unknown in whole or in part" : "no such day");
    }

    static Character readSex(char c, Draft draft) {
        return switch (c) {
            case 'M' -> 'M';
            case 'F' -> 'F';
            case MrzChars.FILLER, 'X' -> 'X';
            default -> {
                draft.problem(MrzProblem.Code.SEX, "sex", "neither M, F nor a filler: " + c);
                yield null;
            }
        };
    }

    private void readOptional() {
        int from = layout.optional();
        int longEnd = NumberField.longEnd(text, layout);
        if (longEnd >= 0) {
            from = Math.min(longEnd + 1, layout.optionalEnd());
        }
        while (layout.isVisa() && from < layout.optionalEnd() && text[from] == MrzChars.FILLER) {
            from++;
        }
        draft.optionalData = withoutTrailingFillers(text, from, layout.optionalEnd());
        if (layout.optional2() >= 0) {
            draft.optionalData2 = withoutTrailingFillers(text, layout.optional2(), layout.optional2End());
        }
    }

    static String withoutTrailingFillers(char[] text, int from, int to) {
        int end = to;
        while (end > from && text[end - 1] == MrzChars.FILLER) {
            end--;
        }
        return end == from ? null : new String(text, from, end - from);
    }

    static void reportFailures(MrzChecks checks, Draft draft) {
        reportFailure(checks.documentNumber(), "documentNumber", draft);
        reportFailure(checks.birthDate(), "birthDate", draft);
        reportFailure(checks.expiryDate(), "expiryDate", draft);
        reportFailure(checks.optionalData(), "optionalData", draft);
        reportFailure(checks.composite(), "composite", draft);
    }

    private static void reportFailure(Boolean check, String field, Draft draft) {
        if (check != null && !check) {
            draft.problem(MrzProblem.Code.CHECK_DIGIT, field, "the check digit does not hold");
        }
    }
}
