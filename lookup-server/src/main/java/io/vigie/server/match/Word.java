package io.vigie.server.match;

import java.util.Arrays;

/**
 * A word as {@link TokenSimilarity} compares it: its letters, and how they sound.
 *
 * <p>The sound is a spelling in which digraphs of several romanisations meet: DZH, DJ and ZH become J, OU and OO U, EE
 * and IY I, PH F, CK, C and Q K, SCH and SH the same, doubled letters one. Immutable.
 */
final class Word {
    private static final int CLASS_COUNT = 7;

    /** By letter: B F P V 0, C G J K Q S X Z 1, D T 2, L 3, M 4, N 5, R 6. */
    private static final String CLASSES = "90129019911345901612909191";

    private static final double VOWELS_FEW = 0.2;

    private static final String[][] SOUNDS = {
        {"DZH", "J"}, {"TSCH", "CH"}, {"SCHTSCH", "SH"}, {"SHCH", "SH"}, {"TCH", "CH"}, {"SCH", "SH"}, {"DJ", "J"},
        {"ZH", "J"}, {"OU", "U"}, {"OO", "U"}, {"EE", "I"}, {"IY", "I"}, {"YI", "I"}, {"II", "I"}, {"IE", "I"},
        {"PH", "F"}, {"CK", "K"}, {"CH", "CH"}, {"KH", "KH"}, {"GH", "G"}, {"DH", "D"}, {"TH", "T"}, {"CZ", "CH"},
        {"SZ", "SH"}, {"KS", "X"}, {"CE", "SE"}, {"CI", "SI"}, {"CY", "SI"}, {"QU", "KU"}, {"EI", "AI"}, {"EY", "AI"}, {"AY", "AI"}, {"Q", "K"}, {"C", "K"}, {"W", "V"},
        {"Y", "I"}, {"Z", "S"},
    };

    private static final String[][][] BY_LETTER = byLetter();

    final String text;
    final byte[] letters;
    final byte[] sound;
    final boolean hasOwnSound;
    /** How many letters of each class of consonants there are, a byte each. */
    final long consonants;

    final long soundConsonants;

    /** How many of each vowel there are, a byte each. */
    final long vowels;

    final long soundVowels;

    /** Whether its vowels are not written, as in Arabic and Hebrew. */
    final boolean isUnvowelled;

    /** A word of which the script is not known: unvowelled when it has hardly a vowel. */
    Word(String text) {
        this(text, vowels(text) < VOWELS_FEW);
    }

    Word(String text, boolean isUnvowelled) {
        this.text = text;
        this.isUnvowelled = isUnvowelled;
        letters = bytes(text);
        sound = bytes(soundOf(text));
        hasOwnSound = !Arrays.equals(letters, sound);
        consonants = consonants(letters);
        soundConsonants = consonants(sound);
        vowels = vowelCounts(letters);
        soundVowels = vowelCounts(sound);
    }

    private static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** Letters that stand for each other at less than a full slip are of one class; vowels, H, W and Y are of none. */
    private static long consonants(byte[] letters) {
        long counts = 0;
        for (int i = 0; i < letters.length; i++) {
            int letterClass = CLASSES.charAt(letters[i] - 'A') - '0';
            if (letterClass < CLASS_COUNT && (i == 0 || letters[i] != letters[i - 1])) {
                counts += 1L << (letterClass * Byte.SIZE);
            }
        }
        return counts;
    }

    private static long vowelCounts(byte[] letters) {
        long counts = 0;
        for (int i = 0; i < letters.length; i++) {
            int vowel = "AEIOU".indexOf(letters[i]);
            if (vowel >= 0 && (i == 0 || letters[i] != letters[i - 1])) {
                counts += 1L << (vowel * Byte.SIZE);
            }
        }
        return counts;
    }

    /** How many letters, at the least, one word has that the other lacks, given what each has of each. */
    static int slipsAtLeast(long one, long other) {
        int more = 0;
        int less = 0;
        for (long a = one, b = other; a != b; a >>>= Byte.SIZE, b >>>= Byte.SIZE) {
            int difference = (int) (a & 255) - (int) (b & 255);
            more += Math.max(0, difference);
            less += Math.max(0, -difference);
        }
        return Math.max(more, less);
    }

    private static double vowels(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += Slips.isVowel(text.charAt(i)) ? 1 : 0;
        }
        return (double) count / text.length();
    }

    private static String soundOf(String text) {
        StringBuilder sound = new StringBuilder(text.length());
        int index = 0;
        while (index < text.length()) {
            String next = null;
            int length = 1;
            for (String[] row : BY_LETTER[text.charAt(index) - 'A']) {
                if (text.startsWith(row[0], index) && (next == null || row[0].length() > length)) {
                    next = row[1];
                    length = row[0].length();
                }
            }
            String letters = next == null ? text.substring(index, index + 1) : next;
            boolean doubled = !sound.isEmpty() && letters.length() == 1
                    && sound.charAt(sound.length() - 1) == letters.charAt(0);
            if (!doubled) {
                sound.append(letters);
            }
            index += length;
        }
        return sound.toString();
    }

    private static String[][][] byLetter() {
        String[][][] byLetter = new String[26][][];
        for (int letter = 0; letter < byLetter.length; letter++) {
            char first = (char) ('A' + letter);
            byLetter[letter] =
                    Arrays.stream(SOUNDS).filter(row -> row[0].charAt(0) == first).toArray(String[][]::new);
        }
        return byLetter;
    }
}
