package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.ScriptedServer.Peer;
import io.vigie.client.ScriptedServer.Request;
import io.vigie.v1.Error;
import io.vigie.wire.FrameKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Answers that are late, or never come, or come to nobody. */
class DeadlineTest extends ScriptedClientTest {
    @Test
    void neverAnsweredEndsAtItsDeadline() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.greetAndPong();
            peer.readToEnd();
        });
        LookupClient client = connected(config(server));
        long start = System.nanoTime();

        assertFailed(
                client.ask(question("q1"), SHORT).toCompletableFuture().get(),
                Error.Code.Value.DEADLINE_EXCEEDED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, LONG);
    }

    @Test
    void waitsNoLongerThanTheDeadline() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.greetAndPong();
            peer.readToEnd();
        });
        LookupClient client = connected(config(server));

        assertFailed(
                client.askAndWait(question("q1").toBuilder().setDeadlineMillis(100).build()),
                Error.Code.Value.DEADLINE_EXCEEDED);
        assertFailed(
                client.ask(question("q2"), Duration.ofSeconds(-1)).toCompletableFuture().get(),
                Error.Code.Value.CONNECT_FAILED);
    }

    @Test
    void lateAnswerIsNotTakenForAnother() throws Exception {
        CountDownLatch expired = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.greetAndPong();
            Request late = peer.read(FrameKind.ASK);
            await(expired);
            peer.answer(late, ScriptedServer.clear("q1"));
            Request next = peer.read();
            if (next.kind() == FrameKind.PING) {
                peer.pong(next);
                next = peer.read(FrameKind.ASK);
            }
            peer.answer(next, ScriptedServer.clear("q2"));
            peer.readToEnd();
        });
        LookupClient client = connected(config(server));
        assertFailed(
                client.ask(question("q1"), SHORT).toCompletableFuture().get(),
                Error.Code.Value.DEADLINE_EXCEEDED);
        expired.countDown();

        Answer answer = client.askAndWait(question("q2"));

        assertThat(answer).isInstanceOf(Answer.Clear.class);
        assertThat(answer.message().getId()).isEqualTo("q2");
    }

    @Test
    void answerWithWrongCorrelationIsDropped() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.greetAndPong();
            Request request = peer.read(FrameKind.ASK);
            peer.write(Peer.frame(
                    FrameKind.ANSWER,
                    request.correlation() + 1,
                    ScriptedServer.clear("q1").toByteArray()));
            peer.readToEnd();
        });

        assertFailed(
                connected(config(server)).ask(question("q1"), SHORT).toCompletableFuture().get(),
                Error.Code.Value.DEADLINE_EXCEEDED);
    }

    @Test
    void cancellingTellsTheServer() throws Exception {
        CompletableFuture<Request> asked = new CompletableFuture<>();
        CompletableFuture<Request> cancelled = new CompletableFuture<>();
        ScriptedServer server = server(peer -> {
            peer.greet();
            asked.complete(peer.read(FrameKind.ASK));
            cancelled.complete(peer.read(FrameKind.CANCEL));
            peer.readToEnd();
        });
        CompletableFuture<Answer> answer = client(server).ask(question("q1")).toCompletableFuture();
        int correlation = asked.get().correlation();

        assertThat(answer.cancel(true)).isTrue();

        assertFailed(answer.get(), Error.Code.Value.CANCELLED);
        assertThat(cancelled.get().correlation()).isEqualTo(correlation);
        assertThat(answer.cancel(true)).isFalse();
    }

    @Test
    void silentConnectionIsReplaced() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedServer server = server(
                peer -> {
                    peer.greetAndPong();
                    await(never);
                },
                ScriptedServer::answerAll);
        LookupClient client = connected(config(server).connectTimeout(Duration.ofSeconds(1)));
        assertFailed(
                client.ask(question("q1"), SHORT).toCompletableFuture().get(),
                Error.Code.Value.DEADLINE_EXCEEDED);

        assertThat(client.askAndWait(question("q2"))).isInstanceOf(Answer.Clear.class);
        assertThat(server.connectionCount()).isEqualTo(2);
        never.countDown();
    }
}
