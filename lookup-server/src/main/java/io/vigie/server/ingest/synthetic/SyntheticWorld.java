package io.vigie.server.ingest.synthetic;

import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.util.function.Consumer;

/**
 * A world: how many records of each kind, and the seed that everything else follows from. Records and questions are made
 * when they are asked for, one by one, and nothing is kept; any thread may ask.
 *
 * <p>A record depends on seed, kind and index. Only its links, and the owners of persons that notices are about, depend
 * on the sizes as well.
 *
 * @param documents 0 to 110 million
 * @param persons 0 to 110 million
 * @param notices 0 to 110 million
 * @param seed any
 */
public record SyntheticWorld(long documents, long persons, long notices, long seed) {
    /** A hundred million, and room for a world of that size to grow by a tenth. */
    private static final long COUNT_MAX = 110_000_000;
    private static final int INVALID_QUESTIONS = 100;

    public SyntheticWorld {
        requireCount("documents", documents);
        requireCount("persons", persons);
        requireCount("notices", notices);
    }

    private static void requireCount(String name, long count) {
        if (count < 0 || count > COUNT_MAX) {
            throw new IllegalArgumentException(name + ": " + count + " (expected: 0.." + COUNT_MAX + ")");
        }
    }

    /** Hands over all records: documents, then persons, then notices, each kind by index. */
    public void records(Consumer<Record> sink) {
        Documents documentMaker = new Documents(this);
        for (long i = 0; i < documents; i++) {
            sink.accept(Record.newBuilder()
                    .setTravelDocument(documentMaker.document(i))
                    .build());
        }
        Persons personMaker = new Persons(this);
        for (long i = 0; i < persons; i++) {
            sink.accept(Record.newBuilder().setPerson(personMaker.person(i)).build());
        }
        Notices noticeMaker = new Notices(this);
        for (long i = 0; i < notices; i++) {
            sink.accept(Record.newBuilder().setNotice(noticeMaker.notice(i)).build());
        }
    }

    /** One document. */
    public TravelDocument document(long index) {
        return new Documents(this).document(requireIndex("document", index, documents));
    }

    /** One person. */
    public Person person(long index) {
        return new Persons(this).person(requireIndex("person", index, persons));
    }

    /** One notice. */
    public Notice notice(long index) {
        return new Notices(this).notice(requireIndex("notice", index, notices));
    }

    private static long requireIndex(String name, long index, long count) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException(name + ": " + index + " (expected: 0.." + (count - 1) + ")");
        }
        return index;
    }

    /** How many questions there are: one for every 20 records, but at least 1,000 and at most 1,000,000. */
    public long questionCount() {
        return Math.clamp((documents + persons + notices) / 20, 1_000, 1_000_000);
    }

    /** Hands over all questions, by index. */
    public void questions(Consumer<SyntheticQuestion> sink) {
        Questions maker = new Questions(this);
        long count = questionCount();
        for (long i = 0; i < count; i++) {
            sink.accept(maker.question(i));
        }
    }

    /** One question. */
    public SyntheticQuestion question(long index) {
        return new Questions(this).question(requireIndex("question", index, questionCount()));
    }

    /**
     * Hands over questions that must be refused as INVALID, a hundred. They are no part of {@link #questions}, so that a tool that
     * asks those expects an answer to each.
     */
    public void invalidQuestions(Consumer<SyntheticQuestion> sink) {
        InvalidQuestions maker = new InvalidQuestions(this);
        for (long i = 0; i < INVALID_QUESTIONS; i++) {
            sink.accept(maker.question(i));
        }
    }
}
