package io.vigie.bench.micro;

import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzReader;
import io.vigie.mrz.MrzReading;
import io.vigie.mrz.MrzWriter;
import java.time.LocalDate;
import java.util.List;
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
 * Question: what does a zone cost to read, by format, and with one misread character in its number?
 *
 * <p>Command: {@code ./vigie bench micro Zone}
 *
 * <p>Decides: whether zones are read on the event loop, as they are, or handed to other threads.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ZoneBenchmark {
    private static final LocalDate REFERENCE = LocalDate.of(2026, 1, 1);

    private List<String> passport = zone(MrzFormat.TD3, "L898902C3");
    private List<String> misreadPassport = List.of(passport.get(0), passport.get(1).replace("L8989", "LB989"));
    private List<String> card = zone(MrzFormat.TD1, "D23145890");
    private List<String> largerCard = zone(MrzFormat.TD2, "D23145890");
    private List<String> visa = zone(MrzFormat.MRVA, "L8988901C");
    private List<String> smallVisa = zone(MrzFormat.MRVB, "L8988901C");

    @Benchmark
    public MrzReading passport() {
        return MrzReader.read(passport, REFERENCE);
    }

    @Benchmark
    public MrzReading misreadPassport() {
        return MrzReader.read(misreadPassport, REFERENCE);
    }

    @Benchmark
    public MrzReading card() {
        return MrzReader.read(card, REFERENCE);
    }

    @Benchmark
    public MrzReading largerCard() {
        return MrzReader.read(largerCard, REFERENCE);
    }

    @Benchmark
    public MrzReading visa() {
        return MrzReader.read(visa, REFERENCE);
    }

    @Benchmark
    public MrzReading smallVisa() {
        return MrzReader.read(smallVisa, REFERENCE);
    }

    private static List<String> zone(MrzFormat format, String number) {
        return MrzWriter.of(format)
                .documentCode(code(format))
                .issuingState("UTO")
                .documentNumber(number)
                .names("ERIKSSON", "ANNA MARIA")
                .nationality("UTO")
                .birthDate(LocalDate.of(1974, 8, 12))
                .sex('F')
                .expiryDate(LocalDate.of(2032, 4, 15))
                .lines();
    }

    private static String code(MrzFormat format) {
        return switch (format) {
            case TD3 -> "P";
            case MRVA, MRVB -> "V";
            case TD1, TD2, IDFRA, UNKNOWN -> "I";
        };
    }
}
