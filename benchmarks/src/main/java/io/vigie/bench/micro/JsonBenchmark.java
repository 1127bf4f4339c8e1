package io.vigie.bench.micro;

import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.v1.Record;
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
 * Question: what does one record cost as a line of JSON, to parse and to print?
 *
 * <p>Command: {@code ./vigie bench micro Json}
 *
 * <p>Decides: whether the loader needs a JSON reader of its own to load ten million lines in its time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBenchmark {
    private Record record = Record.newBuilder()
            .setTravelDocument(new SyntheticWorld(1_000, 0, 0, 1).document(1))
            .build();
    private String line = Json.print(record);

    @Benchmark
    public Record parse() throws InvalidInputException {
        return Json.record(line);
    }

    @Benchmark
    public String print() {
        return Json.print(record);
    }
}
