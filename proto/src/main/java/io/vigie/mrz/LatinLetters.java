package io.vigie.mrz;

/**
 * Latin letters whose forms are not their base letter (Doc 9303-3, section 6, part A). All others, from À to Ž, are
 * written as the letter that remains when their marks are taken away.
 */
final class LatinLetters {

    /** Character, equals sign, forms in order of preference. */
    static final String[] ROWS = {
        "Ä=AE/A", "Å=AA/A", "Æ=AE", "Ð=D", "Ñ=N/NXX", "Ö=OE/O", "Ø=OE", "Ü=UE/UXX/U", "Þ=TH", "Đ=D", "Ħ=H", "ı=I",
        "Ĳ=IJ", "Ŀ=L", "Ł=L", "Ŋ=N", "Œ=OE", "Ŧ=T", "ß=SS", "ẞ=SS", "ĸ=K", "ŉ=N"
    };

    private LatinLetters() {}
}
