package io.vigie.server.match;

import com.ibm.icu.text.Transliterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names in the scripts of India as passports spell them: ISO 15919 by ICU, then the letters of the Hunterian system,
 * which India's surveyors laid down, and the vowel left out that is written with every consonant and not always spoken.
 * Thread-safe.
 */
final class IndicNames {
    private static final class Icu { // loading it takes a while, and most names need none of it
        static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Lower; NFD");
    }

    private static final char FIRST = 0x0900;
    private static final char LAST = 0x0D7F;
    /** Up to here scripts of the north, whose languages leave the vowel unspoken. */
    private static final char LAST_OF_NORTH = 0x0AFF;

    /** Gurmukhi writes the N before a consonant in two ways; ICU knows the second. */
    private static final char TIPPI = 0x0A70;

    private static final char BINDI = 0x0A02;
    private static final char MACRON = 0x0304;
    private static final char CANDRABINDU = 0x0310;
    private static final char ACUTE = 0x0301;
    private static final char DOT_BELOW = 0x0323;
    private static final char RING_BELOW = 0x0325;
    /** The A that belongs to a consonant. */
    private static final char INHERENT = 'a';

    private static final String VOWEL = "[AEIOUa]";
    private static final String CONSONANT = "(?:CHH|[BCDGJKPST]H|[B-DF-HJ-NP-TV-Z])";
    /** Letters of a vowel and a consonant. */
    private static final int SYLLABLE_MAX = 4;

    private static final Pattern UNSPOKEN_AT_END = Pattern.compile("(?<=" + VOWEL + "[MN]?" + CONSONANT + ")a$");
    private static final Pattern SYLLABLE_BEFORE = Pattern.compile(VOWEL + CONSONANT + "$");
    private static final Pattern SYLLABLE_BEHIND = Pattern.compile("^" + CONSONANT + VOWEL);

    private IndicNames() {}

    static boolean isOf(char letter) {
        return letter >= FIRST && letter <= LAST;
    }

    /** As spoken, then as written; of A to Z. */
    static List<String> spellings(String word) {
        String written = letters(word);
        String spoken = word.charAt(0) > LAST_OF_NORTH ? written : withoutUnspoken(written);
        return List.of(spoken.replace(INHERENT, 'A'), written.replace(INHERENT, 'A'));
    }

    /** In capitals, but for A's that belong to a consonant. */
    private static String letters(String word) {
        String latin = Icu.LATIN.transliterate(word.replace(TIPPI, BINDI));
        StringBuilder letters = new StringBuilder(latin.length());
        for (int i = 0; i < latin.length(); i++) {
            char c = latin.charAt(i);
            if (c >= 'a' && c <= 'z') {
                letters.append(letter(c, i + 1 < latin.length() ? latin.charAt(i + 1) : ' '));
            }
        }
        return letters.toString();
    }

    private static String letter(char c, char next) {
        return switch (c) {
            case 'a' -> next == MACRON || next == 'i' || next == 'u' ? "A" : "a";
            case 'c' -> "CH";
            case 'm' -> next == CANDRABINDU ? "N" : "M";
            case 's' -> next == ACUTE || next == DOT_BELOW ? "SH" : "S";
            case 'r', 'l' -> Character.toUpperCase(c) + (next == RING_BELOW ? "I" : "");
            default -> String.valueOf(Character.toUpperCase(c));
        };
    }

    /** The last one behind a single consonant, then from the end each between two syllables. */
    private static String withoutUnspoken(String written) {
        StringBuilder spoken = new StringBuilder(UNSPOKEN_AT_END.matcher(written).replaceFirst(""));
        for (int i = spoken.length() - 1; i > 0; i--) {
            if (spoken.charAt(i) == INHERENT
                    && SYLLABLE_BEFORE.matcher(spoken.substring(Math.max(0, i - SYLLABLE_MAX), i)).find()
                    && SYLLABLE_BEHIND.matcher(spoken.substring(i + 1, Math.min(spoken.length(), i + 1 + SYLLABLE_MAX))).find()) {
                spoken.deleteCharAt(i);
            }
        }
        return spoken.toString();
    }
}
