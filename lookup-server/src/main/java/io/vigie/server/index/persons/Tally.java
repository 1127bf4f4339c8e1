package io.vigie.server.index.persons;

/**
 * Which units each person of a segment was found by: bits 0 to 7 exactly, 8 to 15 roughly. Costs two bytes a person of
 * the largest segment, kept for the next question. One thread.
 */
final class Tally {
    private final int[] touched;
    private int touchedCount;
    private short[] bits = new short[0];

    Tally(int touchedMax) {
        touched = new int[touchedMax];
    }

    /** Makes room for the persons of a segment. */
    void clear(int persons) {
        for (int i = 0; i < touchedCount; i++) {
            bits[touched[i]] = 0;
        }
        touchedCount = 0;
        if (bits.length < persons) {
            bits = new short[persons];
        }
    }

    /** False when there is no room for another person. */
    boolean mark(int person, int bit) {
        int before = bits[person];
        if (before == 0) {
            if (touchedCount == touched.length) {
                return false;
            }
            touched[touchedCount++] = person;
        }
        bits[person] = (short) (before | bit);
        return true;
    }

    int size() {
        return touchedCount;
    }

    int person(int index) {
        return touched[index];
    }

    int bits(int index) {
        return bits[touched[index]] & 0xFFFF;
    }
}
