package io.vigie.server.index.persons;

import java.util.Arrays;

/** Under which words and dates a person is posted: each different word once for each date. Reused; one thread. */
final class PersonPostings {
    private int[] tokens = new int[16];
    private int tokenCount;
    private final int[] dates = new int[YearBucket.YEARS_MAX];
    private int dateCount;

    /** Takes a compact record. */
    void read(int[] record) {
        tokenCount = 0;
        WordWalk words = new WordWalk(record);
        for (int at = words.next(); at >= 0; at = words.next()) {
            if (tokenCount == tokens.length) {
                tokens = Arrays.copyOf(tokens, 2 * tokenCount);
            }
            tokens[tokenCount++] = RecordCode.token(record[at]);
        }
        tokenCount = distinct(tokens, tokenCount);
        readDates(record);
    }

    int tokens() {
        return tokenCount;
    }

    int token(int index) {
        return tokens[index];
    }

    /** At least one. */
    int dates() {
        return dateCount;
    }

    /** A {@link PostedDate}. */
    int date(int index) {
        return dates[index];
    }

    private void readDates(int[] record) {
        dateCount = 0;
        int recorded = RecordCode.dates(record[0]);
        for (int i = 1; i <= recorded; i++) {
            int first = PackedDate.firstYear(record[i]);
            int last = PackedDate.lastYear(record[i]);
            for (int year = first; year <= last; year++) {
                if (dateCount == YearBucket.YEARS_MAX) {
                    dateCount = distinct(dates, dateCount);
                }
                if (dateCount == YearBucket.YEARS_MAX) {
                    unknownDate();
                    return;
                }
                dates[dateCount++] = first == last ? PostedDate.of(record[i]) : PostedDate.ofYear(YearBucket.of(year));
            }
        }
        dateCount = distinct(dates, dateCount);
        if (dateCount == 0) {
            unknownDate();
        }
    }

    private void unknownDate() {
        dates[0] = PostedDate.UNKNOWN;
        dateCount = 1;
    }

    private static int distinct(int[] values, int count) {
        Arrays.sort(values, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                values[kept++] = values[i];
            }
        }
        return kept;
    }
}
