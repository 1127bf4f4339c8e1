package io.vigie.server.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Short forms of given names, and their forms in other languages; a word may belong to several names. */
final class Nicknames {
    private static final int[] NONE = {};
    private static final List<List<String>> ROWS =
            Tables.lines("nicknames.txt").stream().map(line -> List.of(line.split(" "))).toList();
    private static final Map<String, int[]> BY_WORD = byWord();

    private Nicknames() {}

    /** The names that a word may stand for, ascending. */
    static int[] of(String word) {
        return BY_WORD.getOrDefault(word, NONE);
    }

    /** All words of the names that a word may stand for, the word among them. */
    static Set<String> words(String word) {
        Set<String> words = new LinkedHashSet<>();
        for (int row : of(word)) {
            words.addAll(ROWS.get(row));
        }
        return words;
    }

    /** Whether two ascending lists have a number in common. */
    static boolean haveCommon(int[] one, int[] other) {
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            if (one[i] == other[j]) {
                return true;
            }
            if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }

    private static Map<String, int[]> byWord() {
        Map<String, int[]> names = new HashMap<>();
        for (int row = 0; row < ROWS.size(); row++) {
            for (String word : ROWS.get(row)) {
                names.merge(word, new int[] {row}, Nicknames::appended);
            }
        }
        return Map.copyOf(names);
    }

    /** Adds a number that is none of an ascending list's, or its greatest. */
    static int[] appended(int[] names, int[] one) {
        if (names[names.length - 1] == one[0]) {
            return names;
        }
        int[] more = Arrays.copyOf(names, names.length + 1);
        more[names.length] = one[0];
        return more;
    }
}
