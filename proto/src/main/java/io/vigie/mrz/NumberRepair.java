package io.vigie.mrz;

import java.util.List;

/** Says what became of a document number whose check digit fails. */
final class NumberRepair {

    private static final String FIELD = "documentNumber";

    private NumberRepair() {}

    /**
     * Takes the one number that fits; offers all when there are several, the number as read staying in its field;
     * keeps the number as read, unverified, when there is none.
     */
    static void report(Draft draft, String read, List<String> fitting) {
        switch (fitting.size()) {
            case 0 -> {
                draft.number(read, DocumentNumberState.UNVERIFIED);
                draft.problem(
                        MrzProblem.Code.NUMBER_UNVERIFIED,
                        FIELD,
                        "the check digit fails and no repair fits: read the document again");
            }
            case 1 -> {
                draft.number(fitting.get(0), DocumentNumberState.REPAIRED);
                draft.repair(FIELD, read, fitting.get(0), "fits the check digit");
            }
            default -> {
                draft.number(read, DocumentNumberState.REPAIRED);
                draft.candidates = fitting;
                for (String number : fitting) {
                    draft.repair(FIELD, read, number, "fits the check digit, as others do");
                }
                draft.problem(
                        MrzProblem.Code.NUMBER_AMBIGUOUS, FIELD, fitting.size() + " repairs fit the check digit");
            }
        }
    }
}
