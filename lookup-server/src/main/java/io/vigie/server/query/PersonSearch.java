package io.vigie.server.query;

import io.vigie.mrz.NumberKey;
import io.vigie.server.access.Caller;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.PersonIndex;
import io.vigie.server.index.PersonNumbers;
import io.vigie.server.index.Records;
import io.vigie.server.index.persons.PersonQuery;
import io.vigie.server.index.persons.SearchScratch;
import io.vigie.server.index.persons.Sight;
import io.vigie.server.match.IdNumbers;
import io.vigie.server.match.PersonScore;
import io.vigie.server.match.PreparedQuery;
import io.vigie.server.match.ReadName;
import io.vigie.server.match.Weights;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.Person;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches persons for one question: those who bear its numbers, and candidates from the index of names, each judged on its
 * record of the view's moment.
 * Used once, by one thread.
 */
final class PersonSearch {
    private static final Dataset.Code DATASET = Dataset.Code.PERSONS;

    private final PersonMatching matching;
    private final ReadView view;
    private final SearchScratch scratch;
    private final Caller caller;
    private final Datasets datasets;

    PersonSearch(PersonMatching matching, ReadView view, SearchScratch scratch, Caller caller, Datasets datasets) {
        this.matching = matching;
        this.view = view;
        this.scratch = scratch;
        this.caller = caller;
        this.datasets = datasets;
    }

    /**
     * All hits, in no order; what was not searched completely is said in the datasets.
     *
     * @param documents by id of the person to whom they belong, ids of documents that the question names by their number
     */
    List<Hit> run(Question question, AskedPerson asked, Map<String, List<String>> documents, Deadline deadline)
            throws QuestionException {
        PreparedQuery prepared = matching.scorer()
                .prepare(asked.question(), question.getBirthYearTolerance(), asked.zoneNameTruncated());
        Map<Integer, Person> byNumber = byNumber(asked);
        List<Hit> hits = new ArrayList<>();
        Set<String> judged = new HashSet<>();
        for (Person person : byNumber.values()) {
            judged.add(person.getId());
            add(hits, judged(person, prepared, question, documents));
        }
        for (String id : documents.keySet()) {
            Person person = judged.add(id) ? holder(id) : null;
            add(hits, person == null ? null : judged(person, prepared, question, documents));
        }
        if (asked.numberUnsettled() && hits.isEmpty()) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.UNVERIFIED_INPUT);
        }
        if (prepared.readNames().stream().noneMatch(ReadName::hasWord)) {
            withoutName(question, asked);
        } else {
            byName(question, asked, prepared, deadline);
            for (int i = 0; i < scratch.size() && !deadline.isPast(); i++) {
                Person person = byNumber.containsKey(scratch.number(i)) ? null : read(scratch.number(i));
                add(
                        hits,
                        person == null || !judged.add(person.getId())
                                ? null
                                : judged(person, prepared, question, documents));
            }
        }
        if (deadline.isPast()) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.TIMED_OUT);
        }
        if (!datasets.isIncomplete(DATASET)) {
            datasets.answered(DATASET);
        }
        return hits;
    }

    private static void add(List<Hit> hits, @Nullable Hit hit) {
        if (hit != null) {
            hits.add(hit);
        }
    }

    /** By internal number, those seen who bear a number of the question in whatever state. */
    private Map<Integer, Person> byNumber(AskedPerson asked) {
        Map<Integer, Person> persons = new LinkedHashMap<>();
        for (NationalId id : asked.question().getNationalIdsList()) {
            byte[] key = NumberKey.of(id.getNumber());
            if (!IdNumbers.isTelling(key)) {
                datasets.incomplete(DATASET, DatasetState.Reason.Code.UNVERIFIED_INPUT);
                continue;
            }
            PersonNumbers.Found found = PersonNumbers.search(view, key, this::isSeen);
            if (found.truncated()) {
                datasets.incomplete(DATASET, DatasetState.Reason.Code.TRUNCATED);
            }
            if (found.damaged()) {
                datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
            }
            found.persons().forEach(persons::putIfAbsent);
        }
        return persons;
    }

    /** Leaves the candidates in the scratch object. */
    private void byName(Question question, AskedPerson asked, PreparedQuery prepared, Deadline deadline) {
        PersonQuery query = PersonQuery.of(
                prepared.readNames(),
                asked.question().getBirthDate(),
                question.getBirthYearTolerance(),
                leastScore(question),
                matching.otherWords());
        try {
            if (!PersonIndex.search(view, query, sight(), scratch, deadline.endNanos())) {
                datasets.incomplete(DATASET, DatasetState.Reason.Code.UNAVAILABLE);
            }
        } catch (DamagedException e) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
        }
        if (scratch.truncated()) {
            DatasetState.Reason.Code reason = deadline.isPast()
                    ? DatasetState.Reason.Code.TIMED_OUT
                    : DatasetState.Reason.Code.TRUNCATED;
            datasets.incomplete(DATASET, reason);
        }
    }

    private Sight sight() {
        return caller.party().isEmpty() ? Sight.ALL : this::isSeen;
    }

    /** Of a person, or of an audience, which is all of a person that decides it. */
    private boolean isSeen(Person person) {
        return Visibility.maySee(caller, person);
    }

    private void withoutName(Question question, AskedPerson asked) throws QuestionException {
        if (question.getPerson().getNamesCount() > 0) {
            throw new QuestionException(
                    Error.Code.Value.INVALID_VALUE, "person.names", "holds no word of two letters (expected: a name in any script)");
        }
        if (question.getMrzCount() > 0) {
            // Its name could not be read.
            datasets.incomplete(DATASET, DatasetState.Reason.Code.UNVERIFIED_INPUT);
        } else if (asked.question().getNationalIdsCount() == 0) {
            throw new QuestionException(
                    Error.Code.Value.MISSING_VALUE,
                    "datasets",
                    DATASET + ": the question holds nothing to search it by (a pattern is sought among documents alone)");
        }
    }

    private @Nullable Hit judged(
            Person person, PreparedQuery query, Question question, Map<String, List<String>> documents) {
        if (!isSeen(person)) {
            return null;
        }
        PersonScore score = matching.scorer().score(query, person, question.getExplain());
        List<String> through = documents.getOrDefault(person.getId(), List.of());
        boolean certain = Verdicts.weigh(new Verdicts.Found.OfPerson(score.idAgrees() || !through.isEmpty()))
                == Verdicts.Weight.CERTAIN;
        double least = leastScore(question);
        if (!certain && score.score() < least) {
            return null;
        }
        Links links = Links.of(person, view, caller);
        links.tell(datasets, DATASET);
        Match.Code match;
        if (score.byName() >= least) {
            match = matchOf(score.name(), query);
        } else {
            match = score.idAgrees() ? matchOfNumber(query, person) : Match.Code.LINKED;
        }
        return HitView.of(person, score, certain, match, links, caller).toBuilder()
                .addAllThrough(through)
                .build();
    }

    /** To whom a document belongs; null when nobody has the id. */
    private @Nullable Person holder(String id) {
        try {
            Record record = Records.byId(view, id);
            return record == null || !record.hasPerson() ? null : record.getPerson();
        } catch (DamagedException e) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
            return null;
        }
    }

    private @Nullable Person read(int number) {
        try {
            return PersonIndex.read(view, number);
        } catch (DamagedException e) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
            return null;
        }
    }

    /** The asker may want more candidates, or fewer, than the default shows. */
    private static double leastScore(Question question) {
        return question.getMinScore() > 0 ? question.getMinScore() : Weights.THRESHOLD;
    }

    private static Match.Code matchOf(Name recorded, PreparedQuery query) {
        String written = written(recorded);
        boolean equal = query.question().getNamesList().stream()
                .anyMatch(asked -> written(asked).equalsIgnoreCase(written));
        return equal ? Match.Code.EXACT : Match.Code.FUZZY;
    }

    /** Of a person whose name would not have found them. */
    private static Match.Code matchOfNumber(PreparedQuery query, Person person) {
        Set<String> recorded = new HashSet<>();
        person.getNationalIdsList().forEach(id -> recorded.add(id.getNumber()));
        person.getDocumentsList().forEach(document -> recorded.add(document.getNumber()));
        return query.question().getNationalIdsList().stream().anyMatch(id -> recorded.contains(id.getNumber()))
                ? Match.Code.EXACT
                : Match.Code.NORMALISED;
    }

    /** A name as people write it, given names first. */
    static String written(Name name) {
        return name.getFull().isEmpty() ? (name.getGiven() + " " + name.getSurname()).strip() : name.getFull();
    }
}
