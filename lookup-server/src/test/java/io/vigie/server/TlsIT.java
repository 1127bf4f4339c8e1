package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.MessageLite;
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
import io.vigie.v1.Error;
import io.vigie.v1.Fetch;
import io.vigie.v1.Hello;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.Question;
import io.vigie.v1.Status;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import io.vigie.wire.TlsContexts;
import io.vigie.wire.TlsFiles;
import io.vigie.wire.TlsMaterial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
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
    void whoeverTakesAPortForOneOfTheOtherKindIsToldSo() throws IOException {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        Question question = Question.newBuilder().setDocument(DocumentQuestion.newBuilder().setNumber("A1")).build();
        try (ServedWorld world = served(certificates, Map.of(), Clock.systemUTC());
                LookupClient plain = LookupClient.connect(ClientConfig.builder()
                        .endpoint("localhost:" + world.port())
                        .deadline(Duration.ofSeconds(10))
                        .build())) {
            assertThat(((Answer.Failed) plain.askAndWait(question)).reason())
                    .contains("localhost:" + world.port(), "its port is one of TLS", "--tls-ca, --tls-cert and --tls-key", "or of no Vigie server");
        }
        try (ServedWorld world = ServedWorld.serve(folder.resolve("data"), Map.of());
                LookupClient secure = client(certificates, "localhost:" + world.port())) {
            assertThat(((Answer.Failed) secure.askAndWait(question)).reason())
                    .contains("localhost:" + world.port(), "does not speak TLS", "without --tls-ca")
                    .doesNotContain("000000");
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
    void aTerminalIsRevokedWhateverIsWrongWithTheOtherFiles() throws Exception {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        Map<String, String> list = Map.of("tls.revocations", certificates.resolve("crl.pem").toString());
        try (ServedWorld world = served(certificates, list, Clock.systemUTC())) {
            SSLSocketFactory terminal = factory(certificates);
            assertThat(greeted(terminal, world.port())).isNotNull();
            Path key = certificates.resolve("server-key.pem");
            Files.copy(certificates.resolve(Authority.fileName(PARIS) + "-key.pem"), key, StandardCopyOption.REPLACE_EXISTING);
            var _ = Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), false)
                    .revoke(PARIS.toString());
            await().atMost(Duration.ofSeconds(20)).until(() -> greeting(terminal, world.port()).kind() == FrameKind.ERROR.number());
            assertThat(health(world)).contains("TLS files stay as they were: " + key + ": is the key of another certificate");
        }
    }

    @Test
    void aRevokedTerminalThatDoesNotReadIsCutOff() throws Exception {
        String text = "x".repeat(4_000);
        Fixtures.load(
                folder.resolve("data"),
                record(document("big", "B1", "FRA").setAuthority(text).setOwnerReference(text).setIssuingPlace(text)));
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        Map<String, String> list = Map.of("tls.revocations", certificates.resolve("crl.pem").toString());
        try (ServedWorld world = served(certificates, list, Clock.systemUTC());
                SSLSocket terminal = (SSLSocket) factory(certificates).createSocket()) {
            terminal.setReceiveBufferSize(4_096);
            terminal.connect(new InetSocketAddress("localhost", world.port()));
            assertThat(said(terminal, FrameKind.HELLO, hello())).isEqualTo(FrameKind.WELCOME.number());
            ByteArrayOutputStream fetches = new ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                send(fetches, FrameKind.FETCH, Fetch.newBuilder().setRecordId("big").build());
            }
            terminal.getOutputStream().write(fetches.toByteArray());
            await("more than the system takes").until(() -> world.meter("vigie_bytes_written_total") > 8 << 20);
            var _ = Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), false)
                    .revoke(PARIS.toString());
            await("the connection is gone").atMost(Duration.ofSeconds(40)).until(() -> !takes(terminal));
        }
    }

    private static boolean takes(SSLSocket socket) {
        try {
            send(socket.getOutputStream(), FrameKind.PING, Hello.getDefaultInstance());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aRevokedTerminalThatWaitsForMessagesGetsNoneAndIsCutOff() throws Exception {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        Map<String, String> list =
                Map.of("tls.revocations", certificates.resolve("crl.pem").toString(), "net.threads", "1");
        Identity rome = Identity.parse("ITA/border/gate-2");
        Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), false).terminal(rome);
        try (ServedWorld world = served(certificates, list, Clock.systemUTC());
                LookupClient asking = client(certificates, rome, "localhost:" + world.port());
                SSLSocket idle = (SSLSocket) factory(certificates).createSocket("localhost", world.port());
                SSLSocket terminal = (SSLSocket) factory(certificates).createSocket("localhost", world.port())) {
            assertThat(said(idle, FrameKind.HELLO, hello())).isEqualTo(FrameKind.WELCOME.number());
            assertThat(said(terminal, FrameKind.HELLO, hello())).isEqualTo(FrameKind.WELCOME.number());
            send(terminal.getOutputStream(), FrameKind.MESSAGES, MessagesRequest.newBuilder().setCredit(10).setWaitMillis(30_000).build());
            assertThat(said(terminal, FrameKind.PING, Hello.getDefaultInstance())).isEqualTo(FrameKind.PONG.number());
            var _ = Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), false)
                    .revoke(PARIS.toString());
            assertThat(kindOfNext(idle)).as("it is revoked").isEqualTo(FrameKind.ERROR.number());
            assertThat(ask(asking)).as("there is a message now").isInstanceOf(Answer.Hits.class);
            assertThat(kindOfNext(terminal)).as("why, and no messages").isEqualTo(FrameKind.ERROR.number());
            assertThat(terminal.getInputStream().read()).as("end of stream").isEqualTo(-1);
        }
    }

    /** R19. */
    @Test
    void certificatesAreReplacedUnderLoadAndNoGoodConnectionIsDropped() throws Exception {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        Map<String, String> list = Map.of("tls.revocations", certificates.resolve("crl.pem").toString());
        Authority renewing = Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), true);
        try (ServedWorld world = served(certificates, list, Clock.systemUTC());
                LookupClient asking = client(certificates, "localhost:" + world.port())) {
            SSLSocketFactory other = factory(certificates);
            SSLSession before = greeted(other, world.port());
            AtomicBoolean stop = new AtomicBoolean();
            List<Answer> failed = new CopyOnWriteArrayList<>();
            Thread load = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    Answer answer = ask(asking);
                    if (!(answer instanceof Answer.Hits)) {
                        failed.add(answer);
                    }
                }
            });
            SSLSocket kept = (SSLSocket) other.createSocket("localhost", world.port());
            assertThat(said(kept, FrameKind.HELLO, hello())).isEqualTo(FrameKind.WELCOME.number());
            for (int i = 0; i < 3; i++) {
                renewing.server(List.of());
                SSLSession known = i == 0 ? before : greeted(other, world.port());
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> greeted(other, world.port()).getCreationTime() > known.getCreationTime());
            }
            Identity rome = Identity.parse("ITA/border/gate-2");
            renewing.terminal(rome);
            SSLSocketFactory revoked = factory(certificates, rome);
            assertThat(greeted(revoked, world.port())).isNotNull();
            renewing.revoke(Authority.fileName(rome));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> greeting(revoked, world.port()).kind() == FrameKind.ERROR.number());
            stop.set(true);
            load.join();
            assertThat(failed).isEmpty();
            assertThat(said(kept, FrameKind.PING, Hello.getDefaultInstance()))
                    .as("over a connection of the first certificate's time")
                    .isEqualTo(FrameKind.PONG.number());
            kept.close();
        }
    }

    /** R20. */
    @Test
    void aGreedyTerminalIsToldToSlowDownAndOthersAreAnswered() throws Exception {
        Path certificates = certificates("ours", Clock.systemUTC(), Duration.ofDays(90));
        Identity greedy = Identity.parse("ITA/border/gate-2");
        Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), false).terminal(greedy);
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, """
                {"profiles": [{"name": "all"}, {"name": "few", "rate": 1, "burst": 10}],
                 "grants": [{"profile": "all", "party": "FRA"}, {"profile": "few", "party": "ITA"}]}
                """);
        try (ServedWorld world = served(certificates, Map.of("access.profiles", profiles.toString()), Clock.systemUTC());
                LookupClient rome = client(certificates, greedy, "localhost:" + world.port());
                LookupClient paris = client(certificates, "localhost:" + world.port())) {
            long begun = System.nanoTime();
            List<CompletableFuture<Answer>> asked = IntStream.range(0, 1_000)
                    .mapToObj(_ -> rome.ask(question()).toCompletableFuture())
                    .toList();
            for (int i = 0; i < 100; i++) {
                assertThat(ask(paris)).isInstanceOf(Answer.Hits.class);
            }
            List<Answer> answers = asked.stream().map(CompletableFuture::join).toList();
            double seconds = (System.nanoTime() - begun) / 1e9;
            assertThat(answers.stream().filter(Answer.Hits.class::isInstance).count())
                    .as("in %.1f s", seconds)
                    .isBetween(10L, 11L + (long) seconds);
            assertThat(answers.stream().filter(answer -> answer.message().getError().getCode() == Error.Code.Value.RATE_EXCEEDED).count())
                    .isGreaterThan(900);
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
        return files(certificates, PARIS);
    }

    private static TlsFiles files(Path certificates, Identity terminal) {
        String name = Authority.fileName(terminal);
        return new TlsFiles(
                certificates.resolve(name + ".pem"), certificates.resolve(name + "-key.pem"), certificates.resolve("ca.pem"), null);
    }

    private static LookupClient client(Path certificates, String endpoint) {
        return client(certificates, PARIS, endpoint);
    }

    private static LookupClient client(Path certificates, Identity terminal, String endpoint) {
        TlsFiles files = files(certificates, terminal);
        return LookupClient.connect(ClientConfig.builder()
                .endpoint(endpoint)
                .deadline(Duration.ofSeconds(10))
                .connectTimeout(Duration.ofSeconds(10))
                .tls(files.authorities(), files.certificate(), files.key())
                .build());
    }

    /** Of the context that the client library uses, and a memory of its own for sessions. */
    private static SSLSocketFactory factory(Path certificates) throws Exception {
        return factory(certificates, PARIS);
    }

    private static SSLSocketFactory factory(Path certificates, Identity terminal) throws Exception {
        JdkSslContext context = (JdkSslContext) TlsContexts.terminal(TlsMaterial.read(files(certificates, terminal)));
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
            return new Greeting(socket.getSession(), said(socket, FrameKind.HELLO, hello()));
        }
    }

    private static Hello hello() {
        return Hello.newBuilder().setVersionMin(1).setVersionMax(1).build();
    }

    /** The kind of frame that answers one. */
    private static int said(SSLSocket socket, FrameKind kind, Hello payload) throws IOException {
        send(socket.getOutputStream(), kind, payload);
        return kindOfNext(socket);
    }

    private static void send(OutputStream out, FrameKind kind, MessageLite payload) throws IOException {
        ByteBuf frame = Frame.encode(UnpooledByteBufAllocator.DEFAULT, kind, 1, 0, payload);
        try {
            frame.readBytes(out, frame.readableBytes());
        } finally {
            frame.release();
        }
    }

    private static int kindOfNext(SSLSocket socket) throws IOException {
        byte[] length = socket.getInputStream().readNBytes(FrameLayout.VERSION_OFFSET);
        if (length.length < FrameLayout.VERSION_OFFSET) {
            throw new IOException("the server went away");
        }
        byte[] rest = socket.getInputStream().readNBytes(ByteBuffer.wrap(length).getInt());
        return rest[FrameLayout.KIND_OFFSET - FrameLayout.VERSION_OFFSET] & 0xFF;
    }

    private static String health(ServedWorld world) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + world.server().adminAddress().getPort() + "/health/ready");
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static Answer ask(LookupClient client) {
        return client.askAndWait(question());
    }

    private static Question question() {
        return Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber("A1").setIssuingState("FRA"))
                .build();
    }

    private static String refusal(LookupClient client) {
        Answer answer = ask(client);
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return answer.message().getError().getMessage();
    }
}
