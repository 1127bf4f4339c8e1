package io.vigie.server.query;

import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Question;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Completeness of one answer: which datasets were asked, and what became of each. */
final class Datasets {
    private final Map<Dataset.Code, DatasetState> states = new EnumMap<>(Dataset.Code.class);
    private final Set<Dataset.Code> asked;

    private Datasets(Set<Dataset.Code> asked) {
        this.asked = asked;
        for (Dataset.Code dataset :
                List.of(Dataset.Code.TRAVEL_DOCUMENTS, Dataset.Code.PERSONS, Dataset.Code.NOTICES)) {
            set(dataset, DatasetState.State.Code.NOT_ASKED, DatasetState.Reason.Code.UNSPECIFIED);
        }
    }

    /** Those that the question names, or all that it holds something to search by. */
    static Datasets askedBy(Question question) throws QuestionException {
        Set<Dataset.Code> searchable = EnumSet.noneOf(Dataset.Code.class);
        Set<Dataset.Code> byDefault = EnumSet.noneOf(Dataset.Code.class);
        if (question.hasDocument()) {
            byDefault.add(Dataset.Code.TRAVEL_DOCUMENTS);
            // A document names its holder and its notices.
            searchable.add(Dataset.Code.PERSONS);
            searchable.add(Dataset.Code.NOTICES);
        }
        if (question.hasPerson()) {
            byDefault.add(Dataset.Code.PERSONS);
            byDefault.add(Dataset.Code.NOTICES);
        }
        if (question.hasNotice()) {
            byDefault.add(Dataset.Code.NOTICES);
        }
        if (question.getMrzCount() > 0) {
            byDefault.addAll(List.of(Dataset.Code.TRAVEL_DOCUMENTS, Dataset.Code.PERSONS, Dataset.Code.NOTICES));
        }
        if (question.getDatasetsCount() == 0) {
            return new Datasets(byDefault);
        }
        searchable.addAll(byDefault);
        for (Dataset.Code dataset : question.getDatasetsList()) {
            if (!searchable.contains(dataset)) {
                throw new QuestionException(
                        Error.Code.Value.MISSING_VALUE,
                        "datasets",
                        dataset + ": the question holds nothing to search it by");
            }
        }
        return new Datasets(EnumSet.copyOf(question.getDatasetsList()));
    }

    boolean isAsked(Dataset.Code dataset) {
        return asked.contains(dataset);
    }

    void answered(Dataset.Code dataset) {
        set(dataset, DatasetState.State.Code.ANSWERED, DatasetState.Reason.Code.UNSPECIFIED);
    }

    /** Says why a dataset that was asked did not answer completely; the first reason stays. */
    void incomplete(Dataset.Code dataset, DatasetState.Reason.Code reason) {
        if (isAsked(dataset) && !isIncomplete(dataset)) {
            set(dataset, DatasetState.State.Code.INCOMPLETE, reason);
        }
    }

    boolean isIncomplete(Dataset.Code dataset) {
        return state(dataset).getState() == DatasetState.State.Code.INCOMPLETE;
    }

    /** Every dataset that answered is INCOMPLETE, because its data is too old. */
    void stale() {
        for (Dataset.Code dataset : asked) {
            incomplete(dataset, DatasetState.Reason.Code.STALE);
        }
    }

    boolean isComplete() {
        return asked.stream().allMatch(dataset -> state(dataset).getState() == DatasetState.State.Code.ANSWERED);
    }

    /** All datasets, asked or not, in the order of their numbers. */
    List<DatasetState> states() {
        return new ArrayList<>(states.values());
    }

    private DatasetState state(Dataset.Code dataset) {
        return states.getOrDefault(dataset, DatasetState.getDefaultInstance());
    }

    private void set(Dataset.Code dataset, DatasetState.State.Code state, DatasetState.Reason.Code reason) {
        states.put(
                dataset,
                DatasetState.newBuilder()
                        .setDataset(dataset)
                        .setState(state)
                        .setReason(reason)
                        .build());
    }
}
