package io.vigie.server.match;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Letters of the alphabets that need no library, in the usual spelling of names in Latin letters.
 *
 * <p>Vowels that Arabic and Hebrew do not write are not made up: {@link TokenSimilarity} knows that they may lack.
 */
final class Letters {
    private static final String LATIN =
            "ß=SS ẞ=SS Æ=AE Œ=OE Ø=O Đ=D Ð=D Ɖ=D Þ=TH Ł=L I=I ı=I İ=I Ŋ=NG Ħ=H Ŧ=T Ĳ=IJ Ə=A Ɓ=B Ɗ=D Ƙ=K Ƴ=Y Ɛ=E Ɔ=O ĸ=K";

    private static final String CYRILLIC = "А=A Б=B В=V Г=G Д=D Е=E Ё=YO Ж=ZH З=Z И=I Й=Y К=K Л=L М=M Н=N О=O П=P Р=R "
            + "С=S Т=T У=U Ф=F Х=KH Ц=TS Ч=CH Ш=SH Щ=SHCH Ъ= Ы=Y Ь= Э=E Ю=YU Я=YA І=I Ї=YI Є=YE Ґ=G Ў=U Ђ=DJ Ј=J Љ=LJ "
            + "Њ=NJ Ћ=C Џ=DZ Ѕ=DZ Ѓ=G Ќ=K Ѣ=E Ѳ=F Ѵ=I Ѫ=A Ә=A Ғ=G Қ=Q Ң=NG Ө=O Ұ=U Ү=U Һ=H Ҳ=H Ҷ=J Ҹ=J Ӣ=I Ӯ=U Ҙ=Z Ҫ=S "
            + "Ӈ=NG Ӏ= Ҥ=NG Ӑ=A Ӗ=E Ӳ=U Ў=U";

    private static final String GREEK = "Α=A Β=V Γ=G Δ=D Ε=E Ζ=Z Η=I Θ=TH Ι=I Κ=K Λ=L Μ=M Ν=N Ξ=X Ο=O Π=P Ρ=R Σ=S ς=S "
            + "Τ=T Υ=Y Φ=F Χ=CH Ψ=PS Ω=O";

    private static final String ARABIC = "ء= آ=A أ=A ؤ=U إ=I ئ=Y ا=A ٱ=A ب=B ة=A ت=T ث=TH ج=J ح=H خ=KH د=D ذ=DH ر=R ز=Z "
            + "س=S ش=SH ص=S ض=D ط=T ظ=Z ع=A غ=GH ف=F ق=Q ك=K ل=L م=M ن=N ه=H و=W ى=A ي=Y پ=P چ=CH ژ=ZH ڤ=V ک=K گ=G ڭ=NG "
            + "ی=Y ے=E ۓ=E ہ=H ھ=H ۀ=H ۃ=A ں=N ٹ=T ڈ=D ڑ=R ټ=T ډ=D ړ=R ږ=G ښ=KH ځ=DZ څ=TS ې=E ۍ=AY ڼ=N ګ=G ە=E ۆ=O ێ=E ڕ=R "
            + "ڵ=L ۇ=U ۋ=V ې=E ٸ=Y";

    private static final String HEBREW = "א=A ב=B ג=G ד=D ה=H ו=V ז=Z ח=H ט=T י=Y ך=K כ=K ל=L ם=M מ=M ן=N נ=N ס=S ע=A "
            + "ף=F פ=P ץ=TS צ=TS ק=K ר=R ש=SH ת=T";

    private static final int TABLE_SIZE = 0x0700;
    private static final char LATIN_ADDITIONAL = 0x1E00;
    private static final char LATIN_ADDITIONAL_END = 0x1F00;
    private static final @Nullable String[] TABLE = table();
    private static final Map<String, String> GREEK_PAIRS = pairs("ΟΥ=OU ΑΥ=AV ΕΥ=EV ΜΠ=MP ΓΓ=NG ΓΧ=NCH ΓΞ=NX ΤΖ=TZ");

    private Letters() {}

    /** Whether {@link #append} knows what to do with a character; what it does not know is for ICU. */
    static boolean isKnown(char c) {
        return !Character.isLetter(c) || letters(Character.toUpperCase(c)) != null;
    }

    static boolean isArabic(char c) {
        return c >= 0x0600 && c < TABLE_SIZE;
    }

    /**
     * The word with the letters that Persian, Dari, Pashto and Urdu pronounce otherwise than Arabic as those they equal; a
     * final alef maksura is their I.
     */
    static String persian(String word) {
        return (word.endsWith("ى") ? word.substring(0, word.length() - 1) + 'ي' : word).replace('ث', 'س').replace('ذ', 'ز').replace('ض', 'ز').replace('و', 'ڤ');
    }

    /** Appends the Latin letters of {@code text[index]}, and gives how many characters these stand for. */
    static int append(String text, int index, StringBuilder latin) {
        char c = text.charAt(index);
        if (c >= 'A' && c <= 'Z') {
            latin.append(c);
            return 1;
        }
        char upper = Character.toUpperCase(c);
        if (upper >= 0x0370 && upper < 0x0400 && index + 1 < text.length()) {
            String pair = GREEK_PAIRS.get(bare(upper) + "" + bare(Character.toUpperCase(text.charAt(index + 1))));
            if (pair != null) {
                latin.append(pair);
                return 2;
            }
        }
        if (isSemivowel(c) && index > 0 && latin.length() > 0) {
            latin.append(semivowel(text, index));
            return 1;
        }
        latin.append(of(upper));
        return 1;
    }

    private static boolean isSemivowel(char c) {
        return c == 'و' || c == 'ي' || c == 'ی' || c == 'ו' || c == 'י';
    }

    /** W and Y are long vowels when no vowel follows. */
    private static String semivowel(String text, int index) {
        char c = text.charAt(index);
        char next = index + 1 < text.length() ? text.charAt(index + 1) : ' ';
        boolean beforeVowel = next == 'ا' || next == 'ة' || next == 'ى' || next == 'א' || next == 'ה';
        return switch (c) {
            case 'و' -> beforeVowel ? "W" : "U";
            case 'ו' -> beforeVowel ? "V" : "O";
            default -> beforeVowel ? "Y" : "I";
        };
    }

    private static String of(char upper) {
        String letters = letters(upper);
        return letters == null ? "" : letters;
    }

    /** Empty for a letter that is not written; null for one without a row. */
    private static @Nullable String letters(char upper) {
        if (upper < TABLE_SIZE) {
            return TABLE[upper];
        }
        return upper >= LATIN_ADDITIONAL && upper < LATIN_ADDITIONAL_END ? decomposed(upper) : null;
    }

    private static @Nullable String[] table() {
        @Nullable String[] table = new String[TABLE_SIZE];
        for (char c = 0; c < TABLE_SIZE; c++) {
            table[c] = decomposed(c);
        }
        for (String rows : new String[] {LATIN, CYRILLIC, GREEK, ARABIC, HEBREW}) {
            pairs(rows).forEach((letter, latin) -> {
                if (letter.length() == 1 && letter.charAt(0) < TABLE_SIZE) {
                    table[letter.charAt(0)] = latin;
                }
            });
        }
        for (char c = 0x0370; c < 0x0600; c++) { // letters with marks that have no row of their own
            char base = bare(c);
            if (base != c && table[c] == null) {
                table[c] = table[Character.toUpperCase(base)];
            }
        }
        return table;
    }

    private static Map<String, String> pairs(String rows) {
        Map<String, String> pairs = new HashMap<>();
        for (String row : rows.split(" ")) {
            int equals = row.indexOf('=');
            pairs.put(row.substring(0, equals), row.substring(equals + 1));
        }
        return pairs;
    }

    /** The letter without its marks. */
    private static char bare(char c) {
        return Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
    }

    private static @Nullable String decomposed(char c) {
        if (c == 'ẞ') {
            return "SS";
        }
        char base = Character.toUpperCase(bare(c));
        return base >= 'A' && base <= 'Z' ? String.valueOf(base) : null;
    }
}
