package io.vigie.server.match;

/** Words that differ in one letter: inserted, left out, replaced, or exchanged with its neighbour. Pure. */
public final class OneSlip {
    private OneSlip() {}

    /** Whether letters 0 to size − 1 of the two are equal but for one slip at the most. */
    public static boolean separates(byte[] a, int aSize, byte[] b, int bSize) {
        if (Math.abs(aSize - bSize) > 1) {
            return false;
        }
        int shorter = Math.min(aSize, bSize);
        int first = 0;
        while (first < shorter && a[first] == b[first]) {
            first++;
        }
        int last = 0;
        while (last < shorter - first && a[aSize - 1 - last] == b[bSize - 1 - last]) {
            last++;
        }
        int differing = Math.max(aSize, bSize) - first - last;
        return differing <= 1
                || differing == 2 && aSize == bSize && a[first] == b[first + 1] && a[first + 1] == b[first];
    }
}
