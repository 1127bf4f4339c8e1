package io.vigie.mrz;

import java.util.List;

/** Repairs that a check digit decides. */
final class DigitRepair {

    private DigitRepair() {}

    /**
     * The document numbers that fit their digit, however it is computed. Where every other digit holds, the composite
     * must hold too: it tells a misread number from a misread digit.
     */
    static List<String> numbers(char[] text, Layout layout) {
        boolean compositeDecides = layout.composite() >= 0
                && MrzChars.isDigit(text[layout.composite()])
                && ZoneDigits.othersHold(text, layout);
        return Lookalikes.fitting(
                        text,
                        NumberField.places(text, layout),
                        trial -> NumberField.agreement(trial, layout) != NumberField.Agreement.FAILS
                                && (!compositeDecides || ZoneDigits.composite(trial, layout)))
                .stream()
                .map(fit -> NumberField.read(fit, layout))
                .toList();
    }

    /** The optional field of a passport, when exactly one repair fits its digit and the composite. */
    static char[] optional(char[] text, Layout layout) {
        if (layout.optionalDigit() < 0 || ZoneDigits.optional(text, layout)) {
            return text;
        }
        int[] places = Lookalikes.places(layout.optional(), layout.optionalEnd());
        List<char[]> fitting = Lookalikes.fitting(
                text, places, trial -> ZoneDigits.optional(trial, layout) && ZoneDigits.composite(trial, layout));
        return fitting.size() == 1 ? fitting.get(0) : text;
    }

    /** Dates with one illegible character: the weights are coprime to ten, so exactly one digit fits. */
    static char[] dates(char[] text, Layout layout) {
        return illegible(illegible(text, layout.birth(), layout.birthDigit()), layout.expiry(), layout.expiryDigit());
    }

    static char[] illegible(char[] text, int from, int digit) {
        int place = -1;
        for (int i = from; i < digit; i++) {
            if (text[i] == MrzChars.FOREIGN) {
                if (place >= 0) {
                    return text;
                }
                place = i;
            }
        }
        if (place < 0 || !MrzChars.isDigit(text[digit])) {
            return text;
        }
        char[] trial = text.clone();
        for (char c = '0'; c <= '9'; c++) {
            trial[place] = c;
            if (CheckDigits.of(trial, from, digit) == trial[digit] - '0') {
                return trial;
            }
        }
        return text;
    }
}
