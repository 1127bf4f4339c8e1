package io.vigie.server.query;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The numbers one slip away from a number: one character taken for another that looks like it, or two neighbours
 * exchanged. Pure.
 */
final class NearNumbers {
    /** Longer numbers are not searched near; so no number has more than {@code 4 × this} neighbours. */
    static final int NUMBER_SIZE_MAX = 32;

    /*
     * Wider than the table that repairs zones (io.vigie.mrz): that one holds only pairs that a check digit tells apart,
     * and here there is no check digit.
     */
    private static final String[] LOOKALIKES = new String[128];

    static {
        for (String row : new String[] {
            "0OQD", "O0QD", "Q0O", "D0O", "1IL", "I1L", "L1I", "2Z", "Z2", "5S", "S5", "6G", "G6", "8B", "B8"
        }) {
            LOOKALIKES[row.charAt(0)] = row.substring(1);
        }
    }

    private NearNumbers() {}

    /** All neighbours, without the number itself. */
    static Set<String> of(String number) {
        Set<String> near = new LinkedHashSet<>();
        StringBuilder trial = new StringBuilder(number);
        for (int i = 0; i < number.length(); i++) {
            char read = number.charAt(i);
            String meant = read < 128 ? LOOKALIKES[read] : null;
            for (int m = 0; meant != null && m < meant.length(); m++) {
                trial.setCharAt(i, meant.charAt(m));
                near.add(trial.toString());
            }
            trial.setCharAt(i, read);
            if (i > 0 && number.charAt(i - 1) != read) {
                trial.setCharAt(i, number.charAt(i - 1));
                trial.setCharAt(i - 1, read);
                near.add(trial.toString());
                trial.setCharAt(i - 1, number.charAt(i - 1));
                trial.setCharAt(i, read);
            }
        }
        return near;
    }
}
