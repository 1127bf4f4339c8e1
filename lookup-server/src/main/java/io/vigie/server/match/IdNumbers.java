package io.vigie.server.match;

import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.v1.DocumentReference;
import io.vigie.v1.NationalId;
import io.vigie.v1.Person;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Numbers of persons and of their documents, compared as document numbers are ({@link NumberKey}). Pure. */
public final class IdNumbers {
    /** A shorter number makes nobody certain: too many have one like it. */
    private static final int CHARACTERS_MIN = 4;

    private IdNumbers() {}

    /**
     * A number that agrees.
     *
     * @param feature what the record says it is
     */
    record Agreeing(String feature, String asked, String recorded) {}

    /**
     * Whether a number says who somebody is: four letters and digits or more, and not one and the same throughout, as what
     * fills a field of which the content is not known ({@code 000000}, {@code XXXX}).
     *
     * @param key from {@link NumberKey#of}
     */
    public static boolean isTelling(byte[] key) {
        String characters = new String(key, StandardCharsets.UTF_8);
        return characters.codePointCount(0, characters.length()) >= CHARACTERS_MIN
                && characters.codePoints().distinct().count() > 1;
    }

    /** The keys of all telling numbers of a person, each once: national ids, and documents that the record names. */
    public static Collection<byte[]> keysOf(Person person) {
        Collection<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        person.getNationalIdsList().forEach(id -> keys.add(NumberKey.of(id.getNumber())));
        person.getDocumentsList().forEach(document -> keys.add(NumberKey.of(document.getNumber())));
        keys.removeIf(key -> !isTelling(key));
        return keys;
    }

    /** The first number of the record that one of those asked equals, in a state that may be the same; null if none. */
    static @Nullable Agreeing agreeing(List<NationalId> asked, Person person) {
        for (NationalId id : asked) {
            byte[] key = NumberKey.of(id.getNumber());
            if (!isTelling(key)) {
                continue;
            }
            for (NationalId recorded : person.getNationalIdsList()) {
                if (agree(id, key, recorded.getState(), recorded.getNumber())) {
                    return new Agreeing("nationalId", id.getNumber(), recorded.getNumber());
                }
            }
            for (DocumentReference document : person.getDocumentsList()) {
                if (agree(id, key, document.getIssuingState(), document.getNumber())) {
                    return new Agreeing("documentNumber", id.getNumber(), document.getNumber());
                }
            }
        }
        return null;
    }

    /** A state that is not known may be any. */
    static boolean areSameState(String one, String other) {
        return one.isEmpty() || other.isEmpty() || States.canonical(one).equals(States.canonical(other));
    }

    private static boolean agree(NationalId asked, byte[] key, String state, String number) {
        return areSameState(asked.getState(), state) && Arrays.equals(key, NumberKey.of(number));
    }
}
