package io.vigie.server.index;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.vigie.server.store.Table;
import io.vigie.v1.Dataset;
import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.Submission;
import io.vigie.v1.TravelDocument;
import java.nio.charset.StandardCharsets;

/** The three kinds of record: where they lie and what they have in common. */
public enum RecordKind {
    DOCUMENT(1, Table.DOCUMENT, Dataset.Code.TRAVEL_DOCUMENTS),
    PERSON(2, Table.PERSON, Dataset.Code.PERSONS),
    NOTICE(3, Table.NOTICE, Dataset.Code.NOTICES);

    private final int code;
    private final Table table;
    private final Dataset.Code dataset;

    RecordKind(int code, Table table, Dataset.Code dataset) {
        this.code = code;
        this.table = table;
        this.dataset = dataset;
    }

    /** As on disk. */
    int code() {
        return code;
    }

    Table table() {
        return table;
    }

    public Dataset.Code dataset() {
        return dataset;
    }

    static RecordKind ofCode(int code) {
        return switch (code) {
            case 1 -> DOCUMENT;
            case 2 -> PERSON;
            case 3 -> NOTICE;
            default -> throw new DamagedException("kind: " + code + " (expected: 1 to 3)");
        };
    }

    /** The kind of a record that holds one. */
    public static RecordKind of(Record record) {
        return switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> DOCUMENT;
            case PERSON -> PERSON;
            case NOTICE -> NOTICE;
            case KIND_NOT_SET -> throw new IllegalArgumentException("record: empty (expected: one kind)");
        };
    }

    /** The public id of a record that holds one. */
    public static String idOf(Record record) {
        return switch (of(record)) {
            case DOCUMENT -> record.getTravelDocument().getId();
            case PERSON -> record.getPerson().getId();
            case NOTICE -> record.getNotice().getId();
        };
    }

    /** The party that owns a record that holds one. */
    public static String ownerOf(Record record) {
        return switch (of(record)) {
            case DOCUMENT -> record.getTravelDocument().getOwner();
            case PERSON -> record.getPerson().getOwner();
            case NOTICE -> record.getNotice().getOwner();
        };
    }

    /** After which day a record is deleted; empty = not said. */
    static String expiresOf(Record record) {
        return switch (of(record)) {
            case DOCUMENT -> record.getTravelDocument().getExpires();
            case PERSON -> record.getPerson().getExpires();
            case NOTICE -> record.getNotice().getExpires();
        };
    }

    /** By when its owner must review a record; empty = not said. */
    static String reviewDateOf(Record record) {
        return switch (of(record)) {
            case DOCUMENT -> record.getTravelDocument().getReviewDate();
            case PERSON -> record.getPerson().getReviewDate();
            case NOTICE -> record.getNotice().getReviewDate();
        };
    }

    /** The public id that a submission is about; empty when it holds nothing. */
    public static String idOf(Submission submission) {
        return switch (submission.getWhatCase()) {
            case TRAVEL_DOCUMENT -> submission.getTravelDocument().getId();
            case PERSON -> submission.getPerson().getId();
            case NOTICE -> submission.getNotice().getId();
            case WITHDRAW -> submission.getWithdraw().getId();
            case WHAT_NOT_SET -> "";
        };
    }

    static int versionOf(Record record) {
        return switch (of(record)) {
            case DOCUMENT -> record.getTravelDocument().getVersion();
            case PERSON -> record.getPerson().getVersion();
            case NOTICE -> record.getNotice().getVersion();
        };
    }

    static Record withVersion(Record record, int version) {
        return switch (of(record)) {
            case DOCUMENT ->
                Record.newBuilder()
                        .setTravelDocument(record.getTravelDocument().toBuilder().setVersion(version))
                        .build();
            case PERSON ->
                Record.newBuilder()
                        .setPerson(record.getPerson().toBuilder().setVersion(version))
                        .build();
            case NOTICE ->
                Record.newBuilder()
                        .setNotice(record.getNotice().toBuilder().setVersion(version))
                        .build();
        };
    }

    /** The message inside, as it lies on disk. */
    static MessageLite content(Record record) {
        return switch (of(record)) {
            case DOCUMENT -> record.getTravelDocument();
            case PERSON -> record.getPerson();
            case NOTICE -> record.getNotice();
        };
    }

    /** Reads {@link #content} back. */
    Record parse(byte[] bytes, int offset, int size) {
        try {
            return switch (this) {
                case DOCUMENT ->
                    Record.newBuilder()
                            .setTravelDocument(TravelDocument.parser().parseFrom(bytes, offset, size))
                            .build();
                case PERSON ->
                    Record.newBuilder()
                            .setPerson(Person.parser().parseFrom(bytes, offset, size))
                            .build();
                case NOTICE ->
                    Record.newBuilder()
                            .setNotice(Notice.parser().parseFrom(bytes, offset, size))
                            .build();
            };
        } catch (InvalidProtocolBufferException e) {
            throw new DamagedException(table + ": a value is not a record");
        }
    }

    /** Key of an id. The two spellings of INTERPOL's notice ids, {@code 2026/12345} and {@code 2026-12345}, are one. */
    public static byte[] idBytes(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 5 && bytes[4] == '-' && isDigits(bytes, 0, 4) && isDigits(bytes, 5, bytes.length)) {
            bytes[4] = '/';
        }
        return bytes;
    }

    private static boolean isDigits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }
}
