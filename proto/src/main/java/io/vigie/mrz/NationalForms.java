package io.vigie.mrz;

import java.util.Arrays;
import java.util.List;

/**
 * Reads what can be read of input in no format of Doc 9303: driving licences, and zones of which lines are missing.
 *
 * <p>The format stays UNKNOWN. A recognised licence is valid when its form and its digits are right.
 */
final class NationalForms {

    private static final int LICENCE_WIDTH = 30;

    private NationalForms() {}

    static MrzReading read(List<String> lines, Draft draft) {
        if (isOneLineLicence(lines)) {
            return oneLineLicence(lines.get(0).toCharArray(), draft);
        }
        if (isSwissLicence(lines)) {
            return swissLicence(lines, draft);
        }
        draft.malformed(MrzProblem.Code.UNKNOWN_FORMAT, "zone", "no known format: " + describe(lines));
        return part(lines, draft);
    }

    /** The licence of ISO/IEC 18013 and its French variant: one line that begins with D and a digit. */
    private static boolean isOneLineLicence(List<String> lines) {
        return lines.size() == 1
                && lines.get(0).length() == LICENCE_WIDTH
                && lines.get(0).charAt(0) == 'D'
                && States.isKnown(lines.get(0).substring(2, 5));
    }

    private static MrzReading oneLineLicence(char[] received, Draft draft) {
        char[] text = received.clone();
        PositionRepair.digitAt(text, LICENCE_WIDTH - 1);
        boolean composite = CheckDigits.holds(received, 0, LICENCE_WIDTH - 1);
        draft.documentCode = new String(text, 0, 2);
        draft.issuingState = new String(text, 2, 3);
        draft.problem(MrzProblem.Code.NATIONAL_FORM, "zone", "driving licence of one line");
        if (draft.issuingState.equals("FRA")) {
            readFrenchLicence(received, text, composite, draft);
        } else {
            draft.checks = new MrzChecks(null, null, null, null, composite);
            draft.number(NumberField.trimmed(text, 6, 16), confirmed(composite));
            draft.optionalData = ZoneFields.withoutTrailingFillers(text, 16, LICENCE_WIDTH - 1);
        }
        ZoneFields.reportFailures(draft.checks, draft);
        return draft.freeze(draft.wellFormed && draft.checks.allHold());
    }

    /** Number(9) and a digit over all before it, expiry(6), the beginning of the surname(8). */
    private static void readFrenchLicence(char[] received, char[] text, boolean composite, Draft draft) {
        boolean number = CheckDigits.holds(received, 0, 14);
        draft.checks = new MrzChecks(number, null, null, null, composite);
        PositionRepair.digitsAt(text, 14, 21);
        PositionRepair.lettersAt(text, 21, 29);
        draft.number(NumberField.trimmed(text, 5, 14), confirmed(number));
        draft.expiryDate = Dates.expiry(text, 15, draft.reference, null);
        draft.expiryDateRaw = draft.expiryDate == null ? new String(received, 15, Layout.DATE_SIZE) : null;
        ReportedRepairs.part(draft, "expiryDate", received, text, 15, 21);
        ReportedRepairs.part(draft, "surname", received, text, 21, 29);
        draft.surname = Names.words(text, 21, 29);
        draft.truncated = text[28] != MrzChars.FILLER;
        draft.nameFieldRaw = new String(received, 21, 8);
    }

    /** Blank number of nine; FA, state, FABER number and version, birth; names. No digits. */
    private static boolean isSwissLicence(List<String> lines) {
        return lines.size() == 3
                && lines.get(0).length() == 9
                && lines.get(1).length() == LICENCE_WIDTH
                && lines.get(2).length() == LICENCE_WIDTH
                && (lines.get(1).startsWith("FACHE") || lines.get(1).startsWith("FALIE"));
    }

    private static MrzReading swissLicence(List<String> lines, Draft draft) {
        char[] data = lines.get(1).toCharArray();
        char[] names = lines.get(2).toCharArray();
        int birth = lines.get(1).indexOf("<<", 5) + 2;
        draft.documentCode = "FA";
        draft.issuingState = lines.get(1).substring(2, 5);
        draft.problem(MrzProblem.Code.NATIONAL_FORM, "zone", "Swiss driving licence");
        String number = NumberField.trimmed(data, 5, Math.max(5, birth - 2));
        String blank = NumberField.trimmed(lines.get(0).toCharArray(), 0, 9);
        if (number != null) {
            draft.number(number, DocumentNumberState.UNVERIFIED);
            draft.candidates = blank == null ? List.of(number) : List.of(number, blank);
        }
        if (birth > 5 && birth + Layout.DATE_SIZE <= data.length) {
            draft.birthDate = Dates.birth(data, birth, draft.reference);
            draft.birthDateRaw = draft.birthDate == null ? new String(data, birth, Layout.DATE_SIZE) : null;
        }
        draft.nameFieldRaw = lines.get(2);
        Names.read(names, 0, names.length, draft);
        return draft.freeze(draft.wellFormed);
    }

    /** Lines of a known width, the missing ones left empty: the placing that agrees best is read. */
    private static MrzReading part(List<String> lines, Draft draft) {
        Layout best = null;
        char[] bestText = null;
        int bestScore = 3;
        for (MrzFormat format : new MrzFormat[] {MrzFormat.TD1, MrzFormat.TD2, MrzFormat.TD3}) {
            for (int first = 0; first + lines.size() <= format.lineCount(); first++) {
                char[] text = placed(lines, format, first);
                int score = text == null ? 0 : ZoneScore.of(text, Layout.of(format));
                if (score > bestScore) {
                    best = Layout.of(format);
                    bestText = text;
                    bestScore = score;
                }
            }
        }
        return best == null ? draft.freeze() : new ZoneFields(draft, best, bestText).readPart();
    }

    private static char[] placed(List<String> lines, MrzFormat format, int first) {
        char[] text = new char[format.lineCount() * format.width()];
        Arrays.fill(text, MrzChars.FILLER);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() != format.width()) {
                return null;
            }
            lines.get(i).getChars(0, format.width(), text, (first + i) * format.width());
        }
        return text;
    }

    private static DocumentNumberState confirmed(boolean holds) {
        return holds ? DocumentNumberState.CONFIRMED : DocumentNumberState.UNVERIFIED;
    }

    private static String describe(List<String> lines) {
        StringBuilder lengths = new StringBuilder();
        for (int i = 0; i < Math.min(lines.size(), 5); i++) {
            lengths.append(i == 0 ? "lines of " : ", ").append(lines.get(i).length());
        }
        return lengths.isEmpty() ? "nothing" : lengths.append(lines.size() > 5 ? " and more" : "").toString();
    }
}
