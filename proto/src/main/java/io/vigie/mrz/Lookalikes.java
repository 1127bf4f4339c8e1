package io.vigie.mrz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The bounded search for what was meant where OCR took one character for another. */
final class Lookalikes {

    private Lookalikes() {}

    /*
     * One character is changed, or every occurrence of one character alike, as when a font makes every O a 0. Pairs
     * of unrelated changes were rejected: among so many some fit nearly any check digit, so that no misreading would
     * ever count as unverified and the officer would never be told to read again.
     */

    /** The variants of a zone that fit, changed only at the given places. */
    static List<char[]> fitting(char[] text, int[] places, Predicate<char[]> fits) {
        List<char[]> found = new ArrayList<>();
        char[] trial = text.clone();
        for (int i = 0; i < places.length; i++) {
            char read = text[places[i]];
            String meant = MrzChars.lookalikes(read);
            for (int m = 0; m < meant.length(); m++) {
                trial[places[i]] = meant.charAt(m);
                keepIfFits(trial, fits, found);
                if (isFirstOfSeveral(text, places, i)) {
                    replaceAll(trial, text, places, read, meant.charAt(m));
                    keepIfFits(trial, fits, found);
                    replaceAll(trial, text, places, read, read);
                }
            }
            trial[places[i]] = read;
        }
        return found;
    }

    static int[] places(int from, int to) {
        int[] places = new int[to - from];
        for (int i = 0; i < places.length; i++) {
            places[i] = from + i;
        }
        return places;
    }

    private static void keepIfFits(char[] trial, Predicate<char[]> fits, List<char[]> found) {
        if (fits.test(trial)) {
            found.add(trial.clone());
        }
    }

    private static boolean isFirstOfSeveral(char[] text, int[] places, int index) {
        boolean again = false;
        for (int i = 0; i < places.length; i++) {
            if (text[places[i]] == text[places[index]] && i != index) {
                if (i < index) {
                    return false;
                }
                again = true;
            }
        }
        return again;
    }

    private static void replaceAll(char[] trial, char[] text, int[] places, char read, char meant) {
        for (int place : places) {
            if (text[place] == read) {
                trial[place] = meant;
            }
        }
    }
}
