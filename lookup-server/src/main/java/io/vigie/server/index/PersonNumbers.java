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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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
    /** Persons of one number that are given: one who bears it in each state of the world is far less. */
    private static final int PERSONS_MAX = 1024;

    /** Persons of one number that are read, those among them who are not seen. */
    private static final int READ_MAX = 1 << 16;

    private static final int NUMBER_SIZE = 4;

    private PersonNumbers() {}

    /**
     * Who bears a number, in whatever state.
     *
     * @param persons by internal number, ascending
     * @param truncated a bound cut the search: there may be more
     * @param damaged somebody could not be read, or does not bear the number
     */
    public record Found(Map<Integer, Person> persons, boolean truncated, boolean damaged) {}

    /**
     * All persons that bear a number and are seen; the others count for nothing, unless they are more than {@link #READ_MAX}.
     *
     * @param view begun by the caller
     * @param numberKey from {@link NumberKey#of}; one that is not telling finds nobody
     */
    public static Found search(ReadView view, byte[] numberKey, Predicate<Person> seen) {
        SortedMap<Integer, Person> persons = new TreeMap<>();
        byte[] prefix = Arrays.copyOf(numberKey, numberKey.length + 1);
        boolean found = IdNumbers.isTelling(numberKey) && view.seek(Table.PERSON_NUMBER, prefix, prefix.length);
        boolean damaged = false;
        for (int read = 0; found; found = view.next()) {
            if (view.keySize() != prefix.length + NUMBER_SIZE) {
                return new Found(persons, false, true);
            }
            if (read++ == READ_MAX) {
                return new Found(persons, true, damaged);
            }
            int number = IdEntry.internalNumber(
                    Arrays.copyOfRange(view.key(), prefix.length, prefix.length + NUMBER_SIZE));
            Person person = bearer(view, number, numberKey);
            damaged |= person == null;
            if (person != null && seen.test(person)) {
                if (persons.size() == PERSONS_MAX) {
                    return new Found(persons, true, damaged);
                }
                persons.put(number, person);
            }
        }
        return new Found(persons, false, damaged);
    }

    /** The person of an entry; null when they are not there, cannot be read, or do not bear the number. */
    private static @Nullable Person bearer(ReadView view, int number, byte[] numberKey) {
        try {
            Person person = PersonIndex.read(view, number);
            boolean bears = person != null
                    && IdNumbers.keysOf(person).stream().anyMatch(key -> Arrays.equals(key, numberKey));
            return bears ? person : null;
        } catch (DamagedException e) {
            return null;
        }
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
