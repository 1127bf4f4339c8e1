package io.vigie.server.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.audit.AuditLog;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.store.DataFolder;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.LoadRequest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OperatorSocketTest {
    private static final int LOADED = 1;

    @TempDir
    private Path data;

    @Test
    void silentClientsKeepNobodyWaiting() throws IOException {
        try (DataFolder folder = DataFolder.open(data);
                AuditLog audit = AuditLog.open(data.resolve("audit"), new AuditLog.Config(Duration.ofSeconds(1), 1 << 20));
                var _ = OperatorSocket.open(folder, audit, null, Duration.ofMinutes(10))) {
            List<SocketChannel> silent = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                silent.add(connect());
            }
            assertThat(load()).isEqualTo(LOADED);
            for (SocketChannel channel : silent) {
                channel.close();
            }
        }
    }

    @Test
    void aSilentClientIsEnded() throws IOException {
        try (DataFolder folder = DataFolder.open(data);
                AuditLog audit = AuditLog.open(data.resolve("audit"), new AuditLog.Config(Duration.ofSeconds(1), 1 << 20));
                var _ = OperatorSocket.open(folder, audit, null, Duration.ofMillis(50));
                SocketChannel silent = connect()) {
            assertThat(silent.read(ByteBuffer.allocate(1))).as("the end").isEqualTo(-1);
        }
    }

    @Test
    void aLoadIsRecordedBeforeItBegins() throws IOException {
        List<AuditEntry> entries = new ArrayList<>();
        AuditLog audit = AuditLog.open(data.resolve("audit"), new AuditLog.Config(Duration.ofSeconds(1), 1 << 20));
        try (DataFolder folder = DataFolder.open(data);
                var _ = OperatorSocket.open(folder, audit, null, Duration.ofSeconds(30))) {
            load();
            AuditTrail.read(data.resolve("audit"), entries::add);
            assertThat(entries).hasSize(1);
            assertThat(entries.getFirst().getKind()).isEqualTo(AuditEntry.AuditedKind.Code.LOAD);
            assertThat(entries.getFirst().getRequest().toStringUtf8()).contains("one.jsonl");

            audit.close();
            assertThatThrownBy(this::load).hasMessageContaining("so nothing is loaded");
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(OperatorSocket.pathIn(data)));
        return channel;
    }

    private int load() throws IOException {
        Path file = data.resolve("one.jsonl");
        Files.writeString(file, "{\"travelDocument\":{\"id\":\"D1\",\"owner\":\"FRA\",\"number\":\"A1\",\"status\":\"LOST\"}}\n");
        LoadRequest request = LoadRequest.newBuilder().addFiles(file.toString()).build();
        try (OperatorClient client = Objects.requireNonNull(OperatorClient.connect(data))) {
            return client.load(request, _ -> {}, Fixtures.SILENT).getAccepted();
        }
    }
}
