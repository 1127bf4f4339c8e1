package io.vigie.bench.micro;

import io.vigie.server.index.persons.PersonQuery;
import io.vigie.server.match.NameReader;
import io.vigie.server.match.ReadName;
import io.vigie.server.match.Weights;
import io.vigie.v1.Name;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to expand a name that was read into all that is looked up for it (one letter off, exchanged, joined,
 * split, begun, same skeleton)? Looking it up is part of PersonSearch.
 *
 * <p>Command: {@code ./vigie bench micro NameExpansion}
 *
 * <p>Decides: whether expansions of common words are worth keeping.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NameExpansionBenchmark {
    @Param({"short", "usual", "long", "ofManyWords"})
    public String name = "usual";

    private List<ReadName> read = List.of();

    @Setup
    public void read() {
        read = List.of(NameReader.read(Name.newBuilder().setFull(text(name)).build()));
    }

    @Benchmark
    public PersonQuery expand() {
        return PersonQuery.of(read, "1974-08-12", 1, Weights.THRESHOLD, PersonQuery.OtherWords.NONE);
    }

    private static String text(String name) {
        return switch (name) {
            case "short" -> "Li Na";
            case "usual" -> "Anna Eriksson";
            case "long" -> "Anna Maria Konstantinopolitanska";
            case "ofManyWords" -> "Abdul Rahman bin Ahmad al Shami";
            default -> throw new IllegalArgumentException("name: " + name);
        };
    }
}
