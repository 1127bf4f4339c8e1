package io.vigie.server.index.persons;

import io.vigie.server.match.NameReader;
import io.vigie.server.match.ReadName;
import io.vigie.v1.PersonQuestion;
import java.util.Arrays;
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
    private final boolean[] nearYears = new boolean[YearBucket.COUNT];
    private final boolean[] mistakenYears = new boolean[YearBucket.COUNT];

    private PersonQuery(List<NameQuery> names, int birthDate, int tolerance, boolean cut) {
        this.names = names;
        this.birthDate = birthDate;
        this.tolerance = tolerance;
        this.cut = cut;
        if (hasYears()) {
            nearYears[YearBucket.UNKNOWN] = true;
            Arrays.fill(nearYears, firstBucket(), lastBucket() + 1, true);
            addMistakenYears();
        }
    }

    /** Every other year that differs from an asked one in its last three digits at one place. */
    private void addMistakenYears() {
        for (int year = PackedDate.firstYear(birthDate); year <= PackedDate.lastYear(birthDate); year++) {
            for (int place = 1; place <= 100; place *= 10) {
                int without = year - year / place % 10 * place;
                for (int digit = 0; digit < 10; digit++) {
                    mistakenYears[YearBucket.of(without + digit * place)] = true;
                }
            }
        }
        mistakenYears[YearBucket.of(0)] = false;
        mistakenYears[YearBucket.COUNT - 1] = false;
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
     * @param birthYearTolerance years around the asked one that are searched first, 0 and 1 mean 1
     */
    public static PersonQuery of(List<ReadName> names, String birthDate, int birthYearTolerance, OtherWords others) {
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
                Math.clamp(birthYearTolerance, 1, TOLERANCE_MAX),
                different.size() > NAMES_MAX || different.stream().anyMatch(ReadName::cut));
    }

    /** The same, of a question none of whose names a zone cut. */
    public static PersonQuery of(PersonQuestion question, int birthYearTolerance, OtherWords others) {
        List<ReadName> names =
                question.getNamesList().stream().map(NameReader::read).toList();
        return of(names, question.getBirthDate(), birthYearTolerance, others);
    }

    List<NameQuery> names() {
        return names;
    }

    /** Packed; NONE when there is none or it spans too many years to be searched by. */
    int birthDate() {
        return birthDate;
    }

    boolean hasYears() {
        return birthDate != PackedDate.NONE
                && PackedDate.lastYear(birthDate) - PackedDate.firstYear(birthDate) < YearBucket.YEARS_MAX;
    }

    int firstBucket() {
        return YearBucket.of(PackedDate.firstYear(birthDate) - tolerance);
    }

    int lastBucket() {
        return YearBucket.of(PackedDate.lastYear(birthDate) + tolerance);
    }

    /** Buckets that are searched first. */
    boolean[] nearYears() {
        return nearYears;
    }

    /** Buckets of the years that one wrong digit makes of the asked ones. */
    boolean[] mistakenYears() {
        return mistakenYears;
    }

    int tolerance() {
        return tolerance;
    }

    /** Whether names, or parts of them, were left out. */
    boolean isCut() {
        return cut;
    }
}
