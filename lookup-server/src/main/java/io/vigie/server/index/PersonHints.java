package io.vigie.server.index;

import io.vigie.server.index.persons.Segment;
import io.vigie.server.index.persons.SegmentBuilder;
import io.vigie.server.store.Companion;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may bear which name: the segment of all persons at one time, and small segments in memory of those changed since.
 *
 * <p>Thread-safe; what changes it, on the writer thread only.
 */
final class PersonHints implements Companion {
    /*
     * Why a person is found under the name that a view's moment gives them, for every moment that may see these hints:
     *
     * - A changed person enters a segment of changes before the transaction commits, and nothing is taken out again: old
     *   names stay beside the new ones, and whoever asks judges the record of their moment.
     * - A view's moment lies within the time in which its hints were the generation's (ReadView.begin), as for the miss
     *   filter: hints that were replaced are seen only by moments from before, hints to come only by moments from after.
     * - A rebuild begins on the writer thread: from then on changes are followed, that is kept for the hints to come as
     *   well. The walk finds every person in one of their states from then on; who was changed meanwhile is among those
     *   followed.
     * - The table of changes is written in the same transaction as the change, and emptied in the one that names the new
     *   segment, but for those followed.
     *
     * Segments of changes are merged as a binary counter counts: a person is built again as often as the logarithm of the
     * changes, and a search meets about that many segments.
     */

    /** A segment of so many changes is merged no further: the writer must not wait. */
    private static final int MERGED_MAX = 1 << 14;

    private static final int CHANGES_MIN = 20_000;
    private static final int CHANGES_MAX = 500_000;
    private static final int SHARE = 50;

    private final @Nullable Segment main;
    private final String reason;
    private volatile List<Segment> segments;
    private volatile int changes;
    private @Nullable List<Segment> followed;

    private PersonHints(@Nullable Segment main, String reason, List<Segment> changed) {
        this.main = main;
        this.reason = reason;
        this.segments = main == null ? List.of() : List.of(main);
        changed.forEach(this::add);
    }

    /** From what lies on disk. */
    static PersonHints open(Path folder, WriteView view) {
        Segment main = null;
        String reason = "";
        try {
            main = PersonFiles.open(folder, view);
        } catch (Segment.UntrustedException e) {
            reason = String.valueOf(e.getMessage());
        }
        PersonHints hints = new PersonHints(main, reason, List.of());
        PersonChanges changes = new PersonChanges(hints);
        for (byte[] key : view.keys(Table.PERSON_CHANGED)) {
            if (!PersonFiles.isStamp(key)) {
                changes.read(key, view);
            }
        }
        changes.finish();
        return hints;
    }

    /** All segments, those of changes last. */
    List<Segment> segments() {
        return segments;
    }

    /** The segment of all persons but those changed since; null when there is none. */
    @Nullable Segment main() {
        return main;
    }

    /** Whether all persons are in some segment. */
    boolean isWhole() {
        return main != null;
    }

    PersonFigures figures() {
        return new PersonFigures(
                main != null,
                reason,
                main == null ? 0 : main.persons(),
                main == null ? 0 : main.tokens(),
                main == null ? 0 : main.size(),
                changes,
                isDue());
    }

    private boolean isDue() {
        return main == null || changes > Math.clamp(main.persons() / SHARE, CHANGES_MIN, CHANGES_MAX);
    }

    /** Adds changed persons, seen by all views from now on. */
    void add(Segment changed) {
        changes += changed.persons();
        segments = merged(segments, changed, main == null ? 0 : 1);
        if (followed != null) {
            followed.add(changed);
        }
    }

    /** Starts to keep changes for the hints to come. */
    void follow() {
        followed = new ArrayList<>();
    }

    /** The hints to come: a segment built since {@link #follow}, and what was changed meanwhile; null when nobody follows. */
    @Nullable PersonHints successor(Segment built) {
        return followed == null ? null : new PersonHints(built, "", followed);
    }

    /** Internal numbers of the changed persons. */
    List<Integer> changedNumbers() {
        List<Integer> numbers = new ArrayList<>();
        for (Segment segment : segments) {
            for (int person = 0; segment != main && person < segment.persons(); person++) {
                numbers.add(segment.number(person));
            }
        }
        return numbers;
    }

    private static List<Segment> merged(List<Segment> before, Segment changed, int fixed) {
        List<Segment> after = new ArrayList<>(before);
        Segment last = changed;
        while (after.size() > fixed
                && after.getLast().persons() <= last.persons()
                && last.persons() < MERGED_MAX) {
            last = merge(after.removeLast(), last);
        }
        after.add(last);
        return List.copyOf(after);
    }

    private static Segment merge(Segment a, Segment b) {
        try (SegmentBuilder builder = new SegmentBuilder(null)) {
            builder.addAll(a);
            builder.addAll(b);
            return builder.toMemory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
