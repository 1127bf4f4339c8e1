package io.vigie.server.ingest.synthetic;

/**
 * A name or a part of one, in the spellings in which it occurs.
 *
 * @param original in the script of its language
 * @param latin as on passports
 * @param other in Latin letters too, by another scheme; often the same
 */
record Piece(String original, String latin, String other) {

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
        return new Piece(original + next.original, latin + next.latin, other + next.other);
    }
}
