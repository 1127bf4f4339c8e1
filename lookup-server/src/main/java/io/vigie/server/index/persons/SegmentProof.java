package io.vigie.server.index.persons;

import io.vigie.server.match.NameToken;
import io.vigie.v1.Person;
import java.util.List;

/** Whether a segment finds persons: it holds what their records say and who may see them, and posts them under every word. One thread. */
public final class SegmentProof {
    private final Segment segment;
    private int place;
    private int last;
    private int[] record = new int[64];
    private int size;
    private int at;

    public SegmentProof(Segment segment) {
        this.segment = segment;
    }

    /** Whether it is this segment that is proved. */
    public boolean isOf(Segment other) {
        return segment == other;
    }

    /** Whether a person is found; asked for in ascending order of numbers, all cost one walk through the segment. */
    public boolean finds(int number, Person person) {
        if (number <= last) {
            place = 0;
        }
        last = number;
        while (place < segment.persons() && segment.number(place) < number) {
            place++;
        }
        if (place == segment.persons() || segment.number(place) != number) {
            return false;
        }
        read();
        return isRecordOf(PersonTerms.of(person)) && isPosted() && isForAudienceOf(person);
    }

    private boolean isForAudienceOf(Person person) {
        Person audience = segment.audiences() == 0
                ? Person.getDefaultInstance()
                : segment.audience(segment.audienceOf(place));
        return audience.equals(PersonPart.audienceOf(person));
    }

    private void read() {
        long start = segment.recordStart(place);
        size = (int) (segment.recordStart(place + 1) - start);
        record = size > record.length ? new int[2 * size] : record;
        for (int i = 0; i < size; i++) {
            record[i] = segment.recordInt(start + i);
        }
    }

    private boolean isRecordOf(PersonTerms terms) {
        at = 0;
        boolean same = isNext(RecordCode.head(terms.names().size(), terms.dates().length));
        for (int date : terms.dates()) {
            same = same && isNext(date);
        }
        for (List<NameToken> name : terms.names()) {
            int words = name.size();
            for (NameToken token : name) {
                words += token.otherSpellings().size();
            }
            same = same && isNext(words);
            for (NameToken token : name) {
                same = same && isNextWord(token.text(), false, token);
                for (String other : token.otherSpellings()) {
                    same = same && isNextWord(other, true, token);
                }
            }
        }
        return same && at == size;
    }

    private boolean isNext(int value) {
        return at < size && record[at++] == value;
    }

    private boolean isNextWord(String text, boolean otherSpelling, NameToken token) {
        if (at >= size) {
            return false;
        }
        int word = record[at++];
        int rank = RecordCode.token(word);
        return rank < segment.tokens()
                && word == RecordCode.word(rank, otherSpelling, token.role())
                && segment.text(rank).equals(text);
    }

    private boolean isPosted() {
        PersonPostings posted = new PersonPostings();
        posted.read(record);
        for (int i = 0; i < posted.tokens(); i++) {
            for (int date = 0; date < posted.dates(); date++) {
                if (!isPosted(posted.token(i), posted.date(date))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isPosted(int token, int date) {
        long end = segment.postingStart(token + 1);
        long from = segment.firstOfDate(segment.postingStart(token), end, date);
        long to = segment.firstOfDate(from, end, date + 1);
        while (from < to) {
            long middle = from + to >>> 1;
            int person = segment.posting(middle);
            if (person == place) {
                return true;
            }
            if (person < place) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return false;
    }
}
