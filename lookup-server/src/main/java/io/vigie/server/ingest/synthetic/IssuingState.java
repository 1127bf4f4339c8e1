package io.vigie.server.ingest.synthetic;

import java.util.List;

/**
 * A state that issues documents and has citizens.
 *
 * @param position in {@link IssuingStates}
 * @param code Doc 9303-3; empty stands for documents of which the state is not known
 * @param documentWeight share of the documents
 * @param personWeight share of the persons
 * @param culture of the names of its citizens
 * @param shapes of its document numbers, taken in turn
 * @param cellCounts of the shapes
 */
record IssuingState(
        int position,
        String code,
        int documentWeight,
        int personWeight,
        Culture culture,
        List<NumberShape> shapes,
        List<Long> cellCounts) {

    /** Cells of one of its shapes. */
    long cells(int shape) {
        return cellCounts.get(shape);
    }

    /** As passports print it. */
    String zoneCode() {
        return code.equals("DEU") ? "D" : code;
    }

    boolean isKnown() {
        return !code.isEmpty();
    }

    /** False only when no document of this state can bear the number. */
    boolean accepts(String number) {
        for (NumberShape shape : shapes) {
            if (shape.accepts(number)) {
                return true;
            }
        }
        return false;
    }
}
