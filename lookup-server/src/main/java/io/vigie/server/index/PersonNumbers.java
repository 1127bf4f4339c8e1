package io.vigie.server.index;

import io.vigie.mrz.NumberKey;
import io.vigie.server.match.IdNumbers;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Persons by their numbers: national ids, and numbers of documents that their records name.
 *
 * <pre>
 *  +------------+----+-----------------+
 *  | number key | 00 | internal number |   value: nothing
 *  |            |    | 4 bytes         |
 *  +------------+----+-----------------+
 * </pre>
 *
 * <p>Only numbers that tell who somebody is ({@link IdNumbers#isTelling}); the state is for the record to say.
 */
public final class PersonNumbers {
    /** Persons of one number that are looked at: one who bears it in each state of the world is far less. */
    private static final int PERSONS_MAX = 1024;

    private static final int NUMBER_SIZE = 4;

    private PersonNumbers() {}

    /**
     * Who bears a number, in whatever state.
     *
     * @param persons internal numbers, ascending
     * @param truncated a bound cut the search: there may be more
     */
    public record Found(List<Integer> persons, boolean truncated) {}

    /**
     * All persons that bear a number.
     *
     * @param view begun by the caller
     * @param numberKey from {@link NumberKey#of}; one that is not telling finds nobody
     */
    public static Found search(ReadView view, byte[] numberKey) {
        List<Integer> persons = new ArrayList<>();
        byte[] prefix = Arrays.copyOf(numberKey, numberKey.length + 1);
        boolean found = IdNumbers.isTelling(numberKey) && view.seek(Table.PERSON_NUMBER, prefix, prefix.length);
        for (; found; found = view.next()) {
            if (persons.size() == PERSONS_MAX) {
                return new Found(persons, true);
            }
            if (view.keySize() != prefix.length + NUMBER_SIZE) {
                throw new DamagedException("PERSON_NUMBER: a key of " + view.keySize() + " bytes");
            }
            persons.add(IdEntry.internalNumber(
                    Arrays.copyOfRange(view.key(), prefix.length, prefix.length + NUMBER_SIZE)));
        }
        return new Found(persons, false);
    }

    /**
     * The record of a person that was found by a number.
     *
     * @throws DamagedException when it is not there, cannot be trusted, or does not bear the number
     */
    public static Person read(ReadView view, int number, byte[] numberKey) {
        Person person = PersonIndex.read(view, number);
        if (person == null
                || IdNumbers.keysOf(person).stream().noneMatch(key -> Arrays.equals(key, numberKey))) {
            throw new DamagedException("PERSON_NUMBER: names a person who does not bear the number");
        }
        return person;
    }

    /** Keys of a person's numbers, ascending. */
    static Collection<byte[]> keysOf(Person person, byte[] internalKey) {
        List<byte[]> keys = new ArrayList<>();
        for (byte[] number : IdNumbers.keysOf(person)) {
            byte[] key = Arrays.copyOf(number, number.length + 1 + NUMBER_SIZE);
            System.arraycopy(internalKey, 0, key, number.length + 1, NUMBER_SIZE);
            keys.add(key);
        }
        return keys;
    }

    /** Puts the numbers of one record in the place of those of another; either may be absent. */
    static void replace(WriteView view, byte[] internalKey, @Nullable Person before, @Nullable Person after) {
        Collection<byte[]> old = new TreeSet<>(Arrays::compareUnsigned);
        if (before != null) {
            old.addAll(keysOf(before, internalKey));
        }
        if (after != null) {
            for (byte[] key : keysOf(after, internalKey)) {
                if (!old.remove(key)) {
                    view.put(Table.PERSON_NUMBER, key, new byte[0]);
                }
            }
        }
        old.forEach(key -> view.delete(Table.PERSON_NUMBER, key));
    }
}
