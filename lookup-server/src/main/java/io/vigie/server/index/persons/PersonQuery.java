package io.vigie.server.index.persons;

import io.vigie.server.match.NameReader;
import io.vigie.server.match.PersonScore;
import io.vigie.server.match.ReadName;
import io.vigie.server.match.Weights;
import io.vigie.v1.PersonQuestion;
import java.util.BitSet;
import java.util.List;

/** What is asked of the index: the words of one or more names, any of which may fit, and a date of birth. Immutable. */
public final class PersonQuery {
    /** Names that are searched; more are cut, and the answer is truncated. */
    static final int NAMES_MAX = 8;

    private static final int TOLERANCE_MAX = 50;

    private final List<NameQuery> names;
    private final int birthDate;
    private final int tolerance;
    private final boolean cut;
    private final float least;
    private final int[] mistakenFrom;
    private final int[] mistakenTo;

    private PersonQuery(List<NameQuery> names, int birthDate, int tolerance, float least, boolean cut) {
        this.names = names;
        this.birthDate = birthDate;
        this.tolerance = tolerance;
        this.cut = cut;
        this.least = least;
        BitSet mistaken = hasYears() ? mistakenYears() : new BitSet();
        mistakenFrom = mistaken.stream().filter(year -> !mistaken.get(year - 1)).toArray();
        mistakenTo = mistaken.stream().filter(year -> !mistaken.get(year + 1)).toArray();
    }

    /** Every other year that differs from an asked one in its last three digits at one place; near ones are searched anyway. */
    private BitSet mistakenYears() {
        BitSet mistaken = new BitSet();
        for (int year = PackedDate.firstYear(birthDate); year <= PackedDate.lastYear(birthDate); year++) {
            for (int place = 1; place <= 100; place *= 10) {
                int without = year - year / place % 10 * place;
                for (int digit = 0; digit < 10; digit++) {
                    mistaken.set(YearBucket.of(without + digit * place));
                }
            }
        }
        mistaken.clear(0, YearBucket.LOWEST + 1);
        mistaken.clear(firstBucket(), lastBucket() + 1);
        mistaken.clear(YearBucket.COUNT - 1);
        return mistaken;
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
                PackedDate.parse(birthDate),
                Math.clamp(birthYearTolerance, 0, TOLERANCE_MAX),
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

    /** Packed; NONE when there is none. */
    int birthDate() {
        return birthDate;
    }

    /** Whether there is a date that can be searched by: of few years, in the calendar of the index. */
    boolean hasYears() {
        return birthDate != PackedDate.NONE
                && !PackedDate.isOfOtherCalendar(birthDate)
                && PackedDate.lastYear(birthDate) - PackedDate.firstYear(birthDate) < YearBucket.YEARS_MAX;
    }

    int firstBucket() {
        return YearBucket.of(PackedDate.firstYear(birthDate) - Math.max(1, tolerance));
    }

    int lastBucket() {
        return YearBucket.of(PackedDate.lastYear(birthDate) + Math.max(1, tolerance));
    }

    /** Least score that is shown. */
    float least() {
        return least;
    }

    /** Stretches of years, ascending, that one wrong digit makes of the asked ones. */
    int mistaken() {
        return mistakenFrom.length;
    }

    /** First bucket of a stretch. */
    int mistakenFrom(int index) {
        return mistakenFrom[index];
    }

    /** Last bucket of a stretch. */
    int mistakenTo(int index) {
        return mistakenTo[index];
    }

    int tolerance() {
        return tolerance;
    }

    /** Whether names, or parts of them, were left out. */
    boolean isCut() {
        return cut;
    }
}
