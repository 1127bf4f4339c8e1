package io.vigie.mrz;

/**
 * Where the fields of a format stand in its zone, the lines joined (Doc 9303-4, 9303-5 and 9303-6, 4.2.2; 9303-7).
 * Code and state stand at 0 and 2 of every format.
 *
 * <p>The check digits of number, birth and expiry follow their fields.
 *
 * @param optionalDigit of TD3 only, else -1
 * @param optional2 of TD1 only, else -1
 * @param composite -1 for visas
 * @param covered pairs of start and end: what the composite digit covers, in order
 */
record Layout(
        int name,
        int nameEnd,
        int number,
        int nationality,
        int birth,
        int sex,
        int expiry,
        int optional,
        int optionalEnd,
        int optionalDigit,
        int optional2,
        int optional2End,
        int composite,
        int[] covered) {

    static final int CODE = 0;
    static final int CODE_END = 2;
    static final int STATE = 2;
    static final int STATE_SIZE = 3;
    static final int NUMBER_SIZE = 9;
    static final int DATE_SIZE = 6;

    private static final Layout TD1 = new Layout(
            60, 90, 5, 45, 30, 37, 38, 15, 30, -1, 48, 59, 59, new int[] {5, 30, 30, 37, 38, 45, 48, 59});
    private static final Layout TD2 =
            new Layout(5, 36, 36, 46, 49, 56, 57, 64, 71, -1, -1, -1, 71, new int[] {36, 46, 49, 56, 57, 71});
    private static final Layout TD3 =
            new Layout(5, 44, 44, 54, 57, 64, 65, 72, 86, 86, -1, -1, 87, new int[] {44, 54, 57, 64, 65, 87});
    private static final Layout MRVA =
            new Layout(5, 44, 44, 54, 57, 64, 65, 72, 88, -1, -1, -1, -1, new int[0]);
    private static final Layout MRVB =
            new Layout(5, 36, 36, 46, 49, 56, 57, 64, 72, -1, -1, -1, -1, new int[0]);

    /** The layout of a format of Doc 9303; null for the others. */
    static Layout of(MrzFormat format) {
        return switch (format) {
            case TD1 -> TD1;
            case TD2 -> TD2;
            case TD3 -> TD3;
            case MRVA -> MRVA;
            case MRVB -> MRVB;
            case IDFRA, UNKNOWN -> null;
        };
    }

    int numberDigit() {
        return number + NUMBER_SIZE;
    }

    int birthDigit() {
        return birth + DATE_SIZE;
    }

    int expiryDigit() {
        return expiry + DATE_SIZE;
    }

    boolean isVisa() {
        return composite < 0;
    }

    /** True for the cards whose numbers may go on in the optional field (Doc 9303-5 and 9303-6, note j). */
    boolean allowsLongNumbers() {
        return !isVisa() && optionalDigit < 0;
    }
}
