package io.vigie.bench.quality;

import io.vigie.server.ingest.synthetic.SyntheticTraveller;
import io.vigie.v1.Answer;
import io.vigie.v1.Hit;
import io.vigie.v1.Identity;
import io.vigie.v1.Match;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * All travellers asked of one data folder, each with and without the date of birth.
 *
 * @param listed all kinds of questions about people of whom a record is held
 * @param clear questions about people of whom none is, as their passports have them
 * @param indistinguishable clear travellers left out: a record has their name and date of birth to the letter
 * @param unavailable questions that had no answer, of all that were asked
 */
record Survey(List<Observed> listed, List<Observed> clear, int indistinguishable, int unavailable) {
    /** Candidates below it are of no interest: it is far under the default threshold. */
    static final double SCORE_MIN = 0.5;

    /** As many as an answer may hold. */
    private static final int LIMIT = 100;

    private static final int WARM_UP = 2_000;
    private static final int PROGRESS_INTERVAL = 5_000;

    /**
     * Asks.
     *
     * @param seed of what is left to chance in the variants
     */
    static Survey of(
            ServedPath served, List<Traveller> listed, List<Traveller> clear, long seed, Consumer<String> progress)
            throws IOException {
        warmUp(served, seed);
        int before = served.unavailable();
        List<Observed> found = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            if (i % (PROGRESS_INTERVAL / Kind.ALL.size()) == 0) {
                progress.accept("listed travellers: " + i + " of " + listed.size());
            }
            for (Kind kind : Kind.ALL) {
                PersonQuestion question = kind.question(listed.get(i), seed + i);
                if (question != null) {
                    addBoth(served, listed.get(i), kind, question, found);
                }
            }
        }
        List<Observed> taken = new ArrayList<>();
        int indistinguishable = 0;
        for (int i = 0; i < clear.size(); i++) {
            if (i % PROGRESS_INTERVAL == 0) {
                progress.accept("clear travellers: " + i + " of " + clear.size());
            }
            if (isRecorded(served, clear.get(i))) {
                indistinguishable++;
            } else {
                addBoth(served, clear.get(i), Kind.ALL.getFirst(), clear.get(i).passport(), taken);
            }
        }
        return new Survey(found, taken, indistinguishable, served.unavailable() - before);
    }

    private static void warmUp(ServedPath served, long seed) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            PersonQuestion question = SyntheticTraveller.clear(seed + 1, i).passport();
            served.ask(i % 2 == 0 ? question : withoutBirth(question));
        }
    }

    private static void addBoth(
            ServedPath served, Traveller traveller, Kind kind, PersonQuestion question, List<Observed> into)
            throws IOException {
        if (!question.getBirthDate().isEmpty()) {
            into.add(observed(served, traveller, kind, question, true));
        }
        if (kind instanceof Kind.OfName) {
            into.add(observed(served, traveller, kind, withoutBirth(question), false));
        }
    }

    private static PersonQuestion withoutBirth(PersonQuestion question) {
        return question.toBuilder().clearBirthDate().build();
    }

    private static Observed observed(
            ServedPath served, Traveller traveller, Kind kind, PersonQuestion question, boolean dated)
            throws IOException {
        Answer answer = served.ask(question);
        long nanos = served.nanos();
        int rank = 1 + IntStream.range(0, answer.getHitsCount())
                .filter(i -> traveller.recordIds().contains(answer.getHits(i).getRecordId()))
                .findFirst()
                .orElse(-1);
        double right = 0;
        List<Double> wrong = new ArrayList<>();
        for (Hit hit : served.ask(question, SCORE_MIN, LIMIT).getHitsList()) {
            if (traveller.recordIds().contains(hit.getRecordId())) {
                right = Math.max(right, hit.getScore());
            } else {
                wrong.add(hit.getScore());
            }
        }
        boolean incomplete = ServedPath.isIncomplete(answer);
        double[] wrongScores = wrong.stream().mapToDouble(Double::doubleValue).toArray();
        return new Observed(traveller, kind, question, dated, rank, incomplete, nanos, right, wrongScores);
    }

    /** Whether a record bears the traveller's name and date of birth to the letter: nobody could tell the two apart. */
    private static boolean isRecorded(ServedPath served, Traveller traveller) throws IOException {
        for (Hit hit : served.ask(traveller.passport()).getHitsList()) {
            if (hit.getMatch() == Match.Code.EXACT
                    && isBornOn(served.record(hit.getRecordId()).getPerson(), traveller.passport().getBirthDate())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBornOn(Person person, String date) {
        return person.getIdentitiesList().stream()
                .map(Identity::getBirthDatesList)
                .anyMatch(dates -> dates.contains(date));
    }
}
