package io.vigie.server.match;

import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.v1.DocumentReference;
import io.vigie.v1.NationalId;
import io.vigie.v1.Person;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers of persons and of their documents, compared as document numbers are ({@link NumberKey}). */
final class IdNumbers {
    /** A shorter number makes nobody certain: too many have one like it. */
    private static final int KEY_SIZE_MIN = 4;

    private IdNumbers() {}

    /**
     * A number that agrees.
     *
     * @param feature what the record says it is
     */
    record Agreeing(String feature, String asked, String recorded) {}

    /** The first number of the record that one of those asked equals, in a state that may be the same; null if none. */
    static @Nullable Agreeing agreeing(List<NationalId> asked, Person person) {
        for (NationalId id : asked) {
            byte[] key = NumberKey.of(id.getNumber());
            if (key.length < KEY_SIZE_MIN) {
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
