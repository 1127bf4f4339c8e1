package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.ScriptedServer.Request;
import io.vigie.v1.Error;
import io.vigie.v1.Verdict;
import io.vigie.v1.Welcome;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** How many questions go over how many connections. */
class ConnectionUseTest extends ScriptedClientTest {
    @Test
    void keepsTheServersLimits() throws Exception {
        BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
        CountDownLatch enough = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.greet(Welcome.newBuilder()
                    .setVersion(FrameLayout.VERSION)
                    .setInFlightMax(3)
                    .setFrameBytesMax(200)
                    .build());
            await(enough);
            for (int i = 0; i < 3; i++) {
                Request request = peer.read(FrameKind.ASK);
                seen.add(request);
                peer.answer(request, ScriptedServer.clear(request.question().getId()));
            }
            peer.readToEnd();
        });
        LookupClient client = client(server);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(client.ask(question("q" + i)).toCompletableFuture());
        }

        assertFailed(answers.get(3).get(), Error.Code.Value.TOO_MANY_IN_FLIGHT);
        assertFailed(answers.get(4).get(), Error.Code.Value.TOO_MANY_IN_FLIGHT);
        enough.countDown();
        for (int i = 0; i < 3; i++) {
            assertThat(answers.get(i).get()).isInstanceOf(Answer.Clear.class);
        }
        assertThat(seen).hasSize(3);

        Answer tooLarge = client.askAndWait(question("x".repeat(300)));
        assertFailed(tooLarge, Error.Code.Value.FRAME_TOO_LARGE);
        assertThat(tooLarge.message().getVerdict()).isEqualTo(Verdict.Code.INVALID);
    }

    @Test
    void spreadsOverConnections() {
        ScriptedServer one = server(ScriptedServer::answerAll);
        ScriptedServer two = server(ScriptedServer::answerAll);
        LookupClient client = client(config(one, two).connectionsPerEndpoint(2));
        for (int i = 0; i < 50; i++) {
            assertThat(client.askAndWait(question(""))).isInstanceOf(Answer.Clear.class);
        }
        eventually(() -> one.connectionCount() == 2 && two.connectionCount() == 2);
    }
}
