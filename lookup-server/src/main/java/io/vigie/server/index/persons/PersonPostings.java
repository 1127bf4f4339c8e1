package io.vigie.server.index.persons;

import java.util.Arrays;

/** Under which words and years a person is posted: each different word once for each year. Reused; one thread. */
final class PersonPostings {
    private int[] tokens = new int[16];
    private int tokenCount;
    private final int[] years = new int[YearBucket.YEARS_MAX];
    private int yearCount;

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
        readYears(record);
    }

    int tokens() {
        return tokenCount;
    }

    int token(int index) {
        return tokens[index];
    }

    /** At least one. */
    int years() {
        return yearCount;
    }

    int year(int index) {
        return years[index];
    }

    private void readYears(int[] record) {
        yearCount = 0;
        int dates = RecordCode.dates(record[0]);
        for (int i = 1; i <= dates; i++) {
            int last = YearBucket.of(PackedDate.lastYear(record[i]));
            for (int year = YearBucket.of(PackedDate.firstYear(record[i])); year <= last; year++) {
                if (yearCount == YearBucket.YEARS_MAX) {
                    yearCount = distinct(years, yearCount);
                }
                if (yearCount == YearBucket.YEARS_MAX) {
                    unknownYear();
                    return;
                }
                years[yearCount++] = year;
            }
        }
        yearCount = distinct(years, yearCount);
        if (yearCount == 0) {
            unknownYear();
        }
    }

    private void unknownYear() {
        years[0] = YearBucket.UNKNOWN;
        yearCount = 1;
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
