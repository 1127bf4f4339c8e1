package io.vigie.server.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Short forms of given names, and their forms in other languages; a word may belong to several names. */
final class Nicknames {
    private static final int[] NONE = {};
    private static final Map<String, int[]> BY_WORD = byWord();

    private Nicknames() {}

    /** The names that a word may stand for, ascending. */
    static int[] of(String word) {
        return BY_WORD.getOrDefault(word, NONE);
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
        int row = 0;
        for (String line : Tables.lines("nicknames.txt")) {
            int name = row++;
            for (String word : line.split(" ")) {
                names.merge(word, new int[] {name}, Nicknames::appended);
            }
        }
        return Map.copyOf(names);
    }

    private static int[] appended(int[] names, int[] one) {
        if (names[names.length - 1] == one[0]) {
            return names;
        }
        int[] more = Arrays.copyOf(names, names.length + 1);
        more[names.length] = one[0];
        return more;
    }
}
