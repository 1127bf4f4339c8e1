package io.vigie.server.index;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.Segment;
import io.vigie.server.store.Companion;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may bear which name, open persons and restricted ones apart.
 *
 * <p>Thread-safe; what changes it, on the writer thread only.
 */
final class PersonHints implements Companion {
    /*
     * Why a person is found under the name that a view's moment gives them, for every moment that may see these hints:
     *
     * - A changed person enters a segment of changes of their part before the transaction commits, and nothing is taken out
     *   again: old names stay beside the new ones, in either part, and whoever asks judges the record of their moment.
     * - A view's moment lies within the time in which its hints were the generation's (ReadView.begin), as for the miss
     *   filter: hints that were replaced are seen only by moments from before, hints to come only by moments from after.
     * - A rebuild of a part begins on the writer thread: from then on its changes are followed, that is kept for the hints
     *   to come as well. The walk finds every person in one of their states from then on; who was changed meanwhile is
     *   among those followed, of the part that they were changed into.
     * - The table of changes is written in the same transaction as the change, and emptied of a part's changes in the one
     *   that names the part's new segment, but for those followed.
     *
     * What stays behind of somebody who was withdrawn or became restricted must not take anybody's place: they are in doubt
     * until every part is built anew that may hold them as they were, and whoever finds one in doubt looks at the record.
     * So a doubt too many, as a transaction leaves that fails, hides nobody. The table holds who is in doubt, as a change of
     * the part that they were of; and their numbers are not given to others meanwhile (RecordPlaces).
     */

    private final PartHints open;
    private final PartHints restricted;
    private final DoubtfulPersons doubtful;

    private PersonHints(PartHints open, PartHints restricted, DoubtfulPersons doubtful) {
        this.open = open;
        this.restricted = restricted;
        this.doubtful = doubtful;
    }

    /** From what lies on disk. */
    static PersonHints open(Path folder, WriteView view) {
        PersonHints hints = new PersonHints(
                open(PersonPart.OPEN, folder, view), open(PersonPart.RESTRICTED, folder, view), new DoubtfulPersons());
        PersonChanges changes = new PersonChanges(hints);
        for (byte[] key : view.keys(Table.PERSON_CHANGED)) {
            if (!ChangedPersons.isStamp(key)) {
                changes.read(key, view);
            }
        }
        changes.finish();
        return hints;
    }

    private static PartHints open(PersonPart part, Path folder, WriteView view) {
        try {
            return PartHints.of(part, PersonFiles.open(part, folder, view));
        } catch (Segment.UntrustedException e) {
            return PartHints.untrusted(part, String.valueOf(e.getMessage()));
        }
    }

    PartHints part(PersonPart part) {
        return switch (part) {
            case OPEN -> open;
            case RESTRICTED -> restricted;
        };
    }

    /** All segments, those of open persons first. */
    List<Segment> segments() {
        List<Segment> all = new ArrayList<>(open.segments());
        all.addAll(restricted.segments());
        return all;
    }

    DoubtfulPersons doubtful() {
        return doubtful;
    }

    /** Whether all persons are in some segment. */
    boolean isWhole() {
        return open.main() != null && restricted.main() != null;
    }

    PersonFigures figures() {
        return open.figures().and(restricted.figures());
    }

    /**
     * These hints with a part that was built anew.
     *
     * @param built from moments after {@code begun}
     * @param changedOfOther numbers that the table of changes holds of the other part
     */
    PersonHints with(PartHints built, Set<Integer> changedOfOther, long begun) {
        DoubtfulPersons left = doubtful.kept(changedOfOther, begun);
        return switch (built.part()) {
            case OPEN -> new PersonHints(built, restricted, left);
            case RESTRICTED -> new PersonHints(open, built, left);
        };
    }
}
