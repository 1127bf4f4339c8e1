package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.client.ScriptedServer.Peer;
import io.vigie.client.ScriptedServer.Request;
import io.vigie.v1.Error;
import io.vigie.wire.FrameKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What closing a client ends, and what it must not wait for. */
class ClosingTest extends ScriptedClientTest {
    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.greet();
            peer.read(FrameKind.ASK);
            asked.countDown();
            peer.readToEnd();
        });
        LookupClient client = client(server);
        AtomicReference<Thread> loop = new AtomicReference<>();
        CompletableFuture<Answer> sent = client.ask(question("q1")).toCompletableFuture();
        CompletableFuture<Answer> watched = sent.whenComplete((answer, problem) -> loop.set(Thread.currentThread()));
        asked.await();

        client.close();

        assertFailed(sent.get(), Error.Code.Value.CLIENT_CLOSED);
        assertFailed(watched.get(), Error.Code.Value.CLIENT_CLOSED);
        assertFailed(client.askAndWait(question("q2")), Error.Code.Value.CLIENT_CLOSED);
        assertLookupException(client::statusAndWait, Error.Code.Value.CLIENT_CLOSED);
        loop.get().join();
        client.close();
    }

    @Test
    void closingEndsWhatWaitsForAConnection() throws Exception {
        ScriptedServer server = server(Peer::readToEnd);
        LookupClient client = client(server);
        CompletableFuture<Answer> waiting = client.ask(question("q1")).toCompletableFuture();

        client.close();

        assertFailed(waiting.get(), Error.Code.Value.CLIENT_CLOSED);
    }

    @Test
    void refusesToBlockItsOwnThread() throws Exception {
        CountDownLatch hooked = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK);
            await(hooked);
            peer.answer(request, ScriptedServer.clear("q1"));
            peer.readToEnd();
        });
        LookupClient client = client(server);
        CompletableFuture<Answer> nested = client.ask(question("q1"))
                .thenApply(answer -> client.askAndWait(question("q2")))
                .toCompletableFuture();
        hooked.countDown();

        assertThatThrownBy(nested::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }
}
