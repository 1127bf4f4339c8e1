package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.LookupException;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Batch;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Hit;
import io.vigie.v1.NationalId;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Outcome;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Submission;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Withdrawal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R8: random changes and questions over loopback, compared with two plain maps. 20,000 operations in the build, a million
 * with {@code -Pfaults}.
 */
class ServerModelIT {
    private static final int OPERATIONS = Integer.getInteger("vigie.faults.operations", 20_000);
    private static final long SEED = 20261126;
    private static final int IDS = 200;
    private static final int NUMBERS = 40;
    private static final int BATCH = 40;
    private static final int LIMIT = 100;

    @TempDir
    Path data;

    private final Random random = new Random(SEED);
    private final Map<String, Record> held = new TreeMap<>();

    /** Versions of withdrawn records. */
    private final Map<String, Integer> gone = new TreeMap<>();

    private int operations;

    @Test
    void answersAsPlainMapsDo() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.record(document("A", "ALWAYS", "FRA")))) {
            held.put("A", Fixtures.record(document("A", "ALWAYS", "FRA").setVersion(1)));
            while (operations < OPERATIONS) {
                change(world);
                ask(world);
            }
            assertThat(world.server().status().getDatasetsList())
                    .allSatisfy(dataset -> assertThat(dataset.getRecords())
                            .isEqualTo((int) held.values().stream()
                                    .filter(record -> datasetOf(record) == dataset.getDataset())
                                    .count()));
        }
    }

    private void change(ServedWorld world) {
        List<Submission> submissions = new ArrayList<>();
        List<Outcome> expected = new ArrayList<>();
        for (int i = 1 + random.nextInt(BATCH); i > 0; i--) {
            String id = "R-" + random.nextInt(IDS);
            int version = random.nextInt(3) == 0 ? Math.max(0, versionOf(id) + random.nextInt(3) - 1) : 0;
            if (random.nextInt(3) == 0) {
                submissions.add(Submission.newBuilder()
                        .setWithdraw(Withdrawal.newBuilder().setId(id).setVersion(version))
                        .build());
                expected.add(withdrawn(id, version));
            } else {
                Record record = record(id, version);
                submissions.add(submission(record));
                expected.add(put(id, record, version));
            }
            operations++;
        }
        List<Outcome> outcomes = world.client()
                .submitAndWait(Batch.newBuilder().addAllSubmissions(submissions).build());
        for (int i = 0; i < expected.size(); i++) {
            Outcome found = outcomes.get(i);
            assertThat(Outcome.newBuilder()
                            .setId(found.getId())
                            .setOutcome(found.getOutcome())
                            .setVersion(found.getVersion())
                            .setError(Error.newBuilder().setCode(found.getError().getCode()))
                            .build())
                    .as("seed %d, operation %d", SEED, operations)
                    .isEqualTo(expected.get(i));
        }
    }

    private Outcome put(String id, Record record, int version) {
        Record before = held.get(id);
        if (before != null && withVersion(record, versionOf(id)).equals(before)) {
            return outcome(id, Outcome.Result.Code.UNCHANGED, versionOf(id), Error.Code.Value.UNSPECIFIED);
        }
        if (version != 0 && version != versionOf(id)) {
            return outcome(id, Outcome.Result.Code.REFUSED, versionOf(id), Error.Code.Value.VERSION_CONFLICT);
        }
        int next = versionOf(id) + 1;
        held.put(id, withVersion(record, next));
        gone.remove(id);
        return outcome(id, Outcome.Result.Code.ACCEPTED, next, Error.Code.Value.UNSPECIFIED);
    }

    private Outcome withdrawn(String id, int version) {
        int current = versionOf(id);
        if (held.containsKey(id) && (version == 0 || version == current)) {
            held.remove(id);
            gone.put(id, current + 1);
            return outcome(id, Outcome.Result.Code.ACCEPTED, current + 1, Error.Code.Value.UNSPECIFIED);
        }
        if (gone.containsKey(id) && (version == 0 || version == current - 1)) {
            return outcome(id, Outcome.Result.Code.UNCHANGED, current, Error.Code.Value.UNSPECIFIED);
        }
        return outcome(
                id,
                Outcome.Result.Code.REFUSED,
                current,
                current == 0 ? Error.Code.Value.NOT_FOUND : Error.Code.Value.VERSION_CONFLICT);
    }

    private void ask(ServedWorld world) {
        List<CompletionStage<io.vigie.client.Answer>> answers = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            int number = random.nextInt(NUMBERS);
            Question.Builder question = Question.newBuilder().setLimit(LIMIT);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    question.setDocument(DocumentQuestion.newBuilder().setNumber("n-" + number))
                            .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS);
                    expected.add(ids(record -> numberLies(record.getTravelDocument(), number)));
                }
                case 2 -> {
                    question.setPerson(PersonQuestion.newBuilder()
                                    .addNationalIds(
                                            NationalId.newBuilder().setState("FRA").setNumber("ID1" + number)))
                            .addDatasets(Dataset.Code.PERSONS);
                    expected.add(ids(record -> record.getPerson().getNationalIdsList().stream()
                            .anyMatch(nationalId -> nationalId.getNumber().equals("ID1" + number))));
                }
                default -> {
                    String id = "R-" + random.nextInt(IDS);
                    question.setNotice(NoticeQuestion.newBuilder().setId(id)).addDatasets(Dataset.Code.NOTICES);
                    expected.add(ids(record -> record.hasNotice() && record.getNotice().getId().equals(id)));
                }
            }
            answers.add(world.client().ask(question.build()));
            operations++;
        }
        for (int i = 0; i < BATCH; i++) {
            io.vigie.v1.Answer answer = answers.get(i).toCompletableFuture().join().message();
            assertThat(answer.getHitsList().stream().map(Hit::getRecordId).sorted().toList())
                    .as("seed %d, operation %d", SEED, operations)
                    .isEqualTo(expected.get(i));
            assertThat(answer.getDatasetsList())
                    .allSatisfy(state -> assertThat(state.getState())
                            .isIn(DatasetState.State.Code.ANSWERED, DatasetState.State.Code.NOT_ASKED));
        }
        fetch(world, "R-" + random.nextInt(IDS));
    }

    private void fetch(ServedWorld world, String id) {
        try {
            assertThat(world.client().fetchAndWait(id).orElse(Record.getDefaultInstance()))
                    .as("seed %d, operation %d", SEED, operations)
                    .isEqualTo(held.getOrDefault(id, Record.getDefaultInstance()));
        } catch (LookupException e) {
            throw new AssertionError(id, e);
        }
    }

    private List<String> ids(java.util.function.Predicate<Record> condition) {
        return held.entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean numberLies(TravelDocument document, int number) {
        if (document.getNumberEnd().isEmpty()) {
            return document.getNumber().equals("N" + number);
        }
        return number >= 10
                && number >= Integer.parseInt(document.getNumber().substring(1))
                && number <= Integer.parseInt(document.getNumberEnd().substring(1));
    }

    private int versionOf(String id) {
        Record record = held.get(id);
        if (record == null) {
            return gone.getOrDefault(id, 0);
        }
        return switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> record.getTravelDocument().getVersion();
            case PERSON -> record.getPerson().getVersion();
            case NOTICE -> record.getNotice().getVersion();
            case KIND_NOT_SET -> 0;
        };
    }

    /** An id belongs to one kind for ever: by its number. */
    private Record record(String id, int version) {
        int kind = Integer.parseInt(id.substring(2)) % 10;
        if (kind < 6) {
            TravelDocument.Builder document = document(id, "N" + random.nextInt(NUMBERS), "FRA");
            if (kind == 5) {
                int from = 10 + random.nextInt(15);
                document.setNumber("N" + from).setNumberEnd("N" + (from + 1 + random.nextInt(10)));
            }
            return Fixtures.record(document.setVersion(version));
        }
        if (kind < 8) {
            Person person = Fixtures.person(id, "ANNA ERIKSSON").getPerson().toBuilder()
                    .addNationalIds(NationalId.newBuilder().setState("FRA").setNumber("ID1" + random.nextInt(NUMBERS)))
                    .setVersion(version)
                    .build();
            return Record.newBuilder().setPerson(person).build();
        }
        Notice notice = Fixtures.notice(id, NoticeStatus.Code.PUBLISHED).getNotice().toBuilder()
                .setFile("file " + random.nextInt(3))
                .setVersion(version)
                .build();
        return Record.newBuilder().setNotice(notice).build();
    }

    private static Record withVersion(Record record, int version) {
        Record.Builder changed = record.toBuilder();
        switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> changed.getTravelDocumentBuilder().setVersion(version);
            case PERSON -> changed.getPersonBuilder().setVersion(version);
            case NOTICE -> changed.getNoticeBuilder().setVersion(version);
            case KIND_NOT_SET -> {}
        }
        return changed.build();
    }

    private static Submission submission(Record record) {
        Submission.Builder submission = Submission.newBuilder();
        return switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> submission.setTravelDocument(record.getTravelDocument()).build();
            case PERSON -> submission.setPerson(record.getPerson()).build();
            case NOTICE -> submission.setNotice(record.getNotice()).build();
            case KIND_NOT_SET -> submission.build();
        };
    }

    private static Dataset.Code datasetOf(Record record) {
        return switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> Dataset.Code.TRAVEL_DOCUMENTS;
            case PERSON -> Dataset.Code.PERSONS;
            case NOTICE -> Dataset.Code.NOTICES;
            case KIND_NOT_SET -> Dataset.Code.UNSPECIFIED;
        };
    }

    private static Outcome outcome(String id, Outcome.Result.Code code, int version, Error.Code.Value error) {
        return Outcome.newBuilder()
                .setId(id)
                .setOutcome(code)
                .setVersion(version)
                .setError(Error.newBuilder().setCode(error))
                .build();
    }
}
