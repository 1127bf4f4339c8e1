package io.vigie.server.index.persons;

import java.nio.charset.StandardCharsets;

/**
 * One look into the vocabulary on behalf of a question, the same for every segment. Units are the words of the question,
 * a bit each.
 */
sealed interface Lookup {
    /** A word that, when it is there, means these units so well. */
    record Exact(int hash, byte[] letters, long units, float similarity, boolean drives) implements Lookup {
        static Exact of(String word, long units, double similarity, boolean drives) {
            return new Exact(WordHash.of(word), bytes(word), units, (float) similarity, drives);
        }
    }

    /** Words that share a form with this one; compared before they count. */
    record Form(int hash, byte[] word, long units) implements Lookup {}

    /** Words of this skeleton; compared before they count. */
    record Skeletal(int hash, byte[] word, long units) implements Lookup {}

    /** Words that begin so; when there are no more than a bound, they drive the search. */
    record Prefix(byte[] letters, int unit, float similarity, int drivingMax) implements Lookup {}

    /** Two words that together are the word of a unit; count when both are there. */
    record Pieces(int firstHash, byte[] first, int secondHash, byte[] second, int unit) implements Lookup {}

    static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.ISO_8859_1);
    }
}
