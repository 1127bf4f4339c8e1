package io.vigie.server.match;

import io.vigie.mrz.States;
import io.vigie.v1.DocumentReference;
import io.vigie.v1.NationalId;
import io.vigie.v1.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers of persons and of their documents, compared as document numbers are: letters and digits alone count. */
final class IdNumbers {
    private static final int DIGITS_MIN = 4;

    private IdNumbers() {}

    /** The first number of the record that one of those asked equals, in a state that may be the same; null if none. */
    static @Nullable String agreeing(List<NationalId> asked, Person person) {
        for (NationalId id : asked) {
            String number = plain(id.getNumber());
            if (number.length() < DIGITS_MIN) {
                continue;
            }
            for (NationalId recorded : person.getNationalIdsList()) {
                if (areSameState(id.getState(), recorded.getState()) && number.equals(plain(recorded.getNumber()))) {
                    return recorded.getNumber();
                }
            }
            for (DocumentReference document : person.getDocumentsList()) {
                if (areSameState(id.getState(), document.getIssuingState())
                        && number.equals(plain(document.getNumber()))) {
                    return document.getNumber();
                }
            }
        }
        return null;
    }

    /** A state that is not known may be any. */
    static boolean areSameState(String one, String other) {
        return one.isEmpty() || other.isEmpty() || States.canonical(one).equals(States.canonical(other));
    }

    private static String plain(String number) {
        StringBuilder plain = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (Character.isDigit(c)) {
                plain.append(Character.digit(c, 10));
            } else if (Character.isLetter(c)) {
                plain.append(Character.toUpperCase(c));
            }
        }
        return plain.toString();
    }
}
