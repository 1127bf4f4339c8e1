package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.hits.Messages;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.OwnClock;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Error;
import io.vigie.v1.MessagesRequest;
import io.vigie.wire.ProtoTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageDeskTest {
    private static final Messages.Config CONFIG =
            new Messages.Config(true, 100, 64 << 20, Duration.ofDays(1), Duration.ofSeconds(2));
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(30);

    @TempDir
    private Path data;

    @Test
    void theEntryHasTheTimeAtWhichTheRequestCame() throws Exception {
        Fixtures.load(data, Fixtures.person("P1", "Ngozi Adichie"));
        Instant now = Instant.parse("2026-11-27T12:00:00Z");
        OwnClock clock = new OwnClock(now);
        List<AuditEntry> read = new ArrayList<>();
        try (ServiceOnFolder opened = ServiceOnFolder.open(data, clock);
                Messages messages = Messages.open(data.resolve("messages"), CONFIG, clock)) {
            opened.service().tells(messages);
            CompletableFuture<Error> refused = new CompletableFuture<>();
            opened.service()
                    .messageDesk()
                    .messages(
                            Caller.LOCAL_OPERATOR,
                            MessagesRequest.getDefaultInstance(),
                            new byte[0],
                            System.nanoTime() - ON_ITS_WAY.toNanos(),
                            (_, error) -> refused.complete(error));
            assertThat(refused.get().getField()).isEqualTo("party");
            opened.audit().close();
            assertThat(AuditTrail.read(opened.auditFolder(), read::add).faults()).isEmpty();
        }
        assertThat(read)
                .singleElement()
                .satisfies(entry -> assertThat(ProtoTime.instant(entry.getTime())).isBeforeOrEqualTo(now.minus(ON_ITS_WAY)));
    }
}
