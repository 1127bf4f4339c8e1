package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.JdkSslContext;
import io.vigie.client.Answer;
import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.server.access.Identity;
import io.vigie.server.certificates.Authority;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Hello;
import io.vigie.v1.Question;
import io.vigie.v1.Status;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import io.vigie.wire.TlsContexts;
import io.vigie.wire.TlsFiles;
import io.vigie.wire.TlsMaterial;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both sides demand of each other's certificates, and how connections come back. */
class TlsIT {
    private static final Identity PARIS = Identity.parse("FRA/police/gate-1");
    private static final Clock LONG_AGO = Clock.fixed(Instant.now().minus(Duration.ofDays(100)), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @BeforeEach
    void load() throws IOException {
        Fixtures.load(folder.resolve("data"), record(document("D", "A1", "FRA")));
    }

    @Test
    void whoeverComesBackResumesTheirSessionUntilTheServerHasAnotherCertificate() throws Exception {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        try (ServedWorld world = served(certificates, Map.of(), Clock.systemUTC())) {
            SSLSocketFactory terminal = factory(certificates);
            SSLSession first = greeted(terminal, world.port());
            await().until(() -> System.currentTimeMillis() > first.getCreationTime());
            assertThat(greeted(terminal, world.port()).getCreationTime()).isEqualTo(first.getCreationTime());
            assertThat(greeted(factory(certificates), world.port()).getCreationTime())
                    .as("of who was never here")
                    .isNotEqualTo(first.getCreationTime());
            Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), true).server(List.of());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> greeted(terminal, world.port()).getCreationTime() != first.getCreationTime());
        }
    }

    @Test
    void whoeverResumesASessionIsJudgedAgain() throws Exception {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        Map<String, String> list = Map.of("tls.revocations", certificates.resolve("crl.pem").toString());
        try (ServedWorld world = served(certificates, list, Clock.systemUTC())) {
            SSLSocketFactory terminal = factory(certificates);
            SSLSession first = greeted(terminal, world.port());
            var _ = Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), false)
                    .revoke(PARIS.toString());
            await().atMost(Duration.ofSeconds(20)).until(() -> greeting(terminal, world.port()).kind() == FrameKind.ERROR.number());
            assertThat(greeting(terminal, world.port()).session().getCreationTime())
                    .as("the handshake itself says nothing: it resumes")
                    .isEqualTo(first.getCreationTime());
        }
    }

    @Test
    void aServerWhoseCertificateNamesAnotherHostIsRefused() throws IOException {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        try (ServedWorld world = served(certificates, Map.of("net.listen", "127.0.0.2:0"), Clock.systemUTC());
                LookupClient client = client(certificates, "127.0.0.2:" + world.port())) {
            assertThat(refusal(client)).contains("TLS: ", "127.0.0.2");
        }
    }

    @Test
    void aServerWhoseCertificateHasExpiredIsRefused() throws IOException {
        Path expired = certificates("expired", LONG_AGO, Duration.ofDays(1));
        Path good = certificates("expired", Clock.systemUTC(), Duration.ofDays(90), false);
        assertThatThrownBy(() -> served(expired, Map.of(), Clock.systemUTC())).hasMessageContaining("server.pem: expired on ");
        try (ServedWorld world = served(expired, Map.of(), LONG_AGO);
                LookupClient client = client(good, "localhost:" + world.port())) {
            assertThat(refusal(client)).contains("TLS: ").contains("validity check failed");
        }
    }

    @Test
    void aTerminalWhoseCertificateHasExpiredIsRefused() throws Exception {
        Path good = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        Path expired = folder.resolve("expired");
        Files.createDirectories(expired);
        for (String name : List.of("ca.pem", "ca-key.pem")) {
            Files.copy(good.resolve(name), expired.resolve(name));
        }
        var _ = certificates("expired", LONG_AGO, Duration.ofDays(1));
        assertThatThrownBy(() -> client(expired, "localhost:1")).hasMessageContaining("gate-1.pem: expired on ");
        try (ServedWorld world = served(good, Map.of(), Clock.systemUTC())) {
            // The client library does not even try; whoever does is refused.
            assertThatThrownBy(() -> greeted(factory(expired), world.port())).isInstanceOf(IOException.class);
            assertThat(greeted(factory(good), world.port()).getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void whoeverSpeaksAnOlderVersionOnlyIsRefused() throws Exception {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        try (ServedWorld world = served(certificates, Map.of(), Clock.systemUTC());
                SSLSocket socket = (SSLSocket) factory(certificates).createSocket("localhost", world.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class).hasMessageContaining("protocol_version");
        }
    }

    @Test
    void filesThatCannotBeUsedAnyMoreAreAWarning() throws Exception {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(10));
        Path profiles = folder.resolve("profiles.json");
        String all = "{\"profiles\": [{\"name\": \"all\"}], \"grants\": [{\"profile\": \"all\"}]}";
        Files.writeString(profiles, all);
        try (ServedWorld world = served(certificates, Map.of("access.profiles", profiles.toString()), Clock.systemUTC());
                LookupClient client = client(certificates, "localhost:" + world.port())) {
            assertThat(health(world)).contains("server.pem: no longer good from ");
            Path key = certificates.resolve("server-key.pem");
            String good = Files.readString(key);
            Files.writeString(key, good.substring(0, 80));
            Files.writeString(profiles, all.replace("\"profile\": \"all\"", "\"profile\": \"al\""));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(health(world))
                            .startsWith("ready\n")
                            .contains("warning: TLS files stay as they were: " + key + ": ")
                            .contains("warning: access profiles are not all in force: " + profiles + ": grants[0].profile: \"al\""));
            Status told = client.statusAndWait();
            assertThat(told.getWarningsList()).singleElement().asString().contains("/health/ready").doesNotContain("pem");
            assertThat(ask(client)).as("by the files that were there").isInstanceOf(Answer.Hits.class);
            Files.writeString(key, good);
            Files.writeString(profiles, all);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(health(world)).doesNotContain("stay as they were", "in force"));
        }
    }

    private ServedWorld served(Path certificates, Map<String, String> more, Clock clock) throws IOException {
        Map<String, String> keys = new HashMap<>(Map.of(
                "tls.certificate", certificates.resolve("server.pem").toString(),
                "tls.key", certificates.resolve("server-key.pem").toString(),
                "tls.authorities", certificates.resolve("ca.pem").toString()));
        keys.putAll(more);
        return ServedWorld.serve(folder.resolve("data"), keys, clock);
    }

    private Path certificates(String name, Clock clock, Duration validity) throws IOException {
        return certificates(name, clock, validity, true);
    }

    /** @param forServer whether to make the server's certificate, too */
    private Path certificates(String name, Clock clock, Duration validity, boolean forServer) throws IOException {
        Path own = folder.resolve(name);
        Authority authority = Authority.open(own, clock, validity, false);
        if (forServer) {
            authority.server(List.of());
        }
        authority.terminal(PARIS);
        return own;
    }

    private static TlsFiles files(Path certificates) {
        String name = Authority.fileName(PARIS);
        return new TlsFiles(
                certificates.resolve(name + ".pem"), certificates.resolve(name + "-key.pem"), certificates.resolve("ca.pem"), null);
    }

    private static LookupClient client(Path certificates, String endpoint) {
        TlsFiles files = files(certificates);
        return LookupClient.connect(ClientConfig.builder()
                .endpoint(endpoint)
                .deadline(Duration.ofSeconds(10))
                .connectTimeout(Duration.ofSeconds(10))
                .tls(files.authorities(), files.certificate(), files.key())
                .build());
    }

    /** Of the context that the client library uses, and a memory of its own for sessions. */
    private static SSLSocketFactory factory(Path certificates) throws Exception {
        JdkSslContext context = (JdkSslContext) TlsContexts.terminal(TlsMaterial.read(files(certificates)));
        return context.context().getSocketFactory();
    }

    /** How a server answers HELLO. */
    private record Greeting(SSLSession session, int kind) {}

    /** The session of a connection that was welcome: who was has what it takes to resume it. */
    private static SSLSession greeted(SSLSocketFactory factory, int port) throws IOException {
        Greeting greeting = greeting(factory, port);
        assertThat(greeting.kind()).isEqualTo(FrameKind.WELCOME.number());
        return greeting.session();
    }

    private static Greeting greeting(SSLSocketFactory factory, int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) factory.createSocket("localhost", port)) {
            Hello message = Hello.newBuilder().setVersionMin(1).setVersionMax(1).build();
            ByteBuf hello = Frame.encode(UnpooledByteBufAllocator.DEFAULT, FrameKind.HELLO, 1, 0, message);
            hello.readBytes(socket.getOutputStream(), hello.readableBytes()).release();
            byte[] header = socket.getInputStream().readNBytes(FrameLayout.HEADER_SIZE);
            if (header.length < FrameLayout.HEADER_SIZE) {
                throw new IOException("the server went away");
            }
            return new Greeting(socket.getSession(), header[FrameLayout.KIND_OFFSET] & 0xFF);
        }
    }

    private static String health(ServedWorld world) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + world.server().adminAddress().getPort() + "/health/ready");
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static Answer ask(LookupClient client) {
        return client.askAndWait(Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber("A1").setIssuingState("FRA"))
                .build());
    }

    private static String refusal(LookupClient client) {
        Answer answer = ask(client);
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return answer.message().getError().getMessage();
    }
}
