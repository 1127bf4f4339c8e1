package io.vigie.server.net;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vigie.server.feed.Followers;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Answer;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Follow;
import io.vigie.v1.Hello;
import io.vigie.v1.Position;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import io.vigie.wire.FrameKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that a client should not send, over a plain socket. */
class ConnectionIT {
    private static final Follow FROM_FIRST = Follow.newBuilder()
            .setAfter(Position.newBuilder().setEpoch(1).setSequence(1))
            .build();

    @TempDir
    Path data;

    private ServedWorld world;

    @BeforeEach
    void serve() throws IOException {
        ServedWorld.of(data, record(document("D", "A1", "FRA"))).close();
        world = ServedWorld.serve(data, Map.of("net.frame-bytes-max", "8192", "net.hello-timeout", "300ms"));
    }

    @AfterEach
    void theServerIsUnharmed() throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            assertThat(raw.ask(question("A1")).getVerdict()).isEqualTo(Verdict.Code.HIT);
        }
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "11", "2147483647", "8189"})
    void answersAWrongLengthWithACodeAndCloses(int length) throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            raw.write(ByteBuffer.allocate(16)
                    .putInt(length)
                    .put((byte) 1)
                    .put((byte) FrameKind.ASK.number())
                    .array());
            Error.Code.Value code = length < 12 ? Error.Code.Value.BAD_FRAME : Error.Code.Value.FRAME_TOO_LARGE;
            raw.expectErrorAndEnd(code);
        }
    }

    @Test
    void answersWhatIsWrongAndClosesAlsoWhenTheLogIsFollowed() throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            raw.send(FrameKind.FOLLOW, 5, FROM_FIRST);
            assertThat(raw.read().kind()).isEqualTo(FrameKind.CHANGES);
            raw.frame(1, 200, 1, new byte[0]);
            raw.expectErrorAndEnd(Error.Code.Value.UNKNOWN_KIND);
        }
    }

    @Test
    @Timeout(60)
    void refusesMoreFollowersThanItServesAndTakesOthersWhenTheyHaveGone() throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            for (int i = 0; i < Followers.STREAMS_MAX; i++) {
                raw.send(FrameKind.FOLLOW, 100 + i, FROM_FIRST);
            }
            raw.send(FrameKind.FOLLOW, 99, FROM_FIRST);
            RawConnection.Reply reply = raw.read();
            while (reply.kind() == FrameKind.CHANGES) {
                reply = raw.read();
            }
            assertThat(reply.correlation()).isEqualTo(99);
            assertThat(Error.parseFrom(reply.payload()).getCode()).isEqualTo(Error.Code.Value.OVERLOADED);
            raw.frame(1, FrameKind.CANCEL.number(), 100, new byte[0]);
            raw.send(FrameKind.FOLLOW, 98, FROM_FIRST);
            reply = raw.read();
            while (reply.correlation() != 98) {
                reply = raw.read();
            }
            assertThat(reply.kind()).isEqualTo(FrameKind.CHANGES);
        }
    }

    @Test
    void answersAnUnknownVersionKindAndPayloadWithACodeAndCloses() throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            raw.frame(9, FrameKind.ASK.number(), 1, new byte[0]);
            raw.expectErrorAndEnd(Error.Code.Value.UNSUPPORTED_VERSION);
        }
        try (RawConnection raw = connect()) {
            raw.hello();
            raw.frame(1, 200, 1, new byte[0]);
            raw.expectErrorAndEnd(Error.Code.Value.UNKNOWN_KIND);
        }
        try (RawConnection raw = connect()) {
            raw.hello();
            raw.frame(1, FrameKind.ASK.number(), 1, new byte[] {-1, -1, -1});
            raw.expectErrorAndEnd(Error.Code.Value.BAD_PAYLOAD);
        }
        try (RawConnection raw = connect()) {
            raw.hello();
            raw.frame(1, FrameKind.WELCOME.number(), 1, new byte[0]);
            raw.expectErrorAndEnd(Error.Code.Value.UNEXPECTED_KIND);
        }
    }

    @Test
    void wantsHelloFirstAndSoon() throws IOException {
        try (RawConnection raw = connect()) {
            raw.frame(1, FrameKind.ASK.number(), 1, new byte[0]);
            raw.expectErrorAndEnd(Error.Code.Value.EXPECTED_HELLO);
        }
        try (RawConnection raw = connect()) {
            raw.expectErrorAndEnd(Error.Code.Value.EXPECTED_HELLO);
        }
        try (RawConnection raw = connect()) {
            raw.send(FrameKind.HELLO, 1, Hello.newBuilder().setVersionMin(2).setVersionMax(3).build());
            raw.expectErrorAndEnd(Error.Code.Value.UNSUPPORTED_VERSION);
        }
    }

    @Test
    void refusesLaterKindsOneByOneAndGoesOn() throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            raw.frame(1, FrameKind.SUBMIT.number(), 77, new byte[0]);
            RawConnection.Reply reply = raw.read();
            assertThat(reply.kind()).isEqualTo(FrameKind.ERROR);
            assertThat(reply.correlation()).isEqualTo(77);
            assertThat(raw.ask(question("A1")).getVerdict()).isEqualTo(Verdict.Code.HIT);
        }
    }

    @Test
    void answersAQuestionThatArrivesByteByByte() throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            byte[] payload = question("A1").toByteArray();
            ByteBuffer frame = ByteBuffer.allocate(16 + payload.length)
                    .putInt(12 + payload.length)
                    .put((byte) 1)
                    .put((byte) FrameKind.ASK.number())
                    .putShort((short) 0)
                    .putInt(5)
                    .putInt(0)
                    .put(payload);
            for (byte b : frame.array()) {
                raw.write(new byte[] {b});
            }
            assertThat(Answer.parseFrom(raw.read().payload()).getVerdict()).isEqualTo(Verdict.Code.HIT);
        }
    }

    @Test
    void echoesPingsAndRefusesLongOnes() throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            raw.frame(1, FrameKind.PING.number(), 3, new byte[] {1, 2, 3});
            RawConnection.Reply pong = raw.read();
            assertThat(pong.kind()).isEqualTo(FrameKind.PONG);
            assertThat(pong.payload()).isEqualTo(ByteString.copyFrom(new byte[] {1, 2, 3}));
            raw.frame(1, FrameKind.PING.number(), 3, new byte[65]);
            raw.expectErrorAndEnd(Error.Code.Value.BAD_PAYLOAD);
        }
    }

    @Test
    void dropsAQuestionWhoseTimeIsOver() throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            byte[] payload = question("A1").toByteArray();
            raw.write(ByteBuffer.allocate(16 + payload.length)
                    .putInt(12 + payload.length)
                    .put((byte) 1)
                    .put((byte) FrameKind.ASK.number())
                    .putShort((short) 0)
                    .putInt(5)
                    .putInt(1)
                    .put(payload)
                    .array());
            Answer answer = Answer.parseFrom(raw.read().payload());
            // One microsecond is over when the frame has been parsed; a faster machine may still answer.
            assertThat(answer.getVerdict()).isIn(Verdict.Code.UNAVAILABLE, Verdict.Code.HIT);
            assertThat(answer.getVerdict() == Verdict.Code.UNAVAILABLE)
                    .isEqualTo(answer.getError().getCode() == Error.Code.Value.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void takesNoReaderSlotForAConnectionOrAScrape() throws IOException {
        try (RawConnection raw = connect()) {
            raw.hello();
            raw.ask(question("A1"));
        }
        double before = world.meter("vigie_store_readers");
        for (int i = 0; i < 600; i++) {
            try (RawConnection raw = connect()) {
                raw.hello();
                raw.ask(question("A1"));
            }
            if (i % 10 == 0) {
                world.meter("vigie_store_readers");
            }
        }
        // Each event loop keeps one from its first question on.
        int loops = Runtime.getRuntime().availableProcessors();
        assertThat(world.meter("vigie_store_readers")).isLessThanOrEqualTo(before + loops + 4);
    }

    @Test
    void survivesRandomBytes() throws IOException {
        long seed = 11;
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            try (RawConnection raw = connect()) {
                if (random.nextBoolean()) {
                    raw.hello();
                }
                byte[] bytes = new byte[1 + random.nextInt(300)];
                random.nextBytes(bytes);
                raw.write(bytes);
            } catch (IOException e) {
                // The server may close while the bytes are on their way.
                assertThat(e).as("seed %d", seed).hasMessageMatching("(?s).*(reset|closed|Broken pipe|abort).*");
            }
        }
    }

    private static Question question(String number) {
        return Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                .build();
    }

    private RawConnection connect() throws IOException {
        return RawConnection.to(world.port());
    }
}
