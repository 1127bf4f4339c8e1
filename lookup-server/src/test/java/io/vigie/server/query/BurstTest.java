package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a burst leaves in the audit trail, on an event loop and on a worker. */
class BurstTest {
    @TempDir
    Path data;

    private ServiceOnFolder opened;

    @BeforeEach
    void open() throws IOException {
        Fixtures.load(data, Fixtures.person("P1", "Ngozi Adichie"));
        opened = ServiceOnFolder.open(data);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void writesNoBlockForABurstInWhichNothingWasAsked() throws IOException {
        List<Boolean> told = new ArrayList<>();
        opened.service().newBurst().end(told::add);
        assertThat(told).containsExactly(true);
        opened.audit().close();
        try (Stream<Path> segments = Files.list(opened.auditFolder())) {
            assertThat(segments.filter(file -> file.toString().endsWith(".audit")))
                    .isNotEmpty()
                    .allSatisfy(segment -> assertThat(Files.size(segment)).as("header alone").isEqualTo(84));
        }
    }

    /** Else its asker would wait, and its permit would be lost. */
    @Test
    void aWorkerTellsOfAQuestionThatFails() throws Exception {
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        try (QuestionWorkers workers = opened.service().startWorkers()) {
            assertThat(workers.submit(work(null, failed))).isTrue();
            assertThat(workers.submit(work(Question.getDefaultInstance(), next))).isTrue();
        }
        assertThat(failed.get()).isFalse();
        assertThat(next.get()).isTrue();
        opened.audit().close();
        assertThat(AuditTrail.read(opened.auditFolder(), _ -> {}).entries()).isEqualTo(1);
    }

    private static QuestionWorkers.Work work(Question question, CompletableFuture<Boolean> told) {
        return new QuestionWorkers.Work(
                Caller.LOCAL_OPERATOR,
                question,
                new byte[0],
                System.nanoTime(),
                0,
                (answer, recorded) -> told.complete(recorded));
    }
}
