package io.vigie.server.store;

import java.nio.charset.StandardCharsets;

/** The tables of a generation. What their keys and values mean is said by {@code index} and docs/data-format.md. */
public enum Table {
    /** Schema level, counts, position, times. */
    META("meta"),
    /** Public id of any record to where it lies. */
    ID("id"),
    /** Travel documents by number. */
    DOCUMENT("document"),
    /** Travel documents that are a range of numbers, by its first number. */
    RANGE("document.range"),
    /** Persons by internal number. */
    PERSON("person"),
    /** Internal numbers of persons changed since the index of names was built. */
    PERSON_CHANGED("person.changed"),
    /** Numbers of persons and of documents named in their records, to whoever has them. */
    PERSON_NUMBER("person.number"),
    /** Notices by internal number. */
    NOTICE("notice"),
    /** Ids that records name, to the records that name them. */
    LINK("link"),
    /** Notices by owner, file, colour and status. */
    NOTICE_LIST("notice.list"),
    /** What is due on a day: records that expire, owners to be warned. */
    EXPIRY("expiry"),
    /** Owners in each dataset, to the hash of what they have. */
    SET_HASH("set.hash"),
    /** Changes by sequence. */
    LOG("log");

    private final String diskName;

    Table(String name) {
        this.diskName = name;
    }

    /** As the table is named on disk and in docs/data-format.md. */
    public String diskName() {
        return diskName;
    }

    byte[] nameBytes() {
        return diskName.getBytes(StandardCharsets.US_ASCII);
    }
}
