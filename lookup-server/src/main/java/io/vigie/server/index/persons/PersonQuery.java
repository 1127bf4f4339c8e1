package io.vigie.server.index.persons;

import io.vigie.server.match.NameReader;
import io.vigie.server.match.PersonScore;
import io.vigie.server.match.ReadName;
import io.vigie.server.match.Weights;
import io.vigie.v1.PersonQuestion;
import java.util.List;

/** What is asked of the index: the words of one or more names, any of which may fit, and a date of birth. Immutable. */
public final class PersonQuery {
    /** Names that are searched; more are cut, and the answer is truncated. */
    static final int NAMES_MAX = 8;

    private static final int TOLERANCE_MAX = 50;

    private final List<NameQuery> names;
    private final AskedDate date;
    private final boolean cut;
    private final float least;

    private PersonQuery(List<NameQuery> names, AskedDate date, float least, boolean cut) {
        this.names = names;
        this.date = date;
        this.cut = cut;
        this.least = least;
    }

    /** Other words for a word, from a dictionary of names: of another language, or for short. */
    public interface OtherWords {
        OtherWords NONE = _ -> List.of();

        /** A to Z each; empty for most. */
        List<String> of(String word);
    }

    /**
     * Prepares a question: once, for all segments.
     *
     * @param names as {@link NameReader} reads them
     * @param birthDate partial date; empty = not known
     * @param birthYearTolerance years around the asked one that are searched first; 0 = one
     * @param leastScore of {@link PersonScore} that is shown
     */
    public static PersonQuery of(
            List<ReadName> names, String birthDate, int birthYearTolerance, double leastScore, OtherWords others) {
        List<ReadName> different = names.stream()
                .filter(name -> !name.tokens().isEmpty())
                .distinct()
                .toList();
        return new PersonQuery(
                different.stream()
                        .limit(NAMES_MAX)
                        .map(name -> NameQuery.of(name, others))
                        .toList(),
                AskedDate.of(
                        PackedDate.parse(birthDate),
                        Math.clamp(birthYearTolerance, 0, TOLERANCE_MAX),
                        (float) leastScore),
                (float) leastScore,
                different.size() > NAMES_MAX || different.stream().anyMatch(name -> name.cut() || !name.hasWord()));
    }

    /** The same, of a question none of whose names a zone cut and that asks for no other score than the default. */
    public static PersonQuery of(PersonQuestion question, int birthYearTolerance, OtherWords others) {
        List<ReadName> names =
                question.getNamesList().stream().map(NameReader::read).toList();
        return of(names, question.getBirthDate(), birthYearTolerance, Weights.THRESHOLD, others);
    }

    List<NameQuery> names() {
        return names;
    }

    AskedDate date() {
        return date;
    }

    /** Least score that is shown. */
    float least() {
        return least;
    }

    /** Whether names, or parts of them, were left out. */
    boolean isCut() {
        return cut;
    }
}
