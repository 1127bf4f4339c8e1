package io.vigie.server.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.vigie.server.audit.AuditLog;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.feed.Feed;
import io.vigie.server.ingest.Restore;
import io.vigie.server.ingest.SnapshotWriter;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.store.DataFolder;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.CopyRequest;
import io.vigie.v1.LoadRequest;
import io.vigie.v1.OperatorRequest;
import io.vigie.v1.Record;
import io.vigie.wire.TlsException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OperatorSocketTest {
    private static final int LOADED = 1;

    @TempDir
    private Path folderOfTest;

    private Path data;

    @BeforeEach
    void load() throws Exception {
        data = folderOfTest.resolve("data");
        Fixtures.load(data, Fixtures.record(Fixtures.document("D-0", "N0", "FRA")));
    }

    @Test
    void silentClientsKeepNobodyWaiting() throws Exception {
        try (DataFolder folder = DataFolder.open(data);
                AuditLog audit = AuditLog.open(data.resolve("audit"), new AuditLog.Config(Duration.ofSeconds(1), 1 << 20));
                Feed feed = feed(folder, audit);
                var _ = OperatorSocket.open(folder, audit, feed.snapshots(), null, Duration.ofMinutes(10), ServerSocketChannel::accept)) {
            List<SocketChannel> silent = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                silent.add(connect());
            }
            assertThat(loaded()).isEqualTo(LOADED);
            for (SocketChannel channel : silent) {
                channel.close();
            }
        }
    }

    @Test
    void aSilentClientIsEnded() throws Exception {
        try (DataFolder folder = DataFolder.open(data);
                AuditLog audit = AuditLog.open(data.resolve("audit"), new AuditLog.Config(Duration.ofSeconds(1), 1 << 20));
                Feed feed = feed(folder, audit);
                var _ = OperatorSocket.open(folder, audit, feed.snapshots(), null, Duration.ofMillis(50), ServerSocketChannel::accept);
                SocketChannel silent = connect()) {
            assertThat(silent.read(ByteBuffer.allocate(1))).as("the end").isEqualTo(-1);
        }
    }

    @Test
    void aConnectionThatCannotBeTakenIsNotTheLast() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        OperatorSocket.Accepting failing = listening -> {
            if (accepted.getAndIncrement() == 0) {
                throw new IOException("Too many open files");
            }
            return listening.accept();
        };
        try (DataFolder folder = DataFolder.open(data);
                AuditLog audit = AuditLog.open(data.resolve("audit"), new AuditLog.Config(Duration.ofSeconds(1), 1 << 20));
                Feed feed = feed(folder, audit);
                var _ = OperatorSocket.open(folder, audit, feed.snapshots(), null, Duration.ofSeconds(30), failing)) {
            assertThat(loaded()).isEqualTo(LOADED);
        }
    }

    @Test
    void aLoadIsRecordedBeforeItBegins() throws Exception {
        List<AuditEntry> entries = new ArrayList<>();
        AuditLog audit = AuditLog.open(data.resolve("audit"), new AuditLog.Config(Duration.ofSeconds(1), 1 << 20));
        try (DataFolder folder = DataFolder.open(data);
                Feed feed = feed(folder, audit);
                var _ = OperatorSocket.open(folder, audit, feed.snapshots(), null, Duration.ofSeconds(30), ServerSocketChannel::accept)) {
            loaded();
            AuditTrail.read(data.resolve("audit"), entries::add);
            assertThat(entries).hasSize(1);
            assertThat(entries.getFirst().getKind()).isEqualTo(AuditEntry.AuditedKind.Code.LOAD);
            assertThat(entries.getFirst().getRequest().toStringUtf8()).contains("one.jsonl");

            audit.close();
            assertThatThrownBy(this::loaded).hasMessageContaining("so nothing is loaded");
        }
    }

    @Test
    void aSnapshotIsTheOperatorsAndWhoeverDoesNotReadItLosesIt() throws Exception {
        Fixtures.load(data, IntStream.range(0, 20_000)
                .mapToObj(i -> Fixtures.record(Fixtures.document("D-" + i, "N" + i, "FRA")))
                .toArray(Record[]::new));
        try (DataFolder folder = DataFolder.open(data);
                AuditLog audit = AuditLog.open(data.resolve("audit"), new AuditLog.Config(Duration.ofSeconds(1), 1 << 20));
                Feed feed = feed(folder, audit);
                var _ = OperatorSocket.open(folder, audit, feed.snapshots(), null, Duration.ofSeconds(1), ServerSocketChannel::accept);
                SocketChannel unread = connect()) {
            OperatorRequest.newBuilder()
                    .setCopy(CopyRequest.getDefaultInstance())
                    .build()
                    .writeDelimitedTo(Channels.newOutputStream(unread));
            // The thread that took the first one may not be free at once.
            await().atMost(Duration.ofSeconds(30)).until(this::isSnapshotTaken);
        }
        List<AuditEntry> entries = new ArrayList<>();
        AuditTrail.read(data.resolve("audit"), entries::add);
        assertThat(entries)
                .extracting(AuditEntry::getKind, AuditEntry::getCaller)
                .containsOnly(tuple(AuditEntry.AuditedKind.Code.SNAPSHOT, "local-operator"));
        try (DataFolder restored = DataFolder.open(data.resolveSibling("restored"))) {
            assertThat(new Restore(restored, false).run(data.resolveSibling("out"), _ -> {}, (_, _) -> {}).documents())
                    .isEqualTo(20_000);
        }
    }

    private boolean isSnapshotTaken() throws Exception {
        Path out = data.resolveSibling("out");
        try (OperatorClient operator = Objects.requireNonNull(OperatorClient.connect(data));
                SnapshotWriter writer = SnapshotWriter.create(out)) {
            writer.finish(operator.snapshot(writer::write));
            return true;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("already");
            Files.delete(out.resolve("data.mdb"));
            return false;
        }
    }

    private static Feed feed(DataFolder folder, AuditLog audit) throws TlsException {
        Duration never = Duration.ofDays(1);
        return Feed.start(
                folder, audit, new ServerMetrics(), new Feed.Config(null, null, never, never, never, never), Clock.systemUTC(), "test");
    }

    private SocketChannel connect() throws Exception {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(OperatorSocket.pathIn(data)));
        return channel;
    }

    private int loaded() throws Exception {
        Path file = data.resolve("one.jsonl");
        Files.writeString(file, "{\"travelDocument\":{\"id\":\"D1\",\"owner\":\"FRA\",\"number\":\"A1\",\"status\":\"LOST\"}}\n");
        LoadRequest request = LoadRequest.newBuilder().addFiles(file.toString()).build();
        try (OperatorClient client = Objects.requireNonNull(OperatorClient.connect(data))) {
            return client.load(request, _ -> {}, Fixtures.SILENT).getAccepted();
        }
    }
}
