package io.vigie.mrz;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A reading in the making: filled by one call of the reader, in one thread, and then frozen. */
final class Draft {

    final MrzFormat format;
    final LocalDate reference;
    /** Lines and characters came as the format wants them. */
    boolean wellFormed = true;
    MrzChecks checks = MrzChecks.NONE;
    String documentCode;
    String issuingState;
    String documentNumber;
    String surname;
    String givenNames;
    String nationality;
    LocalDate birthDate;
    String birthDateRaw;
    Character sex;
    LocalDate expiryDate;
    String expiryDateRaw;
    String optionalData;
    String optionalData2;
    boolean truncated;
    String nameFieldRaw;
    List<String> candidates = List.of();
    DocumentNumberState numberState;

    /** Numbers that another layout of damaged lines gives. */
    private Set<String> otherNumbers = Set.of();

    private List<MrzProblem> problems = List.of();
    private List<MrzRepair> repairs = List.of();

    Draft(MrzFormat format, LocalDate reference) {
        this.format = format;
        this.reference = reference;
    }

    /** Goes on with what was found out about the text before its format was known. */
    Draft(MrzFormat format, LocalDate reference, Draft before) {
        this(format, reference);
        wellFormed = before.wellFormed;
        problems = before.problems;
        repairs = before.repairs;
    }

    void problem(MrzProblem.Code code, String field, String message) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>(2);
        }
        problems.add(new MrzProblem(code, field, message));
    }

    void repair(String field, String from, String to, String reason) {
        if (repairs.isEmpty()) {
            repairs = new ArrayList<>(2);
        }
        repairs.add(new MrzRepair(field, from, to, reason));
    }

    void otherNumber(String number) {
        if (number != null) {
            otherNumbers = otherNumbers.isEmpty() ? new TreeSet<>() : otherNumbers;
            otherNumbers.add(number);
        }
    }

    int problemCount() {
        return problems.size();
    }

    /** Length or characters are wrong, which makes the zone invalid whatever its digits say. */
    void malformed(MrzProblem.Code code, String field, String message) {
        wellFormed = false;
        problem(code, field, message);
    }

    void number(String number, DocumentNumberState state) {
        if (number == null) {
            problem(MrzProblem.Code.NUMBER_MISSING, "documentNumber", "no document number");
            return;
        }
        documentNumber = number;
        numberState = state;
        candidates = List.of(number);
    }

    MrzReading freeze() {
        return freeze(wellFormed && checks.allHold() && format != MrzFormat.UNKNOWN);
    }

    MrzReading freeze(boolean valid) {
        if (!candidates.isEmpty() && !candidates.containsAll(otherNumbers)) {
            addOtherNumbers();
        }
        boolean specimen = States.isSpecimen(issuingState) || States.isSpecimen(nationality);
        return new MrzReading(
                format, valid, documentCode, issuingState, documentNumber, surname, givenNames, nationality, birthDate,
                birthDateRaw, sex, expiryDate, expiryDateRaw, optionalData, optionalData2, checks, problems, repairs,
                truncated, nameFieldRaw, specimen, candidates, numberState);
    }

    private void addOtherNumbers() {
        Set<String> all = new LinkedHashSet<>(candidates);
        all.addAll(otherNumbers);
        candidates = List.copyOf(all);
        numberState = DocumentNumberState.REPAIRED;
        problem(
                MrzProblem.Code.NUMBER_AMBIGUOUS,
                "documentNumber",
                all.size() + " numbers fit the check digit of a line in which characters moved");
    }
}
