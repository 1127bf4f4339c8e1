package io.vigie.server.match;

import com.ibm.icu.text.Transliterator;

/** Scripts that {@link Letters} has no table for, by ICU. Thread-safe. */
final class OtherScripts {
    private static final class Icu { // loading it takes a while, and most names need none of it
        static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; NFD; [:M:] Remove; Latin-ASCII; Upper");
    }

    private OtherScripts() {}

    /** A to Z; empty when there is nothing to spell. */
    static String latin(String word) {
        String spelled = Icu.LATIN.transliterate(word);
        StringBuilder latin = new StringBuilder(spelled.length());
        for (int i = 0; i < spelled.length(); i++) {
            char c = spelled.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                latin.append(c);
            }
        }
        return latin.toString();
    }
}
