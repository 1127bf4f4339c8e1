package io.vigie.server.query;

import io.vigie.mrz.MrzReader;
import io.vigie.mrz.MrzReading;
import io.vigie.mrz.States;
import io.vigie.server.access.Caller;
import io.vigie.server.index.Contents;
import io.vigie.server.index.RangeIndex;
import io.vigie.server.index.persons.SearchScratch;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Freshness;
import io.vigie.v1.Hit;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import io.vigie.wire.CanaryQuestion;
import io.vigie.wire.ZoneMessage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions on one moment of the data: steps 4 to 8 of the way of a question (docs/architecture.md).
 *
 * <p>Belongs to one burst and its thread; of no use when the moment is over.
 */
final class Answering {
    private static final int LIMIT_DEFAULT = 10;

    /** docs/decisions.md has the measurement that decides it. */
    private static final boolean NEAR_DEFAULT = false;

    /**
     * Certain before possible; of the certain the grave first, of the possible what agrees best; then documents before what
     * they are tied to, and by id, so that the order is the same everywhere.
     */
    private static final Comparator<Hit> BEST_FIRST = Comparator.comparing(Hit::getCertain)
            .thenComparingInt(hit -> hit.getCertain() ? Actions.gravity(hit.getAction()) : 0)
            .thenComparingInt(hit -> hit.getCertain() ? -hit.getDatasetValue() : 0)
            .thenComparingDouble(Hit::getScore)
            .thenComparingDouble(Hit::getEvidence)
            .thenComparingInt(hit -> Actions.gravity(hit.getAction()))
            .reversed()
            .thenComparing(Hit::getDataset)
            .thenComparing(Hit::getRecordId);

    private final PersonMatching persons;
    private final ReadView view;
    private final @Nullable SearchScratch scratch;
    private final Moment moment;

    /**
     * What all questions of a burst see.
     *
     * @param ranges of the same moment as the contents
     * @param today when the burst began
     * @param suspect datasets whose canary fails: nothing about them is complete
     */
    record Moment(
            Contents contents, RangeIndex ranges, Freshness.Code freshness, LocalDate today, Set<Dataset.Code> suspect) {}

    /**
     * @param view that sees the moment
     * @param scratch of a worker; null = questions for persons belong to a worker
     */
    Answering(PersonMatching persons, ReadView view, @Nullable SearchScratch scratch, Moment moment) {
        this.persons = persons;
        this.view = view;
        this.scratch = scratch;
        this.moment = moment;
    }

    /** Fills in an answer, but for id and time. */
    void answer(Caller asking, Question question, Answer.Builder answer, Deadline deadline) throws QuestionException {
        deadline.check();
        QuestionCheck.check(question);
        // Every client asks for the canary when it connects, whatever its profile says.
        Caller connected = question.equals(CanaryQuestion.QUESTION) ? Caller.LOCAL_OPERATOR : asking;
        allowed(connected, question);
        Caller caller = connected.as(question.getAskingParty());
        Datasets datasets = Datasets.askedBy(question, caller.rights());
        MrzReading zone = question.getMrzCount() == 0 ? null : MrzReader.read(question.getMrzList(), moment.today());
        List<Hit> hits = new ArrayList<>();
        for (Dataset.Code suspect : moment.suspect()) {
            datasets.incomplete(suspect, DatasetState.Reason.Code.DAMAGED);
        }
        if (datasets.isSearched(Dataset.Code.TRAVEL_DOCUMENTS)) {
            boolean near = question.hasNear() ? question.getNear() : NEAR_DEFAULT;
            boolean tiesSuspect = moment.suspect().contains(Dataset.Code.NOTICES)
                    || moment.suspect().contains(Dataset.Code.PERSONS);
            hits.addAll(new DocumentSearch(
                            view, moment.ranges(), caller, datasets, question.getExplain(), tiesSuspect, deadline)
                    .run(documentsOf(question), zone, near));
        }
        if (datasets.isSearched(Dataset.Code.PERSONS)) {
            hits.addAll(persons(caller, question, zone, hits, datasets, deadline));
        }
        if (datasets.isAsked(Dataset.Code.NOTICES)) {
            hits.addAll(notices(caller, question, hits, datasets, answer, deadline));
        }
        hits.removeIf(hit -> !datasets.isAsked(hit.getDataset()));
        if (moment.freshness() == Freshness.Code.STALE) {
            datasets.stale();
        }
        found(question, hits, datasets, answer);
        FieldView.narrow(answer, caller.rights());
        marked(question, zone, answer);
    }

    private void allowed(Caller connected, Question question) throws QuestionException {
        if (!question.getAskingParty().isEmpty() && !connected.isLocalOperator()) {
            throw new QuestionException(
                    Error.Code.Value.NOT_ALLOWED, "askingParty", "given (expected: only by the local operator)");
        }
        Error refusal = connected.rights().refusal(question, moment.today(), System.nanoTime());
        if (refusal != null) {
            throw new QuestionException(refusal);
        }
    }

    private List<Hit> notices(
            Caller caller,
            Question question,
            List<Hit> found,
            Datasets datasets,
            Answer.Builder answer,
            Deadline deadline)
            throws QuestionException {
        NoticeSearch search = new NoticeSearch(view, caller, datasets);
        if (!question.hasNotice()) {
            return search.tiedTo(found.stream().sorted(BEST_FIRST).toList());
        }
        NoticeSearch.Page page = search.described(question.getNotice(), limitOf(question), deadline);
        answer.setNextPage(page.next());
        return page.hits();
    }

    private List<Hit> persons(
            Caller caller,
            Question question,
            @Nullable MrzReading zone,
            List<Hit> documents,
            Datasets datasets,
            Deadline deadline)
            throws QuestionException {
        if (scratch == null) {
            datasets.incomplete(Dataset.Code.PERSONS, DatasetState.Reason.Code.UNAVAILABLE);
            return List.of();
        }
        if (deadline.isPast()) {
            datasets.incomplete(Dataset.Code.PERSONS, DatasetState.Reason.Code.TIMED_OUT);
            return List.of();
        }
        Map<String, List<String>> holders = new TreeMap<>();
        documents.stream().filter(Answering::namesItsHolder).forEach(hit -> hit.getPersonIdsList()
                .forEach(id -> holders.computeIfAbsent(id, _ -> new ArrayList<>())
                        .add(hit.getRecordId())));
        Map<String, Hit> best = new LinkedHashMap<>();
        for (AskedPerson asked : AskedPerson.all(question, zone)) {
            List<Hit> found = new PersonSearch(persons, view, scratch, caller, datasets)
                    .run(question, asked, holders, deadline);
            found.forEach(hit ->
                    best.merge(hit.getRecordId(), hit, (one, other) -> BEST_FIRST.compare(one, other) <= 0 ? one : other));
        }
        if (!datasets.isAsked(Dataset.Code.TRAVEL_DOCUMENTS)) {
            datasets.incompleteAsItsSources(Dataset.Code.PERSONS);
        }
        return List.copyOf(best.values());
    }

    /** Whether a document was found by its own number, so that its holder is meant. */
    private static boolean namesItsHolder(Hit document) {
        return switch (document.getMatch()) {
            case EXACT, NORMALISED, REPAIRED -> true;
            case NEAR, RANGE, FUZZY, LINKED, UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    private void found(Question question, List<Hit> all, Datasets datasets, Answer.Builder answer) {
        List<Hit> hits = all.stream()
                .filter(hit -> hit.getCertain() || hit.getScore() >= question.getMinScore())
                .sorted(BEST_FIRST)
                .toList();
        List<Hit> shown = new ArrayList<>(hits.subList(0, Math.min(hits.size(), limitOf(question))));
        hits.stream()
                .skip(shown.size())
                .forEach(hit -> datasets.incomplete(hit.getDataset(), DatasetState.Reason.Code.TRUNCATED));
        new SamePerson(view).group(shown);
        boolean certain = hits.stream().anyMatch(Hit::getCertain);
        boolean possible = hits.stream().anyMatch(Verdicts::counts);
        List<DatasetState> states = datasets.states();
        Verdict.Code verdict = Verdicts.of(certain, possible, states, moment.freshness());
        answer.setVerdict(verdict)
                .setComplete(datasets.isComplete())
                .addAllDatasets(states)
                .setAsOf(moment.contents().position())
                .setFreshness(moment.freshness())
                .addAllHits(shown);
        if (verdict == Verdict.Code.UNAVAILABLE) {
            answer.setError(Failures.error(Error.Code.Value.DATASET_UNAVAILABLE, "no dataset that was asked can answer"));
        }
    }

    /** All documents that a question names by their numbers. */
    static List<DocumentQuestion> documentsOf(Question question) {
        if (!question.hasDocument()) {
            return List.of();
        }
        List<DocumentQuestion> documents = new ArrayList<>(1 + question.getFurtherDocumentsCount());
        documents.add(question.getDocument());
        documents.addAll(question.getFurtherDocumentsList());
        return documents;
    }

    private static int limitOf(Question question) {
        return question.getLimit() == 0 ? LIMIT_DEFAULT : question.getLimit();
    }

    private static void marked(Question question, @Nullable MrzReading zone, Answer.Builder answer) {
        boolean specimen = documentsOf(question).stream()
                        .anyMatch(document -> States.isSpecimen(document.getIssuingState()))
                || question.getPerson().getNationalitiesList().stream().anyMatch(States::isSpecimen)
                || question.getPerson().getNationalIdsList().stream().anyMatch(id -> States.isSpecimen(id.getState()));
        if (zone != null) {
            specimen |= zone.specimen();
            answer.setMrz(ZoneMessage.of(zone));
            Contradictions.between(zone, question).forEach(answer::addContradictions);
        }
        answer.setSpecimen(specimen);
    }
}
