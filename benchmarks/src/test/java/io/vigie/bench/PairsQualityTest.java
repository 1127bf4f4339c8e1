package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bench.pairs.LabelledPairs;
import io.vigie.bench.pairs.LabelledPairs.Half;
import io.vigie.bench.pairs.Listed;
import io.vigie.server.match.MatchFeature;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The short form of {@code bench pairs}: what docs/matching.md claims of the scorer still holds. */
class PairsQualityTest {
    @Test
    void labelledPairsAreToldApart() throws IOException {
        Path file = shared("names/person-pairs.tsv");
        for (Half half : Half.values()) {
            LabelledPairs.Scores scores = LabelledPairs.read(file, half).scored(Weights.STANDARD, NameGroups.none());
            assertThat(scores.curve("ofac").area()).as("ofac, %s", half).isGreaterThan(0.82);
            assertThat(scores.curve("splink-historical").area()).as("splink, %s", half).isGreaterThan(0.82);
            assertThat(scores.share("same-surname-same-decade", Weights.THRESHOLD)).as("%s", half).isLessThan(0.08);
        }
    }

    @Test
    void aWeightCanBeChangedForOneRun() throws IOException {
        LabelledPairs pairs = LabelledPairs.read(shared("names/person-pairs.tsv"), Half.TUNED);
        Weights never = Weights.STANDARD.with(Map.of(MatchFeature.WORD_ALIKE_MIN, 1.01));
        assertThat(pairs.scored(never, NameGroups.none()).share("original-script", Weights.THRESHOLD)).isLessThan(0.5);
        assertThat(pairs.scored(Weights.STANDARD, NameGroups.none()).share("original-script", Weights.THRESHOLD)).isGreaterThan(0.8);
    }

    @Test
    void namesInTheirOriginalScriptReachTheirRecord() throws IOException {
        Listed listed = Listed.read(shared("watchlists/un-ofac.jsonl"), Weights.STANDARD, NameGroups.none());
        Listed.Found found = listed.byOriginalScript(Weights.THRESHOLD);
        assertThat((double) found.found() / found.asked()).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void fewTravellersAreTakenForListedPersons() throws IOException {
        Listed listed = Listed.read(shared("watchlists/un-ofac.jsonl"), Weights.STANDARD, NameGroups.none());
        Listed.False found = listed.travellers(shared("names/invented-travellers.csv"), Weights.THRESHOLD, 100);
        assertThat(found.withBirth()).isLessThanOrEqualTo(1);
        assertThat(found.withoutBirth()).isLessThanOrEqualTo(2);
    }

    private static Path shared(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("shared/data").resolve(name);
            if (Files.isReadable(file)) {
                return file;
            }
        }
        Assumptions.abort("shared/data/" + name + " is not here: nothing to measure on");
        return Path.of("");
    }
}
