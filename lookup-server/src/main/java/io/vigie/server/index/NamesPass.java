package io.vigie.server.index;

import io.vigie.server.index.persons.Segment;
import io.vigie.server.index.persons.SegmentProof;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.v1.Person;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the index of names, where it is the one that the data goes with, finds every person who was not changed since.
 * Persons come in ascending order of their numbers.
 */
final class NamesPass {
    private final Consumer<Fault> faults;
    private final BitSet changed = new BitSet();
    private final @Nullable SegmentProof proof;

    private NamesPass(StoredMoment moment, Consumer<Fault> faults, StepCount steps) {
        this.faults = faults;
        Segment segment = null;
        while (moment.next(Table.PERSON_CHANGED)) {
            steps.step();
            byte[] key = moment.key(Table.PERSON_CHANGED);
            byte[] value = moment.value(Table.PERSON_CHANGED);
            if (key.length != Integer.BYTES || IdEntry.internalNumber(key) < 0) {
                tell(Table.PERSON_CHANGED.diskName(), "", "holds a key that is no number of a person");
            } else if (!PersonFiles.isStamp(key)) {
                changed.set(IdEntry.internalNumber(key));
            } else if (value != null && value.length == Long.BYTES) {
                segment = segment(moment, ByteBuffer.wrap(value).getLong());
            }
        }
        proof = segment == null ? null : new SegmentProof(segment);
    }

    /** Reads who was changed, and opens the index. */
    static NamesPass of(StoredMoment moment, Consumer<Fault> faults, StepCount steps) {
        return new NamesPass(moment, faults, steps);
    }

    /** One that is absent, or of another time, is built anew; only damage is told. */
    private @Nullable Segment segment(StoredMoment moment, long stamp) {
        try {
            return PersonFiles.find(moment.folder(), stamp);
        } catch (Segment.UntrustedException e) {
            if (e.isDamage()) {
                tell(PersonFiles.NAME, "", "is damaged; a start builds it anew");
            }
            return null;
        }
    }

    void check(int number, Person person) {
        if (proof != null && !changed.get(number) && !proof.finds(number, person)) {
            tell(PersonFiles.NAME, person.getId(), "is not found under every name");
        }
    }

    private void tell(String table, String id, String what) {
        faults.accept(new Fault(table, id, what));
    }
}
