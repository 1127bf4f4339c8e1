package io.vigie.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.v1.AccessProfiles;
import io.vigie.v1.Dataset;
import io.vigie.v1.RequestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFilesTest {
    private static final Caller DESK = Caller.terminal("FRA", "police", "desk", Role.MEMBER);
    private static final Caller GERMAN = Caller.terminal("DEU", "police", "desk", Role.MEMBER);

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
    void filesAreLookedAtAgainWhateverHasFailed() throws IOException {
        ProfileFiles.Parser failing = text -> {
            if (text.contains("deep")) {
                throw new StackOverflowError();
            }
            return parsed(text);
        };
        try (ProfileFiles files = ProfileFiles.watch(new ProfileFiles.Config(profiles, null), failing, rules)) {
            write("deep");
            await().until(() -> "java.lang.StackOverflowError".equals(files.fault()));
            write("{\"profiles\": [{\"name\": \"all\"}], \"grants\": [{\"profile\": \"all\"}]}");
            await().until(() -> see(Dataset.Code.PERSONS));
        }
    }

    @Test
    void nothingStartsWithAnOperatorsFileThatCannotBeGrantedFrom() throws IOException {
        assertThatThrownBy(() -> watch(folder.resolve("absent.json"), null)).isInstanceOf(IOException.class);
        write("{\"profils\": []}");
        assertThatThrownBy(() -> watch(profiles, null)).hasMessage(profiles + ": profils: unknown field");
        assertThatThrownBy(() -> new ProfileFiles.Config(null, folder)).hasMessageContaining("access.narrowing");
    }

    @Test
    void aPartysFileThatCannotBeGrantedFromHoldsUpNobodyElse() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        Path french = own.resolve("FRA.json");
        Files.writeString(french, "{");
        write("{\"profiles\": [{\"name\": \"all\"}], \"grants\": [{\"profile\": \"all\"}]}");
        try (ProfileFiles files = ProfileFiles.watch(new ProfileFiles.Config(profiles, own), ProfileFilesTest::parsed, rules)) {
            assertThat(files.fault()).startsWith(french + ": not JSON");
            assertThat(see(Dataset.Code.PERSONS)).isTrue();
            assertThat(rules.withRights(DESK).rights()).as("of the party itself").isSameAs(Rights.NONE);
            assertThat(rules.withRights(GERMAN).rights().refusal(RequestKind.Code.ZONE, LocalDate.EPOCH)).isNull();

            Files.writeString(french, "{\"profiles\": [{\"name\": \"p\"}], \"grants\": [{\"profile\": \"p\", \"authority\": \"police\"}]}");
            files.look();
            assertThat(files.fault()).isNull();
            assertThat(rules.withRights(DESK).rights()).isNotSameAs(Rights.NONE);

            Files.writeString(french, "{\"grants\": [{\"profile\": \"p\"}]}");
            write("{\"profiles\": [{\"name\": \"all\"}], \"grants\": [{\"profile\": \"all\", \"party\": \"FRA\"}]}");
            Files.writeString(own.resolve("XYZ.json"), "{}");
            files.look();
            assertThat(files.fault())
                    .contains(french + ": grants[0].profile: \"p\" (expected: the name of a profile of this file)")
                    .contains("\"XYZ\" is no party");
            assertThat(rules.withRights(DESK).rights()).as("as its last good file says").isNotSameAs(Rights.NONE);
            assertThat(rules.withRights(GERMAN).rights()).as("whom the operator has taken out").isSameAs(Rights.NONE);
        }
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
