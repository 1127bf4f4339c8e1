package io.vigie.bench.load;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vigie.v1.Answer;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import io.vigie.v1.Welcome;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Takes one connection, greets it, and does with its questions what the script says. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Script script;

    /** What becomes of a question. */
    interface Script {
        /**
         * Called for each question in order; returns when it is time to go on.
         *
         * @return whether it is answered NO_HIT
         */
        boolean isAnswered(int index) throws IOException;
    }

    ScriptedServer(Script script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void serve() {
        try (Socket client = socket.accept()) {
            client.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            Welcome welcome = Welcome.newBuilder().setVersion(FrameLayout.VERSION).setInFlightMax(1024).build();
            read(in);
            out.write(frame(FrameKind.WELCOME, 0, welcome));
            for (int index = 0; ; index++) {
                Frame asked = read(in);
                if (script.isAnswered(index)) {
                    Answer answer = Answer.newBuilder()
                            .setId(Question.parseFrom(asked.payload()).getId())
                            .setVerdict(Verdict.Code.NO_HIT)
                            .build();
                    out.write(frame(FrameKind.ANSWER, asked.correlation(), answer));
                }
            }
        } catch (IOException e) {
            // The client left, or the script did.
        }
    }

    private static Frame read(DataInputStream in) throws IOException {
        byte[] header = new byte[FrameLayout.HEADER_SIZE];
        in.readFully(header);
        ByteBuf bytes = Unpooled.wrappedBuffer(header);
        int size = bytes.getInt(FrameLayout.LENGTH_OFFSET) - FrameLayout.LENGTH_MIN;
        FrameKind kind = FrameKind.of(bytes.getUnsignedByte(FrameLayout.KIND_OFFSET));
        return new Frame(kind, 0, bytes.getInt(FrameLayout.CORRELATION_OFFSET), 0, in.readNBytes(size));
    }

    private static byte[] frame(FrameKind kind, int correlation, MessageLite message) {
        ByteBuf frame = Unpooled.buffer();
        Frame.append(frame, kind, correlation, 0, message);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
