package io.vigie.server.ingest.synthetic;

import java.time.LocalDate;

/** The calendar of the world, which stands still: today is always {@link #REFERENCE}. */
final class Days {
    /** The day on which the world is seen. */
    static final LocalDate REFERENCE = LocalDate.of(2026, 1, 1);

    private Days() {}

    /** A day of the years from {@code first} to {@code last}, both included. */
    static LocalDate within(Dice dice, int first, int last) {
        int from = (int) LocalDate.of(first, 1, 1).toEpochDay();
        int to = (int) LocalDate.of(last + 1, 1, 1).toEpochDay();
        return LocalDate.ofEpochDay(from + dice.below(to - from));
    }
}
