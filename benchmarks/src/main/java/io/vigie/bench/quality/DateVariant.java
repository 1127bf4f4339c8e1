package io.vigie.bench.quality;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Dates of birth that Delegated Regulation (EU) 2023/333, Annex II, calls similar. */
enum DateVariant {
    DAY_AND_MONTH("day-month") {
        @Override
        @Nullable String of(String date, long seed) {
            String exchanged = date.substring(0, 5) + date.substring(8) + date.substring(4, 7);
            return exchanged.equals(date) || !isDate(exchanged) ? null : exchanged;
        }
    },
    ONE_DIGIT("digit") {
        @Override
        @Nullable String of(String date, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < TRIES; i++) {
                StringBuilder changed = new StringBuilder(date);
                // Not the digits of the century: nobody would believe them.
                int at = 2 + random.nextInt(date.length() - 2);
                changed.setCharAt(at, (char) ('0' + random.nextInt(10)));
                String result = changed.toString();
                if (date.charAt(at) != '-' && !result.equals(date) && isDate(result)) {
                    return result;
                }
            }
            return null;
        }
    },
    /** By the calendar of Umm al-Qura, year, month and day written as ISO 8601 would. */
    HIJRI("hijri") {
        @Override
        @Nullable String of(String date, long seed) {
            try {
                HijrahDate hijri = HijrahDate.from(LocalDate.parse(date));
                return String.format(
                        Locale.ROOT,
                        "%04d-%02d-%02d",
                        hijri.get(ChronoField.YEAR),
                        hijri.get(ChronoField.MONTH_OF_YEAR),
                        hijri.get(ChronoField.DAY_OF_MONTH));
            } catch (DateTimeException e) {
                return null;
            }
        }
    };

    private static final int TRIES = 50;

    private final String label;

    DateVariant(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The date so changed; null when this date cannot be. */
    abstract @Nullable String of(String date, long seed);

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).isBefore(LocalDate.of(2026, 1, 1));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
