package io.vigie.server.ingest.synthetic;

/** The ids of records: {@code FRA-D-0000012}, {@code FRA-P-0000012}, {@code 2025/00012}. They hold the index. */
final class Ids {
    private static final int DIGITS = 7;
    private static final int NOTICE_DIGITS = 5;
    private static final int FIRST_YEAR = 2016;
    private static final int YEARS = 10;

    private Ids() {}

    static String document(String owner, long index) {
        return record(owner, 'D', index);
    }

    static String person(String owner, long index) {
        return record(owner, 'P', index);
    }

    /** Notices are numbered through within each year. */
    static String notice(long index) {
        StringBuilder id = new StringBuilder(12).append(noticeYear(index)).append('/');
        return padded(id, index / YEARS + 1, NOTICE_DIGITS).toString();
    }

    static int noticeYear(long index) {
        return FIRST_YEAR + (int) (index % YEARS);
    }

    private static String record(String owner, char kind, long index) {
        StringBuilder id = new StringBuilder(20).append(owner).append('-').append(kind).append('-');
        return padded(id, index, DIGITS).toString();
    }

    private static StringBuilder padded(StringBuilder text, long number, int digits) {
        long limit = 10;
        for (int i = 1; i < digits; i++) {
            if (number < limit) {
                text.append('0');
            }
            limit *= 10;
        }
        return text.append(number);
    }
}
