package io.vigie.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.v1.AccessProfiles;
import io.vigie.v1.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFilesTest {
    private static final Caller DESK = Caller.terminal("FRA", "police", "desk", Role.MEMBER);

    @TempDir
    private Path folder;

    private final AccessRules rules = new AccessRules();
    private Path profiles = Path.of("");

    @BeforeEach
    void writeProfiles() throws IOException {
        profiles = folder.resolve("profiles.json");
        write("""
                {"profiles": [{"name": "documents", "datasets": ["TRAVEL_DOCUMENTS"]}],
                 "grants": [{"profile": "documents", "party": "FRA"}]}
                """);
    }

    @Test
    void changesAreInForceWhenTheyAreFoundAndOnlyThoseThatCanBe() throws IOException {
        try (ProfileFiles files = ProfileFiles.watch(new ProfileFiles.Config(profiles, null), ProfileFilesTest::parsed, rules)) {
            assertThat(see(Dataset.Code.PERSONS)).isFalse();
            int version = rules.version();

            write("{\"profiles\": [{\"name\": \"all\"}],\n \"grants\": [{\"profile\": \"al\"}]}");
            files.look();
            assertThat(files.fault()).isEqualTo(
                    profiles + ": grants[0].profile: \"al\" (expected: the name of a profile of this file)");
            write("{\"profiles\": [{\"name\": \"all\"}],\n \"grants\": [}");
            files.look();
            assertThat(files.fault()).isEqualTo(profiles + ": not JSON: malformed at line 2, column 13");
            assertThat(rules.version()).isEqualTo(version);
            assertThat(see(Dataset.Code.PERSONS)).isFalse();

            write("{\"profiles\": [{\"name\": \"all\"}], \"grants\": [{\"profile\": \"all\"}]}");
            files.look();
            assertThat(files.fault()).isNull();
            assertThat(rules.version()).isGreaterThan(version);
            assertThat(see(Dataset.Code.PERSONS)).isTrue();
        }
    }

    @Test
    void nothingStartsWithFilesThatCannotBeGrantedFrom() throws IOException {
        assertThatThrownBy(() -> watch(folder.resolve("absent.json"), null)).isInstanceOf(IOException.class);
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(own.resolve("XYZ.json"), "{}");
        assertThatThrownBy(() -> watch(profiles, own)).hasMessageContaining("\"XYZ\" is no party");
        Files.move(own.resolve("XYZ.json"), own.resolve("FRA.json"));
        Files.writeString(own.resolve("FRA.json"), "{\"profils\": []}");
        assertThatThrownBy(() -> watch(profiles, own)).hasMessage(own.resolve("FRA.json") + ": profils: unknown field");
        Files.writeString(own.resolve("FRA.json"), "{\"grants\": [{\"profile\": \"p\"}]}");
        assertThatThrownBy(() -> watch(profiles, own))
                .hasMessage(own.resolve("FRA.json")
                        + ": grants[0].profile: \"p\" (expected: the name of a profile of this file)");
        assertThatThrownBy(() -> new ProfileFiles.Config(null, own)).hasMessageContaining("access.narrowing");
    }

    private void watch(Path file, Path own) throws IOException {
        ProfileFiles.watch(new ProfileFiles.Config(file, own), ProfileFilesTest::parsed, rules).close();
    }

    private boolean see(Dataset.Code dataset) {
        return rules.withRights(DESK).rights().include(dataset);
    }

    private void write(String text) throws IOException {
        Files.writeString(profiles, text);
    }

    private static AccessProfiles parsed(String text) throws IOException {
        try {
            return Json.accessProfiles(text);
        } catch (InvalidInputException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
