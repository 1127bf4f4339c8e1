package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.PersonIndex;
import io.vigie.server.index.persons.PersonQuery;
import io.vigie.server.index.persons.SearchScratch;
import io.vigie.server.match.PersonScore;
import io.vigie.server.match.PreparedQuery;
import io.vigie.server.match.Weights;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches persons for one question: candidates from the index of names, each judged on its record of the view's moment.
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
     * @param ofDocuments ids of persons to whom a document belongs that the question names by its number
     */
    List<Hit> run(Question question, AskedPerson asked, Set<String> ofDocuments, Deadline deadline)
            throws QuestionException {
        int tolerance = question.getBirthYearTolerance();
        PreparedQuery prepared = matching.scorer().prepare(asked.question(), tolerance, asked.zoneNameTruncated());
        if (prepared.readNames().isEmpty()) {
            datasets.incomplete(DATASET, withoutName(question));
            return List.of();
        }
        PersonQuery query = PersonQuery.of(
                prepared.readNames(), asked.question().getBirthDate(), tolerance, matching.otherWords());
        if (!PersonIndex.search(view, query, scratch, deadline.endNanos())) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.UNAVAILABLE);
        }
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < scratch.size() && !deadline.isPast(); i++) {
            Hit hit = judged(scratch.number(i), prepared, question, ofDocuments);
            if (hit != null) {
                hits.add(hit);
            }
        }
        if (deadline.isPast()) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.TIMED_OUT);
        } else if (scratch.truncated()) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.TRUNCATED);
        }
        if (!datasets.isIncomplete(DATASET)) {
            datasets.answered(DATASET);
        }
        return hits;
    }

    private static DatasetState.Reason.Code withoutName(Question question) throws QuestionException {
        if (question.getPerson().getNamesCount() > 0) {
            throw new QuestionException(
                    Error.Code.Value.INVALID_VALUE, "person.names", "holds no letter (expected: a name in any script)");
        }
        // Of a zone its name could not be read; numbers alone have no index yet.
        return question.getMrzCount() > 0
                ? DatasetState.Reason.Code.UNVERIFIED_INPUT
                : DatasetState.Reason.Code.UNAVAILABLE;
    }

    private @Nullable Hit judged(int number, PreparedQuery query, Question question, Set<String> ofDocuments) {
        Person person = read(number);
        if (person == null || !caller.maySee(person.getOwner(), person.getRestrictions())) {
            return null;
        }
        PersonScore score = matching.scorer().score(query, person, question.getExplain());
        boolean certain = score.idAgrees() || ofDocuments.contains(person.getId());
        if (!certain && score.score() < leastScore(question)) {
            return null;
        }
        Links links = Links.of(person, view, caller);
        if (links.damaged()) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
        }
        return HitView.of(person, score, certain, matchOf(score.name(), query), links, caller);
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

    /** A name as people write it, given names first. */
    static String written(Name name) {
        return name.getFull().isEmpty() ? (name.getGiven() + " " + name.getSurname()).strip() : name.getFull();
    }
}
