package io.vigie.bench.micro;

import io.vigie.server.match.NameGroups;
import io.vigie.server.match.PersonScore;
import io.vigie.server.match.PersonScorer;
import io.vigie.server.match.PreparedPerson;
import io.vigie.server.match.PreparedQuery;
import io.vigie.server.match.Weights;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Sex;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to compare a traveller with one candidate, whose record has two identities, and what to read
 * that record for it?
 *
 * <p>Command: {@code ./vigie bench micro PairScoring}
 *
 * <p>Decides: how many candidates a search can afford to score exactly.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PairScoringBenchmark {
    private final PersonScorer scorer = new PersonScorer(Weights.STANDARD, NameGroups.none());
    private final Person record = Person.newBuilder()
            .addIdentities(identity("ERIKSSON", "ANNA MARIA", "1974-08-12"))
            .addIdentities(identity("ERICSON", "ANNIE", "1974"))
            .addNationalities("SWE")
            .build();
    private final PreparedPerson candidate = scorer.prepare(record);
    private final PreparedQuery same = query("ERIKSSON", "ANNA MARIA");
    private final PreparedQuery variant = query("ERIKSSEN", "MARIA ANNA");
    private final PreparedQuery other = query("PAPADOPOULOS", "GIORGOS");

    /** The same name and date. */
    @Benchmark
    public PersonScore same() {
        return scorer.score(same, candidate, false);
    }

    /** One letter, and given names exchanged. */
    @Benchmark
    public PersonScore variant() {
        return scorer.score(variant, candidate, false);
    }

    /** Nobody alike. */
    @Benchmark
    public PersonScore other() {
        return scorer.score(other, candidate, false);
    }

    /** As a candidate that is shown: with its reasons. */
    @Benchmark
    public PersonScore explained() {
        return scorer.score(variant, candidate, true);
    }

    /** Reading the record, which every candidate costs as well. */
    @Benchmark
    public PreparedPerson prepare() {
        return scorer.prepare(record);
    }

    private PreparedQuery query(String surname, String given) {
        PersonQuestion question = PersonQuestion.newBuilder()
                .addNames(Name.newBuilder().setSurname(surname).setGiven(given))
                .setBirthDate("1974-08-12")
                .setSex(Sex.Code.FEMALE)
                .addNationalities("SWE")
                .build();
        return scorer.prepare(question, 0, false);
    }

    private static Identity identity(String surname, String given, String birthDate) {
        return Identity.newBuilder()
                .addNames(Name.newBuilder().setSurname(surname).setGiven(given))
                .addBirthDates(birthDate)
                .setSex(Sex.Code.FEMALE)
                .build();
    }
}
