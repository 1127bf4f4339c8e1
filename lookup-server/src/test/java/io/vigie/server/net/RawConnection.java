package io.vigie.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.vigie.v1.Answer;
import io.vigie.v1.Error;
import io.vigie.v1.Hello;
import io.vigie.v1.Question;
import io.vigie.v1.Welcome;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A client that sends and reads what a test tells it, over a plain socket. */
final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    record Reply(FrameKind kind, int correlation, ByteString payload) {}

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static RawConnection to(int port) throws IOException {
        return new RawConnection(new Socket("127.0.0.1", port));
    }

    /** One whose system takes little of what it does not read. */
    static RawConnection withSmallBuffer(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return new RawConnection(socket);
    }

    void hello() throws IOException {
        send(
                FrameKind.HELLO,
                9,
                Hello.newBuilder().setVersionMin(1).setVersionMax(1).build());
        Reply welcome = read();
        assertThat(welcome.kind).isEqualTo(FrameKind.WELCOME);
        assertThat(Welcome.parseFrom(welcome.payload).getVersion()).isEqualTo(1);
    }

    Answer ask(Question question) throws IOException {
        send(FrameKind.ASK, 4, question);
        return Answer.parseFrom(read().payload);
    }

    void send(FrameKind kind, int correlation, MessageLite message) throws IOException {
        frame(FrameLayout.VERSION, kind.number(), correlation, message.toByteArray());
    }

    void frame(int version, int kind, int correlation, byte[] payload) throws IOException {
        frame(version, kind, correlation, 0, payload);
    }

    void frame(int version, int kind, int correlation, int budgetMicros, byte[] payload) throws IOException {
        write(ByteBuffer.allocate(16 + payload.length)
                .putInt(12 + payload.length)
                .put((byte) version)
                .put((byte) kind)
                .putShort((short) 0)
                .putInt(correlation)
                .putInt(budgetMicros)
                .put(payload)
                .array());
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    Reply read() throws IOException {
        int length = in.readInt();
        assertThat(in.readByte()).isEqualTo((byte) FrameLayout.VERSION);
        FrameKind kind = FrameKind.of(in.readByte());
        in.readShort();
        int correlation = in.readInt();
        in.readInt();
        return new Reply(kind, correlation, ByteString.copyFrom(in.readNBytes(length - 12)));
    }

    void expectError(int correlation, Error.Code.Value code) throws IOException {
        Reply reply = read();
        assertThat(reply.kind).isEqualTo(FrameKind.ERROR);
        assertThat(reply.correlation).isEqualTo(correlation);
        assertThat(Error.parseFrom(reply.payload).getCode()).isEqualTo(code);
    }

    void expectErrorAndEnd(Error.Code.Value code) throws IOException {
        expectError(0, code);
        assertThat(in.read()).as("end of stream").isEqualTo(-1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
