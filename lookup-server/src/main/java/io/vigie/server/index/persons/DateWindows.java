package io.vigie.server.index.persons;

import java.util.Arrays;

/** Stretches of {@link PostedDate}s, ascending, whose postings are worth reading. Immutable. */
final class DateWindows {
    static final DateWindows NONE = new DateWindows(new int[0], new int[0]);

    private final int[] from;
    private final int[] to;

    private DateWindows(int[] from, int[] to) {
        this.from = from;
        this.to = to;
    }

    int size() {
        return from.length;
    }

    int from(int index) {
        return from[index];
    }

    /** Exclusive. */
    int to(int index) {
        return to[index];
    }

    boolean holds(int date) {
        int at = Arrays.binarySearch(from, date);
        int window = at >= 0 ? at : -at - 2;
        return window >= 0 && date < to[window];
    }

    /** Gathers stretches that come in ascending order; what was added before is not added again. */
    static final class Builder {
        private int[] from = new int[32];
        private int[] to = new int[32];
        private int size;

        /** @param end exclusive */
        Builder add(int start, int end) {
            int left = size == 0 ? start : Math.max(start, to[size - 1]);
            if (left >= end) {
                return this;
            }
            if (size > 0 && to[size - 1] == left) {
                to[size - 1] = end;
                return this;
            }
            if (size == from.length) {
                from = Arrays.copyOf(from, 2 * size);
                to = Arrays.copyOf(to, 2 * size);
            }
            from[size] = left;
            to[size++] = end;
            return this;
        }

        DateWindows build() {
            return size == 0 ? NONE : new DateWindows(Arrays.copyOf(from, size), Arrays.copyOf(to, size));
        }
    }
}
