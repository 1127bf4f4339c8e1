package io.vigie.server.index;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.Segment;
import io.vigie.server.index.persons.SegmentBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who of one part may bear which name: the segment of all persons at one time, and small segments in memory of those changed
 * since. How they lie depends on no person of the other part.
 *
 * <p>Thread-safe; what changes it, on the writer thread only.
 */
final class PartHints {
    /*
     * Segments of changes are merged as a binary counter counts: a person is built again as often as the logarithm of the
     * changes, and a search meets about that many segments.
     */

    /** A segment of so many changes is merged no further: the writer must not wait. */
    private static final int MERGED_MAX = 1 << 14;

    private static final int CHANGES_MIN = 20_000;
    private static final int CHANGES_MAX = 500_000;
    private static final int SHARE = 50;

    private final PersonPart part;
    private final @Nullable Segment main;
    private final String reason;
    private volatile List<Segment> segments;
    private volatile int changes;
    private @Nullable List<Segment> followed;

    private PartHints(PersonPart part, @Nullable Segment main, String reason) {
        this.part = part;
        this.main = main;
        this.reason = reason;
        this.segments = main == null ? List.of() : List.of(main);
    }

    static PartHints of(PersonPart part, Segment main) {
        return new PartHints(part, main, "");
    }

    /** Without a segment of all persons, for a reason. */
    static PartHints untrusted(PersonPart part, String reason) {
        return new PartHints(part, null, reason);
    }

    PersonPart part() {
        return part;
    }

    /** All segments, those of changes last. */
    List<Segment> segments() {
        return segments;
    }

    /** The segment of all persons but those changed since; null when there is none. */
    @Nullable Segment main() {
        return main;
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

    boolean isDue() {
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

    /** A person was withdrawn whom segments may still hold. */
    void removed() {
        changes++;
    }

    /** Starts to keep changes for the hints to come. */
    void follow() {
        followed = new ArrayList<>();
    }

    /** The hints to come: a segment built since {@link #follow}, and what was changed meanwhile; null when nobody follows. */
    @Nullable PartHints successor(Segment built) {
        if (followed == null) {
            return null;
        }
        PartHints next = of(part, built);
        followed.forEach(next::add);
        return next;
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

    private List<Segment> merged(List<Segment> before, Segment changed, int fixed) {
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

    private Segment merge(Segment a, Segment b) {
        try (SegmentBuilder builder = new SegmentBuilder(part, null)) {
            builder.addAll(a);
            builder.addAll(b);
            return builder.toMemory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
