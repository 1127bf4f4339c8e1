package io.vigie.server.match;

import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Sex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question made ready by {@link PersonScorer#prepare}. Immutable, of use to any scorer with the same weights. */
public final class PreparedQuery {
    private final PersonQuestion question;
    private final List<Name> asked;
    private final List<ReadName> readNames;
    final PreparedName[] names;
    final @Nullable PartialDate birth;
    final int birthYearTolerance;

    PreparedQuery(PersonQuestion question, int birthYearTolerance, boolean zone, Weights weights, NameGroups groups) {
        this.question = question;
        this.birthYearTolerance = birthYearTolerance;
        birth = PartialDate.parse(question.getBirthDate());
        List<Name> withLetters = new ArrayList<>();
        List<ReadName> read = new ArrayList<>();
        for (Name name : question.getNamesList()) {
            ReadName one = NameReader.read(name);
            if (!one.tokens().isEmpty()) {
                withLetters.add(name);
                read.add(zone && !one.truncated() && isLong(one) ? new ReadName(one.tokens(), true) : one);
            }
        }
        asked = List.copyOf(withLetters);
        readNames = List.copyOf(read);
        names = new PreparedName[read.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = new PreparedName(read.get(i), NameReader.isUnvowelled(asked.get(i)), weights, groups);
        }
    }

    /** What was asked. */
    public PersonQuestion question() {
        return question;
    }

    /** The names, for the index; those without a letter are left out. */
    public List<ReadName> readNames() {
        return readNames;
    }

    /** The date of birth, for the index. */
    public @Nullable PartialDate birth() {
        return birth;
    }

    Name nameAsked(int index) {
        return asked.get(index);
    }

    Sex.Code sex() {
        return question.getSex();
    }

    List<String> nationalities() {
        return question.getNationalitiesList();
    }

    List<NationalId> nationalIds() {
        return question.getNationalIdsList();
    }

    String birthText() {
        return question.getBirthDate();
    }

    /** A name that with its fillers takes the 30 places that the shortest field has. */
    private static boolean isLong(ReadName name) {
        int length = 1;
        for (NameToken token : name.tokens()) {
            length += token.text().length() + 1;
        }
        return length == 31 || length == 32 || length >= 39 && length <= 41;
    }
}
