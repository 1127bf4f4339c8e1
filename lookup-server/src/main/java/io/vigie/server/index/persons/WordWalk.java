package io.vigie.server.index.persons;

/** The places of the words in a compact record. */
final class WordWalk {
    private final int[] record;
    private int names;
    private int words;
    private int at;

    WordWalk(int[] record) {
        this.record = record;
        this.names = RecordCode.names(record[0]);
        this.at = RecordCode.dates(record[0]);
    }

    /** Index of the next word, or −1. */
    int next() {
        at++;
        while (words == 0) {
            if (names == 0) {
                return -1;
            }
            names--;
            words = record[at++];
        }
        words--;
        return at;
    }
}
