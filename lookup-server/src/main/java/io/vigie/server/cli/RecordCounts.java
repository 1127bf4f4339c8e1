package io.vigie.server.cli;

import io.vigie.server.index.Contents;
import io.vigie.text.Counted;

/** How many records there are of each kind, for people. */
final class RecordCounts {
    private RecordCounts() {}

    static String of(Contents contents) {
        return of(contents.documents(), contents.persons(), contents.notices());
    }

    static String of(long documents, long persons, long notices) {
        return Counted.of(documents, "document") + ", " + Counted.of(persons, "person") + ", " + Counted.of(notices, "notice");
    }
}
