package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditBlock;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.audit.AuditTrail;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Position;
import io.vigie.v1.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearAnswerTest {
    @TempDir
    private Path folder;

    /** A burst that could not be ended leaves its block to the next, which may be at another moment. */
    @Test
    void whatTwoMomentsRecordInOneBlockKeepsThePositionOfEach() throws Exception {
        ClearAnswer one = new ClearAnswer(position(1));
        ClearAnswer two = new ClearAnswer(position(2));
        AuditBlock block = new AuditBlock();
        for (ClearAnswer answer : List.of(one, one, two, one)) {
            byte[] question = Question.newBuilder().setId("q").build().toByteArray();
            answer.record(block, Caller.LOCAL_OPERATOR, question, 0, question.length, 1_000, 7);
        }
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        try (AuditLog log = AuditLog.open(folder, new AuditLog.Config(Duration.ofMillis(50), 1 << 16))) {
            log.append(block, written::complete);
            assertThat(written.get()).isTrue();
        }
        List<AuditEntry> read = new ArrayList<>();
        assertThat(AuditTrail.read(folder, read::add).faults()).isEmpty();
        assertThat(read).extracting(AuditEntry::getAsOf).containsExactly(position(1), position(1), position(2), position(1));
    }

    private static Position position(int sequence) {
        return Position.newBuilder().setEpoch(1).setSequence(sequence).build();
    }
}
