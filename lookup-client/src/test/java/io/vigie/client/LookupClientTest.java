package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.ScriptedServer.Peer;
import io.vigie.client.ScriptedServer.Request;
import io.vigie.v1.Dataset;
import io.vigie.v1.Error;
import io.vigie.v1.Fetch;
import io.vigie.v1.Fetched;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Record;
import io.vigie.v1.Status;
import io.vigie.v1.TravelDocument;
import io.vigie.wire.FrameKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests and their answers, right and wrong. */
class LookupClientTest extends ScriptedClientTest {
    @Test
    void asksAndIsAnswered() {
        BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK);
            seen.add(request);
            peer.answer(request, ScriptedServer.clear(request.question().getId()));
            peer.readToEnd();
        });

        assertThat(client(server).askAndWait(question("q1"))).isInstanceOf(Answer.Clear.class);
        assertThat(seen.remove().budgetMicros()).isBetween(1, (int) TimeUnit.NANOSECONDS.toMicros(LONG.toNanos()));
    }

    @Test
    void pipelinesAndTakesAnswersInAnyOrder() throws Exception {
        int count = 500;
        ScriptedServer server = server(peer -> {
            peer.greet();
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                requests.add(peer.read(FrameKind.ASK));
            }
            for (int i = count - 1; i >= 0; i--) {
                peer.answer(requests.get(i), ScriptedServer.clear(requests.get(i).question().getId()));
            }
            peer.readToEnd();
        });
        LookupClient client = client(server);

        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(client.ask(question("q" + i)).toCompletableFuture());
        }

        for (int i = 0; i < count; i++) {
            assertThat(answers.get(i).get()).isInstanceOf(Answer.Clear.class);
            assertThat(answers.get(i).get().message().getId()).isEqualTo("q" + i);
        }
    }

    @Test
    void answersManyThreadsAtOnce() throws Exception {
        ScriptedServer server = server(ScriptedServer::answerAll);
        LookupClient client = client(server);
        int threadCount = 8;
        int each = 500;
        Set<String> ids = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < threadCount; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    if (client.askAndWait(question("")) instanceof Answer.Clear clear) {
                        ids.add(clear.message().getId());
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ids).hasSize(threadCount * each);
        assertThat(server.connectionCount()).isEqualTo(1);
    }

    @Test
    void takesBytesOneByOne() {
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK);
            byte[] answer = Peer.frame(
                    FrameKind.ANSWER,
                    request.correlation(),
                    ScriptedServer.clear("q1").toByteArray());
            for (byte part : answer) {
                peer.write(new byte[] {part});
            }
            peer.readToEnd();
        });

        assertThat(client(server).askAndWait(question("q1"))).isInstanceOf(Answer.Clear.class);
    }

    @Test
    void failsOnEmptyPayload() {
        assertFailed(answeredWith(new byte[0]), Error.Code.Value.EMPTY_ANSWER);
    }

    @Test
    void failsOnPayloadThatIsNoAnswer() {
        assertFailed(answeredWith(new byte[] {(byte) 0xFF, (byte) 0xFF, 0x01}), Error.Code.Value.EMPTY_ANSWER);
    }

    @Test
    void failsOnAnswerToAnotherQuestion() {
        assertFailed(answeredWith(ScriptedServer.clear("q2").toByteArray()), Error.Code.Value.EMPTY_ANSWER);
    }

    @Test
    void failsWhenADatasetThatWasAskedDidNotAnswer() {
        ScriptedServer server = server(ScriptedServer::answerAll);
        LookupClient client = client(server);

        assertFailed(
                client.askAndWait(question("q1").toBuilder().addDatasets(Dataset.Code.PERSONS).build()),
                Error.Code.Value.EMPTY_ANSWER);
        assertFailed(
                client.askAndWait(question("q2").toBuilder()
                        .setPerson(PersonQuestion.getDefaultInstance())
                        .build()),
                Error.Code.Value.EMPTY_ANSWER);
        assertThat(client.askAndWait(question("q3").toBuilder()
                        .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                        .build()))
                .isInstanceOf(Answer.Clear.class);
    }

    @Test
    void failsOnReplyOfAnotherKind() {
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK);
            peer.reply(request, FrameKind.STATUS_REPORT, Status.getDefaultInstance());
            peer.readToEnd();
        });

        assertFailed(client(server).askAndWait(question("q1")), Error.Code.Value.EMPTY_ANSWER);
    }

    @Test
    void oneErrorConcernsOneQuestion() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request first = peer.read(FrameKind.ASK);
            Request second = peer.read(FrameKind.ASK);
            peer.reply(first, FrameKind.ERROR, error(Error.Code.Value.INTERNAL));
            peer.answer(second, ScriptedServer.clear("q2"));
            peer.readToEnd();
        });
        LookupClient client = client(server);
        CompletableFuture<Answer> first = client.ask(question("q1")).toCompletableFuture();
        CompletableFuture<Answer> second = client.ask(question("q2")).toCompletableFuture();

        assertFailed(first.get(), Error.Code.Value.INTERNAL);
        assertThat(second.get()).isInstanceOf(Answer.Clear.class);
        assertThat(server.connectionCount()).isEqualTo(1);
    }

    @Test
    void fetchesRecords() {
        ScriptedServer server = server(peer -> {
            peer.greet();
            Record record = Record.newBuilder()
                    .setTravelDocument(TravelDocument.newBuilder().setId("FRA-D-0001"))
                    .build();
            Request first = peer.read(FrameKind.FETCH);
            if (Fetch.parseFrom(first.payload()).getRecordId().equals("FRA-D-0001")) {
                peer.reply(first, FrameKind.FETCHED, Fetched.newBuilder().setRecord(record).build());
            }
            peer.reply(peer.read(FrameKind.FETCH), FrameKind.ERROR, error(Error.Code.Value.NOT_FOUND));
            peer.reply(peer.read(FrameKind.FETCH), FrameKind.ERROR, error(Error.Code.Value.NOT_ALLOWED));
            peer.reply(peer.read(FrameKind.FETCH), FrameKind.FETCHED, Fetched.getDefaultInstance());
            peer.readToEnd();
        });
        LookupClient client = client(server);

        assertThat(client.fetchAndWait("FRA-D-0001")).hasValueSatisfying(found -> assertThat(
                        found.getTravelDocument().getId())
                .isEqualTo("FRA-D-0001"));
        assertThat(client.fetchAndWait("FRA-D-0002")).isEmpty();
        assertLookupException(() -> client.fetchAndWait("FRA-D-0003"), Error.Code.Value.NOT_ALLOWED);
        assertLookupException(() -> client.fetchAndWait("FRA-D-0004"), Error.Code.Value.EMPTY_ANSWER);
    }

    @Test
    void reportsStatusAndPings() throws Exception {
        CompletableFuture<Request> pong = new CompletableFuture<>();
        ScriptedServer server = server(peer -> {
            peer.greet();
            peer.reply(
                    peer.read(FrameKind.STATUS),
                    FrameKind.STATUS_REPORT,
                    Status.newBuilder().setReady(true).build());
            peer.reply(peer.read(FrameKind.STATUS), FrameKind.STATUS_REPORT, Status.getDefaultInstance());
            Request ping = peer.read(FrameKind.PING);
            peer.write(Peer.frame(FrameKind.PING, 7, new byte[] {1, 2, 3}));
            pong.complete(peer.read(FrameKind.PONG));
            peer.write(Peer.frame(FrameKind.PONG, ping.correlation(), ping.payload()));
            peer.readToEnd();
        });
        LookupClient client = client(server);

        assertThat(client.statusAndWait().getReady()).isTrue();
        assertLookupException(client::statusAndWait, Error.Code.Value.EMPTY_ANSWER);
        assertThat(client.ping().toCompletableFuture().get()).isPositive().isLessThan(LONG);
        assertThat(pong.get().correlation()).isEqualTo(7);
        assertThat(pong.get().payload()).containsExactly(1, 2, 3);
    }
}
