package io.vigie.server.match;

/** Names written as one word that differ in one letter: inserted, left out, replaced, or exchanged with its neighbour. Pure. */
public final class OneSlip {
    private OneSlip() {}

    /**
     * Whether two names are equal but for one slip at the most, the surname first in both or last in one of them.
     *
     * @param a letters, 0 to aSize − 1
     * @param aSurname how many of them are the surname, with which it begins; 0 where that is not known
     */
    public static boolean separates(byte[] a, int aSize, int aSurname, byte[] b, int bSize, int bSurname) {
        return Math.abs(aSize - bSize) <= 1
                && (separatesFrom(a, aSize, 0, b, bSize, 0)
                        || isWithin(aSurname, aSize) && separatesFrom(a, aSize, aSurname, b, bSize, 0)
                        || isWithin(bSurname, bSize) && separatesFrom(a, aSize, 0, b, bSize, bSurname));
    }

    private static boolean isWithin(int surname, int size) {
        return surname > 0 && surname < size;
    }

    /** Each is read from a letter on and, behind its last, from the first. */
    private static boolean separatesFrom(byte[] a, int aSize, int aFrom, byte[] b, int bSize, int bFrom) {
        int shorter = Math.min(aSize, bSize);
        int first = 0;
        while (first < shorter && at(a, aSize, aFrom + first) == at(b, bSize, bFrom + first)) {
            first++;
        }
        int last = 0;
        while (last < shorter - first
                && at(a, aSize, aFrom + aSize - 1 - last) == at(b, bSize, bFrom + bSize - 1 - last)) {
            last++;
        }
        int differing = Math.max(aSize, bSize) - first - last;
        return differing <= 1
                || differing == 2
                        && aSize == bSize
                        && at(a, aSize, aFrom + first) == at(b, bSize, bFrom + first + 1)
                        && at(a, aSize, aFrom + first + 1) == at(b, bSize, bFrom + first);
    }

    private static byte at(byte[] letters, int size, int index) {
        return letters[index < size ? index : index - size];
    }
}
