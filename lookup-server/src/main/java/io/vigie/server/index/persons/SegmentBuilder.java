package io.vigie.server.index.persons;

import io.vigie.server.match.NameToken;
import io.vigie.server.match.Role;
import io.vigie.v1.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers persons and writes them as a {@link Segment}. Heap: what the vocabulary takes (about 60 bytes a different
 * word), however many persons there are; the persons themselves wait in a scratch file.
 *
 * <p>Used by one thread, once. Close removes the scratch file.
 */
public final class SegmentBuilder implements AutoCloseable {
    private final TokenTable tokens = new TokenTable();
    private final AudienceTable audiences = new AudienceTable();
    private final PersonPart part;
    private final IntSpool spool;
    private final PersonPostings counted = new PersonPostings();
    private int persons;
    private long postings;
    private int[] record = new int[64];

    /**
     * @param part of which the persons are
     * @param scratch file that may be written meanwhile; null for few persons, which are kept in memory
     */
    public SegmentBuilder(PersonPart part, @Nullable Path scratch) {
        this.part = part;
        this.spool = new IntSpool(scratch);
    }

    /** Adds a person; in ascending order of numbers the file is read best. */
    public void add(int number, Person person) throws IOException {
        PersonTerms terms = PersonTerms.of(person);
        int size = 0;
        put(size++, RecordCode.head(terms.names().size(), terms.dates().length));
        for (int date : terms.dates()) {
            put(size++, date);
        }
        for (List<NameToken> name : terms.names()) {
            int countAt = size++;
            for (NameToken token : name) {
                put(size++, word(token.text(), false, token.role()));
                for (String other : token.otherSpellings()) {
                    put(size++, word(other, true, token.role()));
                }
            }
            put(countAt, size - countAt - 1);
        }
        store(number, PersonPart.audienceOf(person), size);
    }

    /** Adds all persons of a segment of the same part, those too that have been added since. */
    public void addAll(Segment segment) throws IOException {
        int[] known = new int[segment.tokens()];
        Arrays.fill(known, -1);
        for (int person = 0; person < segment.persons(); person++) {
            long start = segment.recordStart(person);
            int size = (int) (segment.recordStart(person + 1) - start);
            for (int i = 0; i < size; i++) {
                put(i, segment.recordInt(start + i));
            }
            WordWalk words = new WordWalk(record);
            for (int at = words.next(); at >= 0; at = words.next()) {
                int token = RecordCode.token(record[at]);
                if (known[token] < 0) {
                    known[token] = tokens.add(segment.text(token));
                }
                record[at] = RecordCode.withToken(record[at], known[token]);
            }
            store(segment.number(person), audience(segment, person), size);
        }
    }

    /** Persons added. */
    public int size() {
        return persons;
    }

    /** Writes the segment to a new file, synced. */
    public void write(Path file, long stamp) throws IOException {
        SegmentWriter writer = writer();
        writer.toFile(file, stamp);
    }

    /** The segment in memory. */
    public Segment toMemory() {
        try {
            return writer().toMemory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SegmentWriter writer() {
        return new SegmentWriter(tokens, audiences, spool, persons, postings);
    }

    private int word(String text, boolean otherSpelling, Role role) {
        return RecordCode.word(tokens.add(text), otherSpelling, role);
    }

    private void put(int index, int value) {
        if (index >= record.length) {
            record = Arrays.copyOf(record, 2 * index);
        }
        record[index] = value;
    }

    private static Person audience(Segment segment, int person) {
        return segment.audiences() == 0 ? Person.getDefaultInstance() : segment.audience(segment.audienceOf(person));
    }

    private void store(int number, Person audience, int size) throws IOException {
        spool.add(number);
        spool.add(part == PersonPart.RESTRICTED ? audiences.add(audience) : 0);
        spool.add(size);
        for (int i = 0; i < size; i++) {
            spool.add(record[i]);
        }
        counted.read(record);
        for (int i = 0; i < counted.tokens(); i++) {
            tokens.posted(counted.token(i), counted.dates());
        }
        postings += (long) counted.tokens() * counted.dates();
        persons++;
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
