package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.client.ScriptedServer.Peer;
import io.vigie.client.ScriptedServer.Request;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Fetch;
import io.vigie.v1.Fetched;
import io.vigie.v1.GoAway;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Status;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import io.vigie.v1.Welcome;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LookupClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    // Questions and their answers

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

    // Time

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

    // Connections that fail

    @Test
    void connectionClosedInMidAnswerIsMadeAgainAndTheQuestionAskedAgain() {
        BlockingQueue<String> ids = new LinkedBlockingQueue<>();
        ScriptedServer server = server(
                peer -> {
                    peer.greet();
                    Request request = peer.read(FrameKind.ASK);
                    ids.add(request.question().getId());
                    byte[] answer = Peer.frame(
                            FrameKind.ANSWER,
                            request.correlation(),
                            ScriptedServer.clear(request.question().getId()).toByteArray());
                    peer.write(Arrays.copyOf(answer, answer.length - 1));
                },
                peer -> {
                    peer.greet();
                    Request request = peer.read(FrameKind.ASK);
                    ids.add(request.question().getId());
                    peer.answer(request, ScriptedServer.clear(request.question().getId()));
                    peer.readToEnd();
                });

        assertThat(client(server).askAndWait(question(""))).isInstanceOf(Answer.Clear.class);
        assertThat(ids).hasSize(2);
        assertThat(ids.remove()).isNotEmpty().isEqualTo(ids.remove());
    }

    @Test
    void garbageClosesTheConnection() {
        ScriptedServer server = server(
                peer -> {
                    peer.greet();
                    peer.read(FrameKind.ASK);
                    peer.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    peer.readToEnd();
                },
                ScriptedServer::answerAll);

        assertThat(client(server).askAndWait(question("q1"))).isInstanceOf(Answer.Clear.class);
        assertThat(server.connectionCount()).isEqualTo(2);
    }

    @Test
    void questionThatKeepsLosingItsConnectionFails() {
        ScriptedServer server = server(peer -> {
            peer.greet();
            peer.read(FrameKind.ASK);
        });

        assertFailed(client(server).askAndWait(question("q1")), Error.Code.Value.CONNECTION_LOST);
        assertThat(server.connectionCount()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void errorAboutTheConnectionFailsItsQuestionsWithThatCode() {
        ScriptedServer server = server(peer -> {
            peer.greet();
            peer.read(FrameKind.ASK);
            peer.write(Peer.frame(
                    FrameKind.ERROR, 0, error(Error.Code.Value.BAD_PAYLOAD).toByteArray()));
            peer.readToEnd();
        });

        assertFailed(client(server).askAndWait(question("q1")), Error.Code.Value.BAD_PAYLOAD);
    }

    @Test
    void refusedQuestionIsAskedElsewhere() {
        for (Error.Code.Value code : List.of(
                Error.Code.Value.OVERLOADED,
                Error.Code.Value.AUDIT_FAILED,
                Error.Code.Value.DAMAGED,
                Error.Code.Value.INTERNAL)) {
            assertAskedElsewhere(code, false);
            assertAskedElsewhere(code, true);
        }
    }

    private void assertAskedElsewhere(Error.Code.Value code, boolean inAnswer) {
        CountDownLatch refused = new CountDownLatch(1);
        ScriptedServer.Script refusing = peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK);
            refused.countDown();
            Error refusal = error(code);
            if (inAnswer) {
                peer.answer(
                        request,
                        io.vigie.v1.Answer.newBuilder()
                                .setId("q1")
                                .setVerdict(Verdict.Code.UNAVAILABLE)
                                .setError(refusal)
                                .build());
            } else {
                peer.reply(request, FrameKind.ERROR, refusal);
            }
            peer.readToEnd();
        };
        ScriptedServer first = server(refusing);
        ScriptedServer second = server(peer -> {
            // Opens only when the other has refused, so the question must have been there first.
            await(refused);
            ScriptedServer.answerAll(peer);
        });

        assertThat(client(first, second).askAndWait(question("q1"))).isInstanceOf(Answer.Clear.class);
    }

    @Test
    void absentDatasetIsNotSoughtElsewhere() {
        ScriptedServer first = server(peer -> {
            peer.greet();
            peer.reply(peer.read(FrameKind.ASK), FrameKind.ERROR, error(Error.Code.Value.DATASET_UNAVAILABLE));
            peer.readToEnd();
        });
        ScriptedServer second = server(Peer::readToEnd);

        assertFailed(client(first, second).askAndWait(question("q1")), Error.Code.Value.DATASET_UNAVAILABLE);
    }

    @Test
    void questionRefusedEverywhereFailsWithTheCode() {
        ScriptedServer.Script refusing = peer -> {
            peer.greet();
            while (true) {
                peer.reply(peer.read(FrameKind.ASK), FrameKind.ERROR, error(Error.Code.Value.OVERLOADED));
            }
        };

        assertFailed(
                client(server(refusing), server(refusing)).askAndWait(question("q1")), Error.Code.Value.OVERLOADED);
    }

    @Test
    void goingAwayFinishesWhatIsInFlightAndTakesNothingNew() throws Exception {
        CountDownLatch askedAgain = new CountDownLatch(1);
        ScriptedServer server = server(
                peer -> {
                    peer.greet();
                    Request request = peer.read(FrameKind.ASK);
                    Request ping = peer.read(FrameKind.PING);
                    peer.reply(request, FrameKind.GOAWAY, GoAway.getDefaultInstance());
                    // Behind GOAWAY, so that whoever has the PONG has heard of it.
                    peer.pong(ping);
                    await(askedAgain);
                    peer.answer(request, ScriptedServer.clear("q1"));
                    peer.readToEnd();
                },
                ScriptedServer::answerAll);
        LookupClient client = client(server);
        CompletableFuture<Answer> first = client.ask(question("q1")).toCompletableFuture();
        client.ping().toCompletableFuture().get();
        CompletableFuture<Answer> second = client.ask(question("q2")).toCompletableFuture();
        askedAgain.countDown();

        assertThat(first.get()).isInstanceOf(Answer.Clear.class);
        assertThat(second.get()).isInstanceOf(Answer.Clear.class);
        assertThat(server.connectionCount()).isEqualTo(2);
    }

    @Test
    void serverThatIsDownFailsAtOnceAndIsFoundWhenItComesUp() {
        ScriptedServer gone = ScriptedServer.answering();
        int port = gone.port();
        gone.close();
        LookupClient client = client(ClientConfig.builder()
                .endpoint("127.0.0.1:" + port)
                .deadline(LONG)
                .backoff(Duration.ofMillis(1), Duration.ofMillis(20)));

        Answer answer = client.askAndWait(question("q1"));
        assertFailed(answer, Error.Code.Value.CONNECT_FAILED);
        assertThat(((Answer.Failed) answer).reason()).contains("127.0.0.1:" + port);

        open.add(ScriptedServer.startAt(port, ScriptedServer::answerAll));
        Answer later;
        do {
            later = client.askAndWait(question("q2"));
        } while (later instanceof Answer.Failed failed && failed.code() == Error.Code.Value.CONNECT_FAILED);
        assertThat(later).isInstanceOf(Answer.Clear.class);
    }

    @Test
    void oneOfTwoServersIsEnough() {
        ScriptedServer gone = ScriptedServer.answering();
        gone.close();
        ScriptedServer server = server(ScriptedServer::answerAll);

        LookupClient client = client(ClientConfig.builder()
                .endpoint(gone.endpoint())
                .endpoint(server.endpoint())
                .deadline(LONG));

        for (int i = 0; i < 10; i++) {
            assertThat(client.askAndWait(question(""))).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void serverThatDoesNotGreetIsNotReachable() {
        ScriptedServer silent = server(Peer::readToEnd);
        ScriptedServer other = server(peer -> {
            peer.greet(Welcome.newBuilder().setVersion(2).build());
            peer.readToEnd();
        });

        assertFailed(
                client(config(silent).connectTimeout(SHORT)).askAndWait(question("q1")),
                Error.Code.Value.CONNECT_FAILED);
        assertFailed(client(other).askAndWait(question("q1")), Error.Code.Value.CONNECT_FAILED);
        assertFailed(
                client(config(silent)).askAndWait(question("q1").toBuilder().setDeadlineMillis(100).build()),
                Error.Code.Value.CONNECT_FAILED);
    }

    @Test
    void unknownHostIsNotReachable() {
        assertFailed(
                client(ClientConfig.builder().endpoint("vigie.invalid:7480").deadline(LONG)).askAndWait(question("q1")),
                Error.Code.Value.CONNECT_FAILED);
    }

    // Limits

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

    // Fetch, status, ping

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

    // The end

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

    // Helpers

    private Answer answeredWith(byte[] payload) {
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK);
            peer.write(Peer.frame(FrameKind.ANSWER, request.correlation(), payload));
            peer.readToEnd();
        });
        return client(server).askAndWait(question("q1"));
    }

    private ScriptedServer server(ScriptedServer.Script... scripts) {
        ScriptedServer server = ScriptedServer.start(scripts);
        open.add(server);
        return server;
    }

    private LookupClient client(ScriptedServer... servers) {
        return client(config(servers));
    }

    private LookupClient client(ClientConfig.Builder config) {
        LookupClient client = LookupClient.connect(config.build());
        open.add(client);
        return client;
    }

    /** A client that has had an answer to its PING. */
    private LookupClient connected(ClientConfig.Builder config) throws Exception {
        LookupClient client = client(config);
        client.ping().toCompletableFuture().get();
        return client;
    }

    private static ClientConfig.Builder config(ScriptedServer... servers) {
        ClientConfig.Builder config = ClientConfig.builder()
                .deadline(LONG)
                .connectTimeout(LONG)
                .backoff(Duration.ofMillis(1), Duration.ofMillis(50));
        for (ScriptedServer server : servers) {
            config.endpoint(server.endpoint());
        }
        return config;
    }

    private static Question question(String id) {
        return Question.newBuilder()
                .setId(id)
                .setDocument(DocumentQuestion.newBuilder().setNumber("L898902C3"))
                .build();
    }

    private static Error error(Error.Code.Value code) {
        return Error.newBuilder().setCode(code).setMessage("scripted").build();
    }

    private static void assertFailed(Answer answer, Error.Code.Value code) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.code()).as(failed.reason()).isEqualTo(code));
    }

    private static void assertLookupException(Supplier<?> call, Error.Code.Value code) {
        assertThatThrownBy(call::get)
                .isInstanceOfSatisfying(
                        LookupException.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void eventually(Supplier<Boolean> condition) {
        while (!condition.get()) {
            Thread.onSpinWait();
        }
    }
}
