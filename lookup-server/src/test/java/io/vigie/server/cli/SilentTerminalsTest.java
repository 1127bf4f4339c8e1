package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.access.ProfileFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilentTerminalsTest {
    private static final Set<String> ASKED =
            Set.of("local-operator", "DEU/police/desk", "FRA/border/gate-1", "ITA/border/gate-2");

    @TempDir
    private Path folder;

    @Test
    void whoeverAskedIsNotListedHoweverTheyAreNamed() throws IOException {
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, """
                {"profiles": [{"name": "p"}],
                 "grants": [{"profile": "p", "party": "D", "authority": "police", "terminal": "desk"},
                            {"profile": "p", "party": "FRA", "terminal": "gate-1"},
                            {"profile": "p", "terminal": "gate-2"},
                            {"profile": "p", "party": "ITA"},
                            {"profile": "p", "party": "D", "authority": "border", "terminal": "desk"},
                            {"profile": "p", "terminal": "gate-3"}]}
                """);
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("FRA.json"), """
                {"profiles": [{"name": "p"}],
                 "grants": [{"profile": "p", "authority": "border", "terminal": "gate-1"},
                            {"profile": "p", "authority": "border", "terminal": "gate-9"}]}
                """);
        Set<String> silent = Set.of("*/*/gate-3", "DEU/border/desk", "FRA/border/gate-9");
        List<String> faults = new ArrayList<>();
        assertThat(SilentTerminals.of(new ProfileFiles.Config(profiles, own), ASKED, faults::add))
                .containsExactlyInAnyOrderElementsOf(silent);
        assertThat(SilentTerminals.of(new ProfileFiles.Config(null, null), ASKED, faults::add)).isEmpty();
        assertThat(faults).isEmpty();

        Files.writeString(own.resolve("DEU.json"), "{");
        assertThat(SilentTerminals.of(new ProfileFiles.Config(profiles, own), ASKED, faults::add))
                .as("one party's fault is no other's")
                .containsExactlyInAnyOrderElementsOf(silent);
        assertThat(faults).singleElement().asString().contains("DEU.json: ");

        Files.writeString(profiles, "{");
        assertThatThrownBy(() -> SilentTerminals.of(new ProfileFiles.Config(profiles, own), ASKED, faults::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("profiles.json: ");
    }
}
