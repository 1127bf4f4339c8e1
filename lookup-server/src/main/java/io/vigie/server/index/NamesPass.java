package io.vigie.server.index;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.Segment;
import io.vigie.server.index.persons.SegmentProof;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.v1.Person;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the index of names, where it is the one that the data goes with, finds every person who was not changed since.
 * Persons come in ascending order of their numbers.
 */
final class NamesPass {
    private final Consumer<Fault> faults;
    private final Map<PersonPart, BitSet> changed = new EnumMap<>(PersonPart.class);
    private final Map<PersonPart, SegmentProof> proofs = new EnumMap<>(PersonPart.class);

    private NamesPass(StoredMoment moment, Consumer<Fault> faults, StepCount steps) {
        this.faults = faults;
        for (PersonPart part : PersonPart.values()) {
            changed.put(part, new BitSet());
        }
        while (moment.next(Table.PERSON_CHANGED)) {
            steps.step();
            byte[] key = moment.key(Table.PERSON_CHANGED);
            if (!ChangedPersons.isKey(key)) {
                tell(Table.PERSON_CHANGED.diskName(), "", "holds a key that is no number of a person");
            } else if (!ChangedPersons.isStamp(key)) {
                changedOf(ChangedPersons.part(key)).set(IdEntry.internalNumber(key));
            } else {
                Long stamp = ChangedPersons.stampOf(moment.value(Table.PERSON_CHANGED));
                Segment segment = stamp == null ? null : segment(ChangedPersons.part(key), moment, stamp);
                if (segment != null) {
                    proofs.put(ChangedPersons.part(key), new SegmentProof(segment));
                }
            }
        }
    }

    /** Reads who was changed, and opens the index. */
    static NamesPass of(StoredMoment moment, Consumer<Fault> faults, StepCount steps) {
        return new NamesPass(moment, faults, steps);
    }

    /** One that is absent, or of another time, is built anew; only damage is told. */
    private @Nullable Segment segment(PersonPart part, StoredMoment moment, long stamp) {
        try {
            return PersonFiles.find(part, moment.folder(), stamp);
        } catch (Segment.UntrustedException e) {
            if (e.isDamage()) {
                tell(PersonFiles.name(part), "", "is damaged; a start builds it anew");
            }
            return null;
        }
    }

    void check(int number, Person person) {
        PersonPart part = PersonPart.of(person);
        SegmentProof proof = proofs.get(part);
        if (proof != null && !changedOf(part).get(number) && !proof.finds(number, person)) {
            tell(PersonFiles.name(part), person.getId(), "is not found under every name");
        }
    }

    private BitSet changedOf(PersonPart part) {
        return Objects.requireNonNull(changed.get(part));
    }

    private void tell(String table, String id, String what) {
        faults.accept(new Fault(table, id, what));
    }
}
