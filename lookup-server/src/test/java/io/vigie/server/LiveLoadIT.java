package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigie.client.Answer;
import io.vigie.server.ingest.Json;
import io.vigie.server.ingest.Load;
import io.vigie.server.operator.OperatorClient;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Batch;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.LoadRequest;
import io.vigie.v1.LoadResult;
import io.vigie.v1.OperatorRequest;
import io.vigie.v1.Outcome;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Status;
import io.vigie.v1.Submission;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads into a folder that is being served, over the operator's socket. */
class LiveLoadIT {
    private static final int RECORDS = 20_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path path;

    @Test
    void aNewGenerationTakesOverWithoutAWrongAnswerOrALostChange() throws Exception {
        Path data = path.resolve("primary");
        Path copy = path.resolve("follower");
        Fixtures.load(data, records(0, 0));
        Fixtures.copy(data, copy);
        try (ServedWorld primary = ServedWorld.serve(data, Map.of());
                ServedWorld follower = ServedWorld.serve(
                        copy, Map.of("feed.primary", "127.0.0.1:" + primary.port(), "data.age-max", "1h"))) {
            assertThat(Files.getPosixFilePermissions(data.resolve("operator.sock")))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            AtomicBoolean loading = new AtomicBoolean(true);
            CompletableFuture<Long> asked = CompletableFuture.supplyAsync(() -> askUntil(primary, loading));
            CompletableFuture<List<Integer>> submitted =
                    CompletableFuture.supplyAsync(() -> submitUntil(primary, loading));
            LoadResult result = null;
            for (int round = 1; round <= 3; round++) {
                result = load(data, write(records(round * 1000, round)), true);
            }
            loading.set(false);
            assertThat(asked.get()).as("questions while generations were swapped").isPositive();
            assertThat(result.getUnchanged()).isGreaterThan(RECORDS / 2);
            assertThat(primary.server().status().getGeneration()).isEqualTo(4);
            assertThat(presence(primary, submitted.get()))
                    .as("what was accepted since the last load began is there, what it replaced is not")
                    .matches("x*[+]+");
            await().atMost(SOON)
                    .until(
                            () -> follower.server().status().getPosition(),
                            primary.server().status().getPosition()::equals);
            Status expected = primary.server().status();
            assertThat(follower.server().status().getOwnedList()).isEqualTo(expected.getOwnedList());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damageIsMendedByALoadOfTheSameRecords(boolean isServed) throws IOException {
        Record[] records = Stream.of("N1", "N2", "N3")
                .map(number -> record(document("D-" + number, number, "FRA")))
                .toArray(Record[]::new);
        Path file = write(records);
        Map<String, String> scrubbed = Map.of("data.scrub-interval", "20ms");
        Path data = path.resolve("data");
        Fixtures.load(data, records);
        try (ServedWorld world = ServedWorld.serve(data, scrubbed)) {
            damage(world.server().folder(), "N2");
            await().atMost(SOON).until(() -> !world.server().status().getReady());
            assertThat(ask(world, "N2")).isNotInstanceOf(Answer.Hits.class);
            if (isServed) {
                var _ = load(data, file, true);
                assertMended(world);
            }
        }
        if (!isServed) {
            var _ = Fixtures.loadFile(data, file, true, new ArrayList<>());
        }
        try (ServedWorld world = ServedWorld.serve(data, scrubbed)) {
            assertMended(world);
        }
    }

    private static void assertMended(ServedWorld world) {
        await().atMost(SOON).until(() -> world.meter("vigie_scrub_passes") > 1 && world.server().status().getReady());
        for (String number : List.of("N1", "N2", "N3")) {
            assertThat(ask(world, number)).isInstanceOfSatisfying(
                    Answer.Hits.class, hits -> assertThat(hits.message().getHitsCount()).isEqualTo(1));
        }
        assertThat(ask(world, "NEVER")).isInstanceOf(Answer.Clear.class);
    }

    private static void damage(DataFolder folder, String number) {
        folder.write(view -> {
            byte[] key = view.keys(Table.DOCUMENT).stream()
                    .filter(any -> new String(any, StandardCharsets.ISO_8859_1).startsWith(number))
                    .findFirst()
                    .orElseThrow();
            byte[] value = view.get(Table.DOCUMENT, key);
            value[value.length / 2] ^= 16;
            view.put(Table.DOCUMENT, key, value);
            return 0;
        });
    }

    /** A sign a submission, in their order: + when its record is held. */
    private static String presence(ServedWorld world, List<Integer> numbers) {
        return numbers.stream()
                .map(number -> world.client().fetchAndWait("S-" + number).isPresent() ? "+" : "x")
                .collect(Collectors.joining());
    }

    @Test
    void recordsEnterTheServedGenerationAndBadOnesAreNamed() throws IOException {
        try (ServedWorld world = ServedWorld.of(path, record(document("D-0", "N0", "FRA")))) {
            List<String> lines = new ArrayList<>(List.of("nonsense"));
            for (int i = 0; i < 2_500; i++) {
                lines.add(Json.print(record(document("D-" + i, "N" + i, "FRA"))));
            }
            Path file = Files.write(path.resolve("more.jsonl"), lines);
            List<Load.BadRecord> bad = new ArrayList<>();
            LoadResult result = load(path, file, false, bad);
            assertThat(result.getAccepted()).isEqualTo(2_499);
            assertThat(result.getUnchanged()).isEqualTo(1);
            assertThat(bad).extracting(Load.BadRecord::number).containsExactly(1L);
            assertThat(ask(world, "N2499")).isInstanceOf(Answer.Hits.class);
            assertThat(world.server().status().getPosition().getSequence()).isEqualTo(2_500);
        }
        assertThat(OperatorClient.connect(path)).as("nobody holds the folder any more").isNull();
    }

    @Test
    void anOperatorWhoDoesNotReadHoldsNobodyUp() throws IOException {
        Record[] held = IntStream.range(0, 3_000)
                .mapToObj(i -> record(document("D-" + i, "N" + i, "FRA").setVersion(5)))
                .toArray(Record[]::new);
        Record[] stale = IntStream.range(0, 3_000)
                .mapToObj(i -> record(document("D-" + i, "M" + i, "FRA").setVersion(1)))
                .toArray(Record[]::new);
        stale[0] = record(document("NEW", "NEW", "FRA"));
        try (ServedWorld world = ServedWorld.of(path, held);
                SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(path.resolve("operator.sock")))) {
            OperatorRequest.newBuilder()
                    .setLoad(LoadRequest.newBuilder().addFiles(write(stale).toString()).setBadMax(Integer.MAX_VALUE))
                    .build()
                    .writeDelimitedTo(Channels.newOutputStream(silent));
            await().atMost(SOON).until(() -> ask(world, "NEW") instanceof Answer.Hits);
            Submission submission = Submission.newBuilder()
                    .setTravelDocument(document("S-1", "S1", "FRA"))
                    .build();
            assertThat(world.client()
                            .submitAndWait(Batch.newBuilder().addSubmissions(submission).build()))
                    .extracting(Outcome::getOutcome)
                    .containsExactly(Outcome.Result.Code.ACCEPTED);
        }
    }

    @Test
    void aFileThatCannotBeReadIsToldAndAFollowerRefuses() throws IOException {
        Path copy = path.resolve("follower");
        try (ServedWorld world = ServedWorld.of(path.resolve("data"), record(document("D-0", "N0", "FRA")))) {
            assertThatThrownBy(() -> load(path.resolve("data"), path.resolve("absent.jsonl"), false))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("absent.jsonl");
            Fixtures.load(copy, record(document("D-0", "N0", "FRA")));
            try (ServedWorld follower = ServedWorld.serve(
                    copy, Map.of("feed.primary", "127.0.0.1:" + world.port(), "data.age-max", "1h"))) {
                assertThatThrownBy(() -> load(copy, write(records(0, 0)), true)).hasMessageContaining("follows");
                assertThat(follower.server().status().getGeneration()).isEqualTo(1);
            }
        }
    }

    /** Asks for a record that every generation holds, and for one that none does. */
    private static long askUntil(ServedWorld world, AtomicBoolean loading) {
        long asked = 0;
        while (loading.get()) {
            assertThat(ask(world, "ALWAYS")).isInstanceOf(Answer.Hits.class);
            assertThat(ask(world, "NEVER")).isInstanceOf(Answer.Clear.class);
            asked += 2;
        }
        return asked;
    }

    /** Submits one new record after the other until the loads are over; all must be accepted. */
    private static List<Integer> submitUntil(ServedWorld world, AtomicBoolean loading) {
        List<Integer> accepted = new ArrayList<>();
        for (int number = 0; loading.get(); number++) {
            Submission submission = Submission.newBuilder()
                    .setTravelDocument(document("S-" + number, "S" + number, "FRA"))
                    .build();
            Outcome outcome = world.client()
                    .submitAndWait(Batch.newBuilder().addSubmissions(submission).build())
                    .getFirst();
            assertThat(outcome.getOutcome()).isEqualTo(Outcome.Result.Code.ACCEPTED);
            accepted.add(number);
        }
        return accepted;
    }

    /** Numbers from {@code from} on, with one that is in all. */
    private static Record[] records(int from, int round) {
        return Stream.concat(
                        Stream.of(record(document("A-ALWAYS", "ALWAYS", "FRA"))),
                        IntStream.range(from, from + RECORDS)
                                .mapToObj(i -> record(document("D-" + i, "N" + i, i % 100 == round ? "DEU" : "FRA"))))
                .toArray(Record[]::new);
    }

    private Path write(Record... records) throws IOException {
        Path file = Files.createTempFile(path, "records", ".jsonl");
        return Files.writeString(file, Stream.of(records).map(Json::print).collect(Collectors.joining("\n")));
    }

    private static LoadResult load(Path data, Path file, boolean replace) throws IOException {
        return load(data, file, replace, new ArrayList<>());
    }

    private static LoadResult load(Path data, Path file, boolean replace, List<Load.BadRecord> bad) throws IOException {
        try (OperatorClient operator = OperatorClient.connect(data)) {
            return operator.load(
                    LoadRequest.newBuilder()
                            .addFiles(file.toString())
                            .setReplace(replace)
                            .setBadMax(Integer.MAX_VALUE)
                            .build(),
                    bad::add,
                    Fixtures.SILENT);
        }
    }

    private static Answer ask(ServedWorld world, String number) {
        return world.client()
                .askAndWait(Question.newBuilder()
                        .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                        .build());
    }
}
