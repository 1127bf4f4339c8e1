package io.vigie.server.match;

/**
 * A word as {@link TokenSimilarity} compares it: its letters, and how they sound.
 *
 * <p>The sound is a spelling in which digraphs of several romanisations meet: DZH, DJ and ZH become J, OU and OO U, EE
 * and IY I, PH F, CK, C and Q K, SCH and SH the same, doubled letters one. Immutable.
 */
final class Word {
    private static final String[][] SOUNDS = {
        {"DZH", "J"}, {"TSCH", "CH"}, {"SCHTSCH", "SH"}, {"SHCH", "SH"}, {"TCH", "CH"}, {"SCH", "SH"}, {"DJ", "J"},
        {"ZH", "J"}, {"OU", "U"}, {"OO", "U"}, {"EE", "I"}, {"IY", "I"}, {"YI", "I"}, {"II", "I"}, {"IE", "I"},
        {"PH", "F"}, {"CK", "K"}, {"CH", "CH"}, {"KH", "KH"}, {"GH", "G"}, {"DH", "D"}, {"TH", "T"}, {"CZ", "CH"},
        {"SZ", "SH"}, {"KS", "X"}, {"EI", "AI"}, {"EY", "AI"}, {"AY", "AI"}, {"Q", "K"}, {"C", "K"}, {"W", "V"},
        {"Y", "I"}, {"Z", "S"},
    };

    final String text;
    final byte[] letters;
    final byte[] sound;
    /** Which letters occur. */
    final int letterSet;

    final int soundSet;
    /** As Arabic and Hebrew are written: no vowel but perhaps the first letter. */
    final boolean isVowelless;

    Word(String text) {
        this.text = text;
        letters = bytes(text);
        sound = bytes(soundOf(text));
        letterSet = setOf(letters);
        soundSet = setOf(sound);
        isVowelless = letters.length >= 3 && isVowelless(letters);
    }

    private static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private static int setOf(byte[] letters) {
        int set = 0;
        for (byte letter : letters) {
            set |= 1 << (letter & 31);
        }
        return set;
    }

    private static boolean isVowelless(byte[] letters) {
        for (int i = 1; i < letters.length; i++) {
            if (Slips.isVowel(letters[i])) {
                return false;
            }
        }
        return true;
    }

    private static String soundOf(String text) {
        StringBuilder sound = new StringBuilder(text.length());
        int index = 0;
        while (index < text.length()) {
            String next = null;
            int length = 1;
            for (String[] row : SOUNDS) {
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
}
