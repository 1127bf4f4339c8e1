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

    PreparedQuery(
            PersonQuestion question,
            int birthYearTolerance,
            boolean lastNameTruncated,
            Weights weights,
            NameGroups groups) {
        this.question = question;
        this.birthYearTolerance = birthYearTolerance;
        birth = PartialDate.parse(question.getBirthDate());
        List<Name> withLetters = new ArrayList<>();
        List<ReadName> read = new ArrayList<>();
        for (int i = 0; i < question.getNamesCount(); i++) {
            ReadName name = NameReader.read(question.getNames(i));
            if (!name.tokens().isEmpty()) {
                withLetters.add(question.getNames(i));
                boolean truncated = lastNameTruncated && i == question.getNamesCount() - 1;
                read.add(truncated ? name.asTruncated() : name);
            }
        }
        asked = List.copyOf(withLetters);
        readNames = List.copyOf(read);
        names = read.stream()
                .map(name -> new PreparedName(name, weights, groups))
                .toArray(PreparedName[]::new);
    }

    /** What was asked. */
    public PersonQuestion question() {
        return question;
    }

    /** The names, for the index; those without a letter are left out. */
    public List<ReadName> readNames() {
        return readNames;
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
}
