package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.client.ScriptedServer.Peer;
import io.vigie.client.ScriptedServer.Request;
import io.vigie.v1.Error;
import io.vigie.v1.Manifest;
import io.vigie.v1.ManifestEnd;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import io.vigie.wire.FrameKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Manifests against servers that stream, stop, refuse and lie. */
class ManifestTest extends ScriptedClientTest {
    private final List<Answer> told = new ArrayList<>();

    @Test
    void tellsOfEachTravellerAsItsAnswerComesAndGivesAllInOrder() throws Exception {
        CountDownLatch firstTold = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK_MANY);
            Manifest manifest = Manifest.parseFrom(request.payload());
            answer(peer, request, manifest, 2);
            // The stream goes on only when the client has told of what it holds so far.
            await(firstTold);
            answer(peer, request, manifest, 0);
            answer(peer, request, manifest, 1);
            end(peer, request, 3);
            peer.readToEnd();
        });
        CompletableFuture<List<Answer>> asked = client(server)
                .askMany(manifest("a", "", "c"), LONG, answer -> {
                    told.add(answer);
                    firstTold.countDown();
                })
                .toCompletableFuture();

        List<Answer> answers = asked.get();
        assertThat(indexes(told)).containsExactly(2, 0, 1);
        assertThat(indexes(answers)).containsExactly(0, 1, 2);
        assertThat(answers).allMatch(Answer.Clear.class::isInstance);
        assertThat(answers.get(1).message().getId()).isNotEmpty();
    }

    @Test
    void asksForTheRestElsewhereWhenTheConnectionIsLost() throws Exception {
        BlockingQueue<List<String>> asked = new LinkedBlockingQueue<>();
        ScriptedServer server = server(
                peer -> {
                    peer.greet();
                    Request request = peer.read(FrameKind.ASK_MANY);
                    Manifest manifest = Manifest.parseFrom(request.payload());
                    asked.add(ids(manifest));
                    answer(peer, request, manifest, 1);
                    answer(peer, request, manifest, 3);
                },
                peer -> {
                    peer.greet();
                    Request request = peer.read(FrameKind.ASK_MANY);
                    Manifest manifest = Manifest.parseFrom(request.payload());
                    asked.add(ids(manifest));
                    answer(peer, request, manifest, 1);
                    answer(peer, request, manifest, 0);
                    end(peer, request, 2);
                    peer.readToEnd();
                });

        List<Answer> answers = ask(client(server), "a", "b", "c", "d");

        assertThat(answers).allMatch(Answer.Clear.class::isInstance);
        assertThat(indexes(told)).as("each once").containsExactly(1, 3, 2, 0);
        assertThat(asked.take()).containsExactly("a", "b", "c", "d");
        assertThat(asked.take()).containsExactly("a", "c");
    }

    @Test
    void asksElsewhereForTravellersThatAServerSendsAway() {
        CountDownLatch sentAway = new CountDownLatch(1);
        ScriptedServer first = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK_MANY);
            Manifest manifest = Manifest.parseFrom(request.payload());
            unavailable(peer, request, manifest, 0, Error.Code.Value.AUDIT_FAILED);
            answer(peer, request, manifest, 1);
            end(peer, request, 2);
            sentAway.countDown();
            peer.readToEnd();
        });
        ScriptedServer second = server(peer -> {
            await(sentAway);
            answerAll(peer);
        });

        assertThat(ask(client(first, second), "a", "b")).allMatch(Answer.Clear.class::isInstance);
        assertThat(indexes(told)).containsExactly(1, 0);
    }

    @Test
    void tellsWhyATravellerWasSentAwayWhenThereIsNowhereElse() {
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK_MANY);
            Manifest manifest = Manifest.parseFrom(request.payload());
            unavailable(peer, request, manifest, 0, Error.Code.Value.DEADLINE_EXCEEDED);
            unavailable(peer, request, manifest, 1, Error.Code.Value.AUDIT_FAILED);
            end(peer, request, 2);
            peer.readToEnd();
        });

        List<Answer> answers = ask(client(server), "a", "b");

        assertFailed(answers.get(0), Error.Code.Value.DEADLINE_EXCEEDED);
        assertFailed(answers.get(1), Error.Code.Value.AUDIT_FAILED);
        assertThat(told).hasSize(2);
    }

    @Test
    void neverLeavesATravellerOutWhateverTheServerSends() {
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK_MANY);
            Manifest manifest = Manifest.parseFrom(request.payload());
            peer.answer(request, ScriptedServer.clear("b").toBuilder().setIndex(99).build());
            peer.answer(request, ScriptedServer.clear("b").toBuilder().setIndex(-1).build());
            peer.write(Peer.frame(FrameKind.ANSWER, request.correlation(), new byte[] {-1}));
            peer.write(Peer.frame(FrameKind.ANSWER, request.correlation(), new byte[0]));
            peer.answer(request, ScriptedServer.clear("not c").toBuilder().setIndex(2).build());
            answer(peer, request, manifest, 3);
            answer(peer, request, manifest, 3);
            end(peer, request, 4);
            peer.readToEnd();
        });

        List<Answer> answers = ask(client(server), "a", "b", "c", "d");

        assertThat(told).hasSize(4);
        assertThat(indexes(answers)).containsExactly(0, 1, 2, 3);
        for (Answer answer : answers.subList(0, 3)) {
            assertFailed(answer, Error.Code.Value.EMPTY_ANSWER);
        }
        assertThat(answers.get(3)).isInstanceOf(Answer.Clear.class);
    }

    @Test
    void aManifestThatIsRefusedAsAWholeFailsEachTraveller() {
        ScriptedServer server = server(peer -> {
            peer.greet();
            peer.reply(peer.read(FrameKind.ASK_MANY), FrameKind.ERROR, error(Error.Code.Value.INVALID_VALUE));
            peer.readToEnd();
        });

        for (Answer answer : ask(client(server), "a", "b")) {
            assertFailed(answer, Error.Code.Value.INVALID_VALUE);
            assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.INVALID);
        }
        assertThat(told).hasSize(2);
    }

    @Test
    void tellsOfEveryoneAtTheDeadline() {
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK_MANY);
            answer(peer, request, Manifest.parseFrom(request.payload()), 1);
            peer.readToEnd();
        });

        List<Answer> answers = client(server).askManyAndWait(manifest("a", "b"), SHORT);

        assertFailed(answers.get(0), Error.Code.Value.DEADLINE_EXCEEDED);
        assertThat(answers.get(1)).isInstanceOf(Answer.Clear.class);
    }

    @Test
    void cancellingTellsTheServerAndEveryoneLeft() throws Exception {
        CompletableFuture<Integer> cancelled = new CompletableFuture<>();
        CompletableFuture<Integer> first = new CompletableFuture<>();
        ScriptedServer server = server(peer -> {
            peer.greet();
            Request request = peer.read(FrameKind.ASK_MANY);
            answer(peer, request, Manifest.parseFrom(request.payload()), 1);
            cancelled.complete(peer.read(FrameKind.CANCEL).correlation() - request.correlation());
            end(peer, request, 1);
            peer.readToEnd();
        });
        CompletableFuture<List<Answer>> asked = client(server)
                .askMany(manifest("a", "b", "c"), LONG, answer -> {
                    told.add(answer);
                    first.complete(answer.message().getIndex());
                })
                .toCompletableFuture();
        assertThat(first.get()).isEqualTo(1);

        assertThat(asked.cancel(true)).isTrue();

        assertThat(cancelled.get()).isZero();
        assertThat(asked.get().get(1)).isInstanceOf(Answer.Clear.class);
        assertFailed(asked.get().get(0), Error.Code.Value.CANCELLED);
        assertFailed(asked.get().get(2), Error.Code.Value.CANCELLED);
        assertThat(indexes(told)).containsExactly(1, 0, 2);
    }

    @Test
    void aListenerThatFailsGivesTheManifestUpAndHarmsNobodyElse() {
        ScriptedServer server = server(ManifestTest::answerAll);
        LookupClient client = client(server);

        CompletableFuture<List<Answer>> asked = client.askMany(manifest("a", "b"), LONG, answer -> {
                    told.add(answer);
                    throw new IllegalStateException("a listener's own fault");
                })
                .toCompletableFuture();

        assertThatThrownBy(asked::get).hasRootCauseMessage("a listener's own fault");
        assertThat(told).hasSize(1);
        assertThat(ask(client, "c")).allMatch(Answer.Clear.class::isInstance);
    }

    @Test
    void anEmptyManifestIsAMistakeOfTheCaller() {
        LookupClient client = client(server(ManifestTest::answerAll));
        assertThatThrownBy(() -> client.askManyAndWait(manifest(), LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("travellers: 0");
    }

    @Test
    void aManifestLargerThanAFrameMayBeIsInvalid() {
        LookupClient client = client(config(server(ManifestTest::answerAll)).frameBytesMax(4096));
        for (Answer answer : client.askManyAndWait(manifest("x".repeat(5000), "b"), LONG)) {
            assertFailed(answer, Error.Code.Value.FRAME_TOO_LARGE);
            assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.INVALID);
        }
    }

    private List<Answer> ask(LookupClient client, String... ids) {
        return client.askMany(manifest(ids), LONG, told::add).toCompletableFuture().join();
    }

    private static void answerAll(Peer peer) throws IOException {
        peer.greet();
        while (true) {
            Request request = peer.read();
            if (request.kind() == FrameKind.ASK_MANY) {
                Manifest manifest = Manifest.parseFrom(request.payload());
                for (int i = 0; i < manifest.getTravellersCount(); i++) {
                    answer(peer, request, manifest, i);
                }
                end(peer, request, manifest.getTravellersCount());
            }
        }
    }

    private static void answer(Peer peer, Request request, Manifest manifest, int index) throws IOException {
        String id = manifest.getTravellers(index).getId();
        peer.answer(request, ScriptedServer.clear(id).toBuilder().setIndex(index).build());
    }

    private static void unavailable(
            Peer peer, Request request, Manifest manifest, int index, Error.Code.Value code) throws IOException {
        peer.answer(
                request,
                io.vigie.v1.Answer.newBuilder()
                        .setId(manifest.getTravellers(index).getId())
                        .setIndex(index)
                        .setVerdict(Verdict.Code.UNAVAILABLE)
                        .setError(error(code))
                        .build());
    }

    private static void end(Peer peer, Request request, int answered) throws IOException {
        peer.reply(
                request,
                FrameKind.END,
                ManifestEnd.newBuilder()
                        .setTravellers(answered)
                        .setAnswered(answered)
                        .build());
    }

    private static Manifest manifest(String... ids) {
        Manifest.Builder manifest = Manifest.newBuilder();
        for (String id : ids) {
            manifest.addTravellers(question(id));
        }
        return manifest.build();
    }

    private static List<String> ids(Manifest manifest) {
        return manifest.getTravellersList().stream().map(Question::getId).toList();
    }

    private static List<Integer> indexes(List<Answer> answers) {
        return answers.stream().map(answer -> answer.message().getIndex()).toList();
    }
}
