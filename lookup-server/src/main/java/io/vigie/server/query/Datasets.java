package io.vigie.server.query;

import io.vigie.server.access.Rights;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Completeness of one answer: which datasets were asked, and what became of each. Sets are bits and states are shared
 * messages, since every question makes one of these.
 */
final class Datasets {
    private static final int DOCUMENTS = bit(Dataset.Code.TRAVEL_DOCUMENTS);
    private static final int PERSONS = bit(Dataset.Code.PERSONS);
    private static final int NOTICES = bit(Dataset.Code.NOTICES);

    /** In the order in which an answer lists them. */
    private static final List<Dataset.Code> ALL =
            List.of(Dataset.Code.TRAVEL_DOCUMENTS, Dataset.Code.PERSONS, Dataset.Code.NOTICES);

    private static final DatasetState[] NOT_ASKED = ALL.stream()
            .map(dataset -> state(dataset, DatasetState.State.Code.NOT_ASKED, DatasetState.Reason.Code.UNSPECIFIED))
            .toArray(DatasetState[]::new);
    private static final DatasetState[] NOT_ALLOWED = ALL.stream()
            .map(dataset -> state(dataset, DatasetState.State.Code.NOT_ASKED, DatasetState.Reason.Code.NOT_ALLOWED))
            .toArray(DatasetState[]::new);
    private static final DatasetState[] ANSWERED = ALL.stream()
            .map(dataset -> state(dataset, DatasetState.State.Code.ANSWERED, DatasetState.Reason.Code.UNSPECIFIED))
            .toArray(DatasetState[]::new);

    /** States of an answer to a question that asked documents alone, and was answered. */
    static final List<DatasetState> DOCUMENTS_ANSWERED = List.of(ANSWERED[0], NOT_ASKED[1], NOT_ASKED[2]);

    private final int asked;
    private final int searched;
    private final int withheld;
    private final DatasetState[] states = NOT_ASKED.clone();

    /**
     * @param searchable all that the question holds something to search by: the way to notices leads through them, and that
     *     to the holder of a document through the document
     * @param withheld would be asked if the asker's rights included them
     */
    private Datasets(int asked, int searchable, int withheld) {
        this.asked = asked;
        this.withheld = withheld;
        this.searched = asked | searchable & ((asked & NOTICES) != 0 ? -1 : (asked & PERSONS) != 0 ? DOCUMENTS : 0);
    }

    /** Those that the question names, or all that it holds something to search by and that the asker's rights include. */
    static Datasets askedBy(Question question, Rights rights) throws QuestionException {
        if (question.getDatasetsCount() == 0) {
            int allowed = byDefault(question) & included(rights);
            if (allowed == 0) {
                throw new QuestionException(
                        Error.Code.Value.NOT_ALLOWED, "", "searches only datasets that the caller's profile does not name");
            }
            return new Datasets(allowed, byDefault(question), byDefault(question) & ~allowed);
        }
        // A document names its holder and its notices.
        int searchable = byDefault(question) | (question.hasDocument() ? PERSONS | NOTICES : 0);
        int named = 0;
        for (Dataset.Code dataset : question.getDatasetsList()) {
            if ((searchable & bit(dataset)) == 0) {
                throw new QuestionException(
                        Error.Code.Value.MISSING_VALUE,
                        "datasets",
                        dataset + ": the question holds nothing to search it by");
            }
            named |= bit(dataset);
        }
        return new Datasets(named, searchable, 0);
    }

    private static int included(Rights rights) {
        int included = 0;
        for (Dataset.Code dataset : ALL) {
            included |= rights.include(dataset) ? bit(dataset) : 0;
        }
        return included;
    }

    /** Whether a question asks a dataset, if it is valid. */
    static boolean asks(Question question, Dataset.Code dataset) {
        return question.getDatasetsCount() == 0
                ? (byDefault(question) & bit(dataset)) != 0
                : question.getDatasetsList().contains(dataset);
    }

    /** All that it holds something to search by. */
    private static int byDefault(Question question) {
        int asked = 0;
        if (question.hasDocument()) {
            asked |= DOCUMENTS;
        }
        if (question.hasPerson()) {
            asked |= PERSONS | NOTICES;
        }
        if (question.hasNotice()) {
            asked |= NOTICES;
        }
        if (question.getMrzCount() > 0) {
            asked |= DOCUMENTS | PERSONS | NOTICES;
        }
        return asked;
    }

    boolean isAsked(Dataset.Code dataset) {
        return (asked & bit(dataset)) != 0;
    }

    /** Whether it must be searched: it was asked, or its records may lead to notices or holders, which were. */
    boolean isSearched(Dataset.Code dataset) {
        return (searched & bit(dataset)) != 0;
    }

    void answered(Dataset.Code dataset) {
        states[index(dataset)] = ANSWERED[index(dataset)];
    }

    /** Says why a dataset that was asked did not answer completely; the first reason stays. */
    void incomplete(Dataset.Code dataset, DatasetState.Reason.Code reason) {
        if (isSearched(dataset) && !isIncomplete(dataset)) {
            states[index(dataset)] = state(dataset, DatasetState.State.Code.INCOMPLETE, reason);
        }
    }

    boolean isIncomplete(Dataset.Code dataset) {
        return states[index(dataset)].getState() == DatasetState.State.Code.INCOMPLETE;
    }

    /** What is reached through other datasets was searched no better than they were. */
    void incompleteAsItsSources(Dataset.Code reached) {
        for (Dataset.Code source : ALL) {
            if (source != reached && isIncomplete(source)) {
                incomplete(reached, states[index(source)].getReason());
            }
        }
    }

    /** Every dataset that answered is INCOMPLETE, because its data is too old. */
    void stale() {
        for (Dataset.Code dataset : ALL) {
            incomplete(dataset, DatasetState.Reason.Code.STALE);
        }
    }

    boolean isComplete() {
        for (Dataset.Code dataset : ALL) {
            if (isAsked(dataset) && states[index(dataset)] != ANSWERED[index(dataset)]) {
                return false;
            }
        }
        return true;
    }

    /** All datasets, asked or not. */
    List<DatasetState> states() {
        if (searched == asked && withheld == 0) {
            return Arrays.asList(states);
        }
        List<DatasetState> shown = new ArrayList<>(Arrays.asList(states));
        ALL.stream()
                .filter(dataset -> !isAsked(dataset))
                .forEach(dataset -> shown.set(
                        index(dataset), ((withheld & bit(dataset)) == 0 ? NOT_ASKED : NOT_ALLOWED)[index(dataset)]));
        return shown;
    }

    /** Says in an entry of the audit trail what became of the datasets that were asked. */
    static void record(List<DatasetState> states, AuditEntry.Builder entry) {
        for (DatasetState state : states) {
            switch (state.getState()) {
                case ANSWERED -> entry.addDatasets(state.getDataset());
                case INCOMPLETE -> entry.addIncomplete(state.getDataset());
                case NOT_ASKED, UNSPECIFIED, UNRECOGNIZED -> {}
            }
        }
    }

    private static int bit(Dataset.Code dataset) {
        return 1 << dataset.getNumber();
    }

    private static int index(Dataset.Code dataset) {
        return dataset.getNumber() - 1;
    }

    private static DatasetState state(
            Dataset.Code dataset, DatasetState.State.Code state, DatasetState.Reason.Code reason) {
        return DatasetState.newBuilder()
                .setDataset(dataset)
                .setState(state)
                .setReason(reason)
                .build();
    }
}
