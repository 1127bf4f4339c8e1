package io.vigie.bench.quality;

import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.index.PersonIndex;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.query.Burst;
import io.vigie.server.query.QueryService;
import io.vigie.server.store.DataFolder;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.Fetch;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Status;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The path of a question in the server, from the frame's payload to the answer, audit entry included, but for the
 * network: what a worker does. Used by one thread.
 */
public final class ServedPath implements AutoCloseable {
    /** As a worker does: each question sees a moment of its own and is recorded on its own. */
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final DataFolder folder;
    private final Path auditFolder;
    private final AuditLog audit;
    private final ServerMetrics metrics = new ServerMetrics();
    private final Burst burst;
    private long nanos;
    private int unavailable;

    private ServedPath(Path data, @Nullable Path nameGroups) throws IOException {
        folder = DataFolder.open(data);
        folder.warm();
        PersonIndex.open(folder);
        auditFolder = Files.createTempDirectory("vigie-bench-audit");
        audit = AuditLog.open(auditFolder, new AuditLog.Config(Duration.ofSeconds(1), 1 << 30));
        QueryService.Config config = new QueryService.Config(DEADLINE, Duration.ZERO, 1, nameGroups);
        QueryService queries = new QueryService(folder, audit, metrics, config, Clock.systemUTC(), "bench");
        Status status = queries.status();
        if (status.getDatasetsList().stream().anyMatch(ServedPath::isPersonsUnavailable)) {
            close(null);
            throw new IOException(data + ": its index of names is not of this version (expected: delete the folder, "
                    + "and it is built again)");
        }
        burst = queries.newWorkersBurst();
    }

    /**
     * @param nameGroups a dictionary of names; null = none
     */
    public static ServedPath open(Path data, @Nullable Path nameGroups) throws IOException {
        return new ServedPath(data, nameGroups);
    }

    private static boolean isPersonsUnavailable(io.vigie.v1.DatasetStatus status) {
        return status.getDataset() == Dataset.Code.PERSONS && status.getReasonValue() != 0;
    }

    /**
     * Asks with all that a question leaves open at its default. UNAVAILABLE is an answer that finds nobody, and counted.
     *
     * @throws IOException when the question is refused: a measurement of refusals would be of nothing
     */
    Answer ask(PersonQuestion person) throws IOException {
        return ask(Question.newBuilder(), person);
    }

    /** Asks for all candidates from a score on, as many as an answer may hold. */
    public Answer ask(PersonQuestion person, double minScore, int limit) throws IOException {
        return ask(Question.newBuilder().setMinScore(minScore).setLimit(limit), person);
    }

    /** Asks as {@link #ask(PersonQuestion)}, and why. */
    Answer explain(PersonQuestion person) throws IOException {
        return ask(Question.newBuilder().setExplain(true), person);
    }

    /** What the last answer took: from its payload to the message, in nanoseconds. */
    long nanos() {
        return nanos;
    }

    /** How many questions so far had no answer: their dataset could not be searched, or not in time. */
    int unavailable() {
        return unavailable;
    }

    /** A record that an answer named. */
    Record record(String id) throws IOException {
        byte[] payload = Fetch.newBuilder().setRecordId(id).build().toByteArray();
        Burst.FetchResult result = burst.fetch(Caller.LOCAL_OPERATOR, payload, System.nanoTime());
        burst.end(_ -> {});
        return switch (result) {
            case Burst.FetchResult.Found found -> found.fetched().getRecord();
            case Burst.FetchResult.NotFound _ -> throw new IOException("a record that an answer named is not there");
        };
    }

    private Answer ask(Question.Builder question, PersonQuestion person) throws IOException {
        byte[] payload =
                question.setPerson(person).addDatasets(Dataset.Code.PERSONS).build().toByteArray();
        long start = System.nanoTime();
        Answer answer = burst.ask(Caller.LOCAL_OPERATOR, payload, start, 0);
        nanos = System.nanoTime() - start;
        burst.end(_ -> {});
        if (answer.getVerdict() == Verdict.Code.UNAVAILABLE) {
            unavailable++;
        } else if (!isAnswer(answer)) {
            throw new IOException(
                    "a question was not answered: " + answer.getVerdict() + " " + answer.getError().getMessage());
        }
        return answer;
    }

    private static boolean isAnswer(Answer answer) {
        return switch (answer.getVerdict()) {
            case HIT, POSSIBLE, PARTIAL, NO_HIT -> true;
            // A date of another calendar that is none in ours, such as 30 Safar: refused is not found.
            case INVALID -> answer.getError().getField().equals("person.birthDate");
            case REFUSED, UNAVAILABLE, UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /** Whether an answer says that it may lack somebody. */
    static boolean isIncomplete(Answer answer) {
        return !answer.getComplete() || answer.getVerdict() == Verdict.Code.PARTIAL;
    }

    @Override
    public void close() throws IOException {
        close(burst);
    }

    private void close(@Nullable Burst open) throws IOException {
        if (open != null) {
            open.end(_ -> {});
        }
        audit.close();
        metrics.close();
        folder.close();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(auditFolder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
