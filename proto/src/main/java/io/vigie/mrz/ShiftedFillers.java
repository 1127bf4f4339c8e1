package io.vigie.mrz;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts back fillers that moved inside a line of the right length: lost in one place and made up for in another, so
 * that all between them stands one position off.
 */
final class ShiftedFillers {

    /*
     * One misread character breaks the digit of its field and the composite; a shift breaks the digits of several
     * fields, or leaves a filler where the composite digit must stand. Only then is a move tried, and only taken when
     * every digit holds after it and dates, sex and nationality make sense: else chance would find one. A, K and U
     * have the value of a filler, so that a filler beside them has two places.
     */

    private static final int FIELDS_MIN = 2;

    private final char[] text;
    private final Layout layout;
    private final int width;
    private final List<char[]> likely = new ArrayList<>();
    private final List<char[]> possible = new ArrayList<>();

    private ShiftedFillers(char[] text, Layout layout) {
        this.text = text;
        this.layout = layout;
        this.width = text.length == 90 ? 30 : text.length / 2;
    }

    /**
     * The zone with one filler moved to where it belongs, with the other places that the digits allow; the zone itself
     * when there is none.
     */
    static Zone undo(char[] text, Layout layout, MrzChecks checks) {
        ShiftedFillers shifted = new ShiftedFillers(text, layout);
        if (shifted.lostCodeFiller()) {
            return new Zone(shifted.moved(shifted.width - 1, 1), List.of());
        }
        boolean atEnd = layout.composite() >= 0 && text[layout.composite()] == MrzChars.FILLER;
        int sex = ZoneScore.sex(text[layout.sex()]) > 0 ? 0 : 1;
        return atEnd || failedFields(checks) + sex >= FIELDS_MIN ? shifted.undo() : new Zone(text, List.of());
    }

    /** In PUTOERIKSSON the filler after P is lost: the state stands one position early. */
    private boolean lostCodeFiller() {
        boolean early = MrzChars.isLetter(text[1])
                && text[Layout.STATE + 2] != MrzChars.FILLER
                && text[width - 1] == MrzChars.FILLER
                && !StateField.isKnown(text, Layout.STATE)
                && StateField.isKnown(text, Layout.STATE - 1);
        return early
                && !isMisreadState()
                && (layout.number() >= width
                        || agreement(moved(width - 1, 1)) != NumberField.Agreement.FAILS);
    }

    /** In IPUS4 the state stands where it should, with a 4 read for an A. */
    private boolean isMisreadState() {
        char[] code = {text[Layout.STATE], text[Layout.STATE + 1], text[Layout.STATE + 2]};
        PositionRepair.lettersAt(code, 0, code.length);
        return StateField.isKnown(code, 0);
    }

    private Zone undo() {
        for (int start = 0; start < text.length; start += width) {
            if (start != layout.name() / width * width) {
                tryMoves(start);
            }
        }
        if (likely.isEmpty() && possible.isEmpty()) {
            return new Zone(text, List.of());
        }
        likely.addAll(possible);
        return new Zone(likely.get(0), likely.subList(1, likely.size()));
    }

    /** Fillers come in runs and at the end of a number, so moves to there go before moves into a word. */
    private void tryMoves(int start) {
        for (int from = start; from < start + width; from++) {
            boolean endsRun = isFiller(from) && (from + 1 == start + width || !isFiller(from + 1));
            for (int to = start; endsRun && to < start + width; to++) {
                char[] moved = moved(from, to);
                if (makesSense(moved)) {
                    boolean usual = isFiller(to)
                            || to > start && isFiller(to - 1)
                            || to == layout.numberDigit() - 1
                            || to == layout.optionalEnd() - 1
                            || to == layout.optional2End() - 1;
                    (usual ? likely : possible).add(moved);
                }
            }
        }
    }

    private char[] moved(int from, int to) {
        char[] moved = text.clone();
        if (from > to) {
            System.arraycopy(text, to, moved, to + 1, from - to);
        } else {
            System.arraycopy(text, from + 1, moved, from, to - from);
        }
        moved[to] = MrzChars.FILLER;
        return moved;
    }

    private boolean makesSense(char[] moved) {
        return ZoneDigits.birth(moved, layout)
                && ZoneDigits.expiry(moved, layout)
                && ZoneDigits.check(moved, layout, agreement(moved)).allHold()
                && ZoneScore.date(moved, layout.birth()) > 0
                && (ZoneScore.date(moved, layout.expiry()) > 0
                        || NumberField.isBlank(moved, layout.expiry(), layout.expiryDigit()))
                && ZoneScore.sex(moved[layout.sex()]) > 0
                && StateField.isKnown(moved, layout.nationality());
    }

    private NumberField.Agreement agreement(char[] zone) {
        return NumberField.agreement(zone, layout);
    }

    private boolean isFiller(int place) {
        return text[place] == MrzChars.FILLER;
    }

    private static int failedFields(MrzChecks checks) {
        return failed(checks.documentNumber()) + failed(checks.birthDate()) + failed(checks.expiryDate())
                + failed(checks.optionalData());
    }

    private static int failed(Boolean check) {
        return check != null && !check ? 1 : 0;
    }
}
