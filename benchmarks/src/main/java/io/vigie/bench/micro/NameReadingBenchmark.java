package io.vigie.bench.micro;

import io.vigie.server.match.NameReader;
import io.vigie.server.match.ReadName;
import io.vigie.v1.Name;
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
 * Question: what does it cost to read a name (normalise, transliterate, part into words), by script?
 *
 * <p>Command: {@code ./vigie bench micro NameReading}
 *
 * <p>Decides: whether a script needs a way of its own, or its names a cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NameReadingBenchmark {
    @Param({"latin", "accented", "cyrillic", "greek", "arabic", "hebrew", "georgian", "devanagari", "thai", "chinese", "hangul"})
    public String script = "latin";

    private Name name = Name.getDefaultInstance();

    @Setup
    public void choose() {
        name = Name.newBuilder().setFull(text(script)).build();
    }

    @Benchmark
    public ReadName read() {
        return NameReader.read(name);
    }

    private static String text(String script) {
        return switch (script) {
            case "latin" -> "Anna Maria Eriksson";
            case "accented" -> "José Ángel Núñez-Müller";
            case "cyrillic" -> "Анна Сергеевна Ковалёва";
            case "greek" -> "Αλέξανδρος Παπαδόπουλος";
            case "arabic" -> "محمد عبد الرحمن الشامي";
            case "hebrew" -> "יעקב בן־דוד כהן";
            case "georgian" -> "ნინო კვარაცხელია";
            case "devanagari" -> "राजेश कुमार शर्मा";
            case "thai" -> "สมชาย ใจดี";
            case "chinese" -> "欧阳建国";
            case "hangul" -> "김민준";
            default -> throw new IllegalArgumentException("script: " + script);
        };
    }
}
