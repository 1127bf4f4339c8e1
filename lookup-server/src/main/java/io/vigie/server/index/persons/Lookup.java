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

    /** Words of this skeleton; compared before they count. The vowels of an unvowelled word are not known. */
    record Skeletal(int hash, byte[] word, long units, boolean isUnvowelled) implements Lookup {}

    /** Words that begin so; they may drive the search when they are few. */
    record Prefix(byte[] letters, int unit, float similarity, boolean drives) implements Lookup {}

    /** A word with which the unit begins; drives the search when few bear it. */
    record Shortened(int hash, byte[] letters, int unit, float similarity) implements Lookup {
        static Shortened of(String word, int unit, double similarity) {
            return new Shortened(WordHash.of(word), bytes(word), unit, (float) similarity);
        }
    }

    /** Two words that together are the word of a unit; count when both are there. */
    record Pieces(int firstHash, byte[] first, int secondHash, byte[] second, int unit) implements Lookup {}

    static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.ISO_8859_1);
    }
}
