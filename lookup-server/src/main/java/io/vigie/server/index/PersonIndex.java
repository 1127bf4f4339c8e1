package io.vigie.server.index;

import io.vigie.server.index.persons.Doubts;
import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.PersonQuery;
import io.vigie.server.index.persons.SearchScratch;
import io.vigie.server.index.persons.Segment;
import io.vigie.server.index.persons.SegmentSearch;
import io.vigie.server.index.persons.Sight;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.v1.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Persons by name: who may be meant by a question, best first. Hints, not answers: whoever asks reads the record of their
 * moment ({@link #read}), judges it exactly, and leaves out who is not there any more or is named otherwise.
 *
 * <p>Thread-safe.
 */
public final class PersonIndex {
    private PersonIndex() {}

    /**
     * Opens the index of a folder's present generation and of those that follow. Reads the whole files: about a second for
     * ten million persons. Without it nobody is found by name.
     */
    public static void open(DataFolder folder) {
        folder.attach(PersonHints::open);
    }

    /**
     * Finds candidates; they are in the scratch object afterwards.
     *
     * @param view begun by the caller
     * @param sight of the asker: whom they may not see changes nothing
     * @param deadline as {@link System#nanoTime}; what is found until then is there, marked as truncated
     * @return false when the index is absent or being rebuilt, so that only persons changed lately could be found
     * @throws DamagedException when it cannot be trusted; there may be candidates all the same
     */
    public static boolean search(
            ReadView view, PersonQuery query, Sight sight, SearchScratch scratch, long deadline) {
        PersonHints hints = view.companion() instanceof PersonHints beside ? beside : null;
        List<Segment> segments = hints == null ? List.of() : hints.segments();
        Doubts doubts = hints == null || hints.doubtful().isEmpty()
                ? Doubts.NONE
                : number -> hints.doubtful().has(number) && isHidden(view, number, sight);
        try {
            SegmentSearch.search(segments, query, sight, doubts, scratch, deadline);
        } catch (IndexOutOfBoundsException e) {
            throw new DamagedException("PERSON: the index of names contradicts itself");
        }
        return hints != null && hints.isWhole();
    }

    private static boolean isHidden(ReadView view, int number, Sight sight) {
        try {
            Person person = read(view, number);
            return person == null
                    || PersonPart.of(person) == PersonPart.RESTRICTED && !sight.sees(PersonPart.audienceOf(person));
        } catch (DamagedException e) {
            // Whoever reads it is told.
            return false;
        }
    }

    /**
     * The record of a candidate.
     *
     * @return null when the view's moment has no such person
     * @throws DamagedException when there is one and it cannot be trusted
     */
    public static @Nullable Person read(ReadView view, int number) {
        byte[] value = view.get(Table.PERSON, IdEntry.internalKey(number));
        return value == null ? null : RecordValue.decode(RecordKind.PERSON, value).getPerson();
    }

    /** State of the index at the view's moment; null when it was never opened. */
    public static @Nullable PersonFigures figures(ReadView view) {
        return view.companion() instanceof PersonHints hints ? hints.figures() : null;
    }
}
