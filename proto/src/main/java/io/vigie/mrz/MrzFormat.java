package io.vigie.mrz;

/** The shapes of zone that are told apart. */
public enum MrzFormat {
    /** Card of credit-card size, three lines of 30 (Doc 9303-5). */
    TD1(3, 30),
    /** Card or booklet of the larger size, two lines of 36 (Doc 9303-6). */
    TD2(2, 36),
    /** Passport booklet, two lines of 44 (Doc 9303-4). */
    TD3(2, 44),
    /** Visa of full size, two lines of 44 (Doc 9303-7). */
    MRVA(2, 44),
    /** Small visa, two lines of 36 (Doc 9303-7). */
    MRVB(2, 36),
    /** French identity card of 1988 to 2021, two lines of 36 with a layout of its own. */
    IDFRA(2, 36),
    /** Any other input; what could be read of it is in the fields. */
    UNKNOWN(0, 0);

    private final int lineCount;
    private final int width;

    MrzFormat(int lineCount, int width) {
        this.lineCount = lineCount;
        this.width = width;
    }

    public int lineCount() {
        return lineCount;
    }

    /** Characters in a line. */
    public int width() {
        return width;
    }
}
