package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.ScriptedServer.Peer;
import io.vigie.client.ScriptedServer.Request;
import io.vigie.v1.Error;
import io.vigie.v1.GoAway;
import io.vigie.v1.Verdict;
import io.vigie.v1.Welcome;
import io.vigie.wire.CanaryQuestion;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Connections and servers that fail, refuse, go away and come back. */
class FailingConnectionTest extends ScriptedClientTest {
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
    void nodeThatDoesNotFindItsCanaryIsNotUsed() {
        for (io.vigie.v1.Answer wrong : List.of(
                ScriptedServer.clear(CanaryQuestion.QUESTION.getId()),
                ScriptedServer.canary(CanaryQuestion.DOCUMENT_ID, CanaryQuestion.NOTICE_ID),
                ScriptedServer.canary(CanaryQuestion.DOCUMENT_ID, CanaryQuestion.PERSON_ID),
                ScriptedServer.canary(CanaryQuestion.PERSON_ID, CanaryQuestion.NOTICE_ID))) {
            ScriptedServer broken = server(peer -> {
                peer.welcome(Welcome.newBuilder().setVersion(FrameLayout.VERSION).build());
                peer.answer(peer.read(FrameKind.ASK), wrong);
                Request other = peer.read(FrameKind.ASK);
                peer.answer(other, ScriptedServer.clear(other.question().getId()));
            });
            Answer alone = client(config(broken).deadline(SHORT)).askAndWait(question("q1"));
            assertFailed(alone, Error.Code.Value.CONNECT_FAILED);
            Answer elsewhere = client(config(broken, server(ScriptedServer::answerAll))).askAndWait(question("q2"));
            assertThat(elsewhere).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void nodeThatCannotAnswerForItsCanaryNowIsAskedAllTheSame() {
        ScriptedServer busy = server(peer -> {
            peer.welcome(Welcome.newBuilder().setVersion(FrameLayout.VERSION).build());
            peer.reply(peer.read(FrameKind.ASK), FrameKind.ERROR, error(Error.Code.Value.OVERLOADED));
            Request question = peer.read(FrameKind.ASK);
            peer.answer(question, ScriptedServer.clear(question.question().getId()));
            peer.readToEnd();
        });
        assertThat(client(busy).askAndWait(question("q1"))).isInstanceOf(Answer.Clear.class);
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
}
