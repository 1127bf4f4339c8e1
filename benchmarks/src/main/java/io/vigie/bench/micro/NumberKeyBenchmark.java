package io.vigie.bench.micro;

import io.vigie.mrz.NumberKey;
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
 * Question: what does it cost to bring a document number into the form in which it is compared?
 *
 * <p>Command: {@code ./vigie bench micro NumberKey}
 *
 * <p>Decides: whether the short way for ASCII beside the general one earns its lines.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NumberKeyBenchmark {
    private String plain = "12AB34567";
    private String written = "12-ab 345.67";
    private String arabicDigits = "١٢AB٣٤٥٦٧";

    @Benchmark
    public byte[] plain() {
        return NumberKey.of(plain);
    }

    @Benchmark
    public byte[] written() {
        return NumberKey.of(written);
    }

    @Benchmark
    public byte[] arabicDigits() {
        return NumberKey.of(arabicDigits);
    }
}
