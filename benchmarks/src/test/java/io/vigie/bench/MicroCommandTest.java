package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every benchmark once, in this JVM: that they run, not how fast. */
class MicroCommandTest {
    @TempDir
    private Path folder;

    @Test
    void runsEveryBenchmark() {
        System.setProperty("vigie.bench.folder", folder.toString());
        BenchRun run;
        try {
            run = BenchRun.of(
                    "micro", "--forks", "0", "--iteration-millis", "10", "--documents", "1000", "--persons", "1000", "--json");
        } finally {
            System.clearProperty("vigie.bench.folder");
        }
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("micro.documentLookup.hit.documents1000\"")
                .contains("micro.documentLookup.miss.documents1000\"")
                .contains("micro.personSearch.candidates.birthDatetrue.nameexact.persons1000.p99\"")
                .contains("micro.check.nothingKnown.documents1000.persons1000.p99\"")
                .contains("micro.check.hit.documents1000.persons1000.p99\"")
                .contains("micro.check.personVariant.documents1000.persons1000.p99\"")
                .contains("micro.frame.encode\"", "micro.frame.decodeInPlace\"")
                .contains("micro.zone.misreadPassport\"", "micro.zone.smallVisa\"")
                .contains("micro.pipeline.miss.documents1000\"", "micro.pipeline.hit.documents1000\"")
                .contains("micro.rangeLookup.hit.ranges100\"", "micro.rangeLookup.miss.ranges100\"")
                .contains("micro.nameExpansion.expand.nameusual\"", "micro.personSearch.candidates.birthDatefalse.namenobody.persons1000.p99\"")
                .contains("micro.numberKey.plain\"")
                .contains("micro.nameReading.read.scriptcyrillic\"")
                .contains("micro.pairScoring.variant\"")
                .contains("micro.filter.miss.documents1000\"")
                .contains("micro.audit.append.entries16\"")
                .contains("micro.json.parse\"")
                .contains("micro.json.parse.allocated\"");
    }

    @Test
    void findsABenchmarkByItsFigure() {
        BenchRun run = BenchRun.of("micro", "micro.numberKey.plain", "--forks", "0", "--iteration-millis", "10");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.startsWith("micro.numberKey.plain"));
    }

    @Test
    void namesAPatternThatFitsNothing() {
        BenchRun run = BenchRun.of("micro", "NoSuchBenchmark");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("NoSuchBenchmark");
        assertThat(BenchRun.of("micro", "(").exitCode()).isEqualTo(2);
    }
}
