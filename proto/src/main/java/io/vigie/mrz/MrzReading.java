package io.vigie.mrz;

import java.time.LocalDate;
import java.util.List;

/**
 * What was read from a zone. {@code valid} and {@code checks} describe the zone as received, the other components
 * what was read after repair; what is absent is null.
 *
 * @param valid length, characters and every check digit were right as received
 * @param documentCode one or two letters, without filler
 * @param issuingState as printed without filler, such as {@code D}; {@link States#canonical} unites the spellings
 * @param documentNumber without outer fillers; fillers inside a number are blanks
 * @param surname primary identifier, words separated by one blank
 * @param givenNames secondary identifier, words separated by one blank
 * @param birthDateRaw the six characters as read, when they are not a day of the calendar
 * @param sex M, F, X when unspecified; null when unreadable
 * @param expiryDateRaw the six characters as read, when they are not a day of the calendar
 * @param optionalData without trailing fillers, of visas without leading ones; fillers inside are kept
 * @param optionalData2 second optional field of TD1
 * @param truncated the name fills its field, so it may be cut
 * @param nameFieldRaw the field of names as received, fillers included
 * @param specimen issued by or for Utopia, ICAO's state of examples
 * @param documentNumberCandidates the numbers to search by: the one confirmed; or every repair that fits the check
 *     digit; or the number as read; empty without a number
 * @param documentNumberState null without a number
 */
public record MrzReading(
        MrzFormat format,
        boolean valid,
        String documentCode,
        String issuingState,
        String documentNumber,
        String surname,
        String givenNames,
        String nationality,
        LocalDate birthDate,
        String birthDateRaw,
        Character sex,
        LocalDate expiryDate,
        String expiryDateRaw,
        String optionalData,
        String optionalData2,
        MrzChecks checks,
        List<MrzProblem> problems,
        List<MrzRepair> repairs,
        boolean truncated,
        String nameFieldRaw,
        boolean specimen,
        List<String> documentNumberCandidates,
        DocumentNumberState documentNumberState) {

    public MrzReading {
        problems = List.copyOf(problems);
        repairs = List.copyOf(repairs);
        documentNumberCandidates = List.copyOf(documentNumberCandidates);
    }
}
