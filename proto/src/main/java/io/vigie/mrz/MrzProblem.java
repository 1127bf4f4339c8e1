package io.vigie.mrz;

/**
 * Something in a zone that is not as Doc 9303 wants it.
 *
 * @param field name of the component of {@link MrzReading} concerned, {@code composite} or {@code zone}
 * @param message for people; quotes single characters and positions, never a name or a number
 */
public record MrzProblem(Code code, String field, String message) {

    /** What is wrong. */
    public enum Code {
        /** The input is no zone of a known format. */
        UNKNOWN_FORMAT,
        /** The input has the form of a national document outside Doc 9303. */
        NATIONAL_FORM,
        /** The zone came in more or fewer lines than its format has. */
        LINE_COUNT,
        /** A line is too long or too short. */
        LENGTH,
        /** A character outside A-Z, 0-9 and the filler. */
        CHARACTER,
        /** A check digit does not hold. */
        CHECK_DIGIT,
        /** A long document number's digit counts the filler before it, as old Belgian and Portuguese cards do. */
        CHECK_DIGIT_WITH_FILLER,
        /** The field that should hold the document number is empty. */
        NUMBER_MISSING,
        /** Several repairs of the document number fit its check digit. */
        NUMBER_AMBIGUOUS,
        /** The check digit of the document number fails and no repair fits: read the document again. */
        NUMBER_UNVERIFIED,
        /** A date is unknown in whole or in part. */
        DATE_UNKNOWN,
        /** No such day in the calendar, or no date at all. */
        DATE_IMPOSSIBLE,
        /** Neither M, F nor the filler. */
        SEX,
        /** Not a code that {@link States} knows. */
        STATE,
        /** The name has no primary identifier, or is empty. */
        NAME_MISSING,
        /** No double filler tells the surname from the given names. */
        NAME_SEPARATOR,
        /** More than one double filler inside the name. */
        NAME_PARTS,
        /** The name fills its field, so it may be cut (Doc 9303-4, 4.2.3.4). */
        NAME_TRUNCATED
    }
}
