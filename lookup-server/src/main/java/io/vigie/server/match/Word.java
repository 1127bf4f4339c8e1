package io.vigie.server.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A word as {@link TokenSimilarity} compares it: its letters, and how they sound.
 *
 * <p>The sound is a spelling in which digraphs of several romanisations meet: DZH, DJ and ZH become J, OU and OO U, EE
 * and IY I, PH F, CK, C and Q K, SCH and SH the same, doubled letters one. Immutable.
 */
final class Word {
    private static final int CLASS_COUNT = 7;
    private static final int VOWEL_COUNT = 5;

    /** By letter: A 0, E 1, I 2, O 3, U 4. */
    private static final String VOWELS = "09991999299999399999499999";

    /** By letter: B F P V 0, C G J K Q S X Z 1, D T 2, L 3, M 4, N 5, R 6. */
    private static final String CLASSES = "90129019911345901612909191";

    private static final String[][] SOUNDS = {
        {"DZH", "J"}, {"TSCH", "CH"}, {"SCHTSCH", "SH"}, {"SHCH", "SH"}, {"TCH", "CH"}, {"SCH", "SH"}, {"DJ", "J"},
        {"ZH", "J"}, {"OU", "U"}, {"OO", "U"}, {"EE", "I"}, {"IY", "I"}, {"YI", "I"}, {"II", "I"}, {"IE", "I"},
        {"PH", "F"}, {"CK", "K"}, {"CH", "CH"}, {"KH", "KH"}, {"GH", "G"}, {"DH", "D"}, {"TH", "T"}, {"CZ", "CH"},
        {"SZ", "SH"}, {"KS", "X"}, {"CE", "SE"}, {"CI", "SI"}, {"CY", "SI"}, {"QU", "KU"}, {"EI", "AI"}, {"EY", "AI"}, {"AY", "AI"}, {"Q", "K"}, {"C", "K"}, {"W", "V"},
        {"Y", "I"}, {"Z", "S"},
    };

    /** The rows of each first letter: a spelling, and its sound. */
    private static final byte[][][][] BY_LETTER = byLetter();

    private static final int LONGEST_SOUND = 2;

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

    Word(String text, boolean isUnvowelled) {
        this.text = text;
        this.isUnvowelled = isUnvowelled;
        letters = bytes(text);
        sound = soundOf(letters);
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
            int vowel = VOWELS.charAt(letters[i] - 'A') - '0';
            if (vowel < VOWEL_COUNT && (i == 0 || letters[i] != letters[i - 1])) {
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

    private static byte[] soundOf(byte[] letters) {
        byte[] sound = new byte[letters.length * LONGEST_SOUND];
        int size = 0;
        int index = 0;
        while (index < letters.length) {
            byte[][] row = rowAt(letters, index);
            if (row == null) {
                if (size == 0 || sound[size - 1] != letters[index]) {
                    sound[size++] = letters[index];
                }
                index++;
                continue;
            }
            if (row[1].length > 1 || size == 0 || sound[size - 1] != row[1][0]) {
                System.arraycopy(row[1], 0, sound, size, row[1].length);
                size += row[1].length;
            }
            index += row[0].length;
        }
        return Arrays.copyOf(sound, size);
    }

    /** The longest spelling of the table that stands here; null when there is none. */
    private static byte @Nullable [][] rowAt(byte[] letters, int index) {
        byte[][] longest = null;
        for (byte[][] row : BY_LETTER[letters[index] - 'A']) {
            int length = row[0].length;
            if ((longest == null || length > longest[0].length) && index + length <= letters.length
                    && (length == 1 || letters[index + 1] == row[0][1])
                    && (length <= 2 || Arrays.equals(letters, index, index + length, row[0], 0, length))) {
                longest = row;
            }
        }
        return longest;
    }

    private static byte[][][][] byLetter() {
        byte[][][][] byLetter = new byte[26][][][];
        for (int letter = 0; letter < byLetter.length; letter++) {
            char first = (char) ('A' + letter);
            byLetter[letter] = Arrays.stream(SOUNDS)
                    .filter(row -> row[0].charAt(0) == first)
                    .map(row -> new byte[][] {bytes(row[0]), bytes(row[1])})
                    .toArray(byte[][][]::new);
        }
        return byLetter;
    }
}
