package io.vigie.server.ingest.synthetic;

/**
 * A name or a part of one, in the spellings in which it occurs.
 *
 * @param original in the script of its language
 * @param latin as on passports
 * @param other in Latin letters too, by another scheme; often the same
 */
record Piece(String original, String latin, String other) {
    /** Vowels as they stand alone, and as signs; the first has none, for it is heard where no sign is. */
    private static final String VOWELS = "अआइईउऊऋएऐओऔ";

    private static final String SIGNS = "-\u093E\u093F\u0940\u0941\u0942\u0943\u0947\u0948\u094B\u094C";

    /** One of the spellings. */
    enum Spelling {
        ORIGINAL,
        LATIN,
        OTHER_LATIN,
    }

    String in(Spelling spelling) {
        return switch (spelling) {
            case ORIGINAL -> original;
            case LATIN -> latin;
            case OTHER_LATIN -> other;
        };
    }

    /** For the beginning of a name in a script without capitals. */
    Piece capitalised() {
        return new Piece(original, capitalised(latin), capitalised(other));
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    Piece with(Piece next) {
        return new Piece(joined(original, next.original), latin + next.latin, other + next.other);
    }

    /** Devanagari writes a vowel behind a consonant as a sign on it: जय and एश are जयेश. */
    private static String joined(String first, String second) {
        int vowel = second.isEmpty() ? -1 : VOWELS.indexOf(second.charAt(0));
        if (vowel < 0 || first.isEmpty() || !isConsonant(first.charAt(first.length() - 1))) {
            return first + second;
        }
        String sign = vowel == 0 ? "" : SIGNS.substring(vowel, vowel + 1);
        return first + sign + second.substring(1);
    }

    private static boolean isConsonant(char letter) {
        return letter >= '\u0915' && letter <= '\u0939' || letter >= '\u0958' && letter <= '\u095F' || letter == '\u093C';
    }
}
