package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.client.ScriptedServer.Peer;
import io.vigie.client.ScriptedServer.Request;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Question;
import io.vigie.wire.FrameKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Clients of scripted servers, closed after each test. */
@Timeout(30)
abstract class ScriptedClientTest {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(150);

    final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    Answer answeredWith(byte[] payload) {
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK);
            peer.write(Peer.frame(FrameKind.ANSWER, request.correlation(), payload));
            peer.readToEnd();
        });
        return client(server).askAndWait(question("q1"));
    }

    ScriptedServer server(ScriptedServer.Script... scripts) {
        ScriptedServer server = ScriptedServer.start(scripts);
        open.add(server);
        return server;
    }

    LookupClient client(ScriptedServer... servers) {
        return client(config(servers));
    }

    LookupClient client(ClientConfig.Builder config) {
        LookupClient client = LookupClient.connect(config.build());
        open.add(client);
        return client;
    }

    /** A client that has had an answer to its PING. */
    LookupClient connected(ClientConfig.Builder config) throws Exception {
        LookupClient client = client(config);
        client.ping().toCompletableFuture().get();
        return client;
    }

    static ClientConfig.Builder config(ScriptedServer... servers) {
        ClientConfig.Builder config = ClientConfig.builder()
                .deadline(LONG)
                .connectTimeout(LONG)
                .backoff(Duration.ofMillis(1), Duration.ofMillis(50));
        for (ScriptedServer server : servers) {
            config.endpoint(server.endpoint());
        }
        return config;
    }

    static Question question(String id) {
        return Question.newBuilder()
                .setId(id)
                .setDocument(DocumentQuestion.newBuilder().setNumber("L898902C3"))
                .build();
    }

    static Error error(Error.Code.Value code) {
        return Error.newBuilder().setCode(code).setMessage("scripted").build();
    }

    static void assertFailed(Answer answer, Error.Code.Value code) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.code()).as(failed.reason()).isEqualTo(code));
    }

    static void assertLookupException(Supplier<?> call, Error.Code.Value code) {
        assertThatThrownBy(call::get)
                .isInstanceOfSatisfying(
                        LookupException.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    static void eventually(Supplier<Boolean> condition) {
        while (!condition.get()) {
            Thread.onSpinWait();
        }
    }
}
