package io.vigie.client;

import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Freshness;
import io.vigie.v1.Hit;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import io.vigie.v1.Welcome;
import io.vigie.wire.CanaryQuestion;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does with each connection what a test's script says, byte by byte if need be. */
final class ScriptedServer implements AutoCloseable {
    /** Plays one connection; it closes when the script ends. */
    interface Script {
        void play(Peer peer) throws IOException;
    }

    /** A frame as a client sent it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(FrameKind kind, int correlation, int budgetMicros, byte[] payload) {
        Question question() throws IOException {
            return Question.parseFrom(payload);
        }
    }

    private final ServerSocket listener;
    private final List<Script> scripts;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connectionCount = new AtomicInteger();

    private ScriptedServer(int port, List<Script> scripts) throws IOException {
        this.scripts = scripts;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        thread(this::accept);
    }

    /** One script a connection, in order; the last for all that follow. */
    static ScriptedServer start(Script... scripts) {
        return startAt(0, scripts);
    }

    static ScriptedServer startAt(int port, Script... scripts) {
        try {
            return new ScriptedServer(port, List.of(scripts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Greets and answers every question with NO_HIT until the client goes. */
    static ScriptedServer answering() {
        return start(ScriptedServer::answerAll);
    }

    static void answerAll(Peer peer) throws IOException {
        peer.greet();
        while (true) {
            Request request = peer.read();
            if (request.kind() == FrameKind.ASK) {
                peer.answer(request, clear(request.question().getId()));
            }
        }
    }

    static io.vigie.v1.Answer clear(String id) {
        return io.vigie.v1.Answer.newBuilder()
                .setId(id)
                .setVerdict(Verdict.Code.NO_HIT)
                .setComplete(true)
                .setFreshness(Freshness.Code.FRESH)
                .addDatasets(DatasetState.newBuilder()
                        .setDataset(Dataset.Code.TRAVEL_DOCUMENTS)
                        .setState(DatasetState.State.Code.ANSWERED))
                .build();
    }

    /** All datasets searched, and these records found. */
    static io.vigie.v1.Answer canary(String... found) {
        io.vigie.v1.Answer.Builder answer =
                clear(CanaryQuestion.QUESTION.getId()).toBuilder().setVerdict(Verdict.Code.HIT);
        for (Dataset.Code dataset : List.of(Dataset.Code.PERSONS, Dataset.Code.NOTICES)) {
            answer.addDatasets(
                    DatasetState.newBuilder().setDataset(dataset).setState(DatasetState.State.Code.ANSWERED));
        }
        for (String id : found) {
            answer.addHits(Hit.newBuilder().setRecordId(id).setCertain(true));
        }
        return answer.build();
    }

    String endpoint() {
        return "127.0.0.1:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    int connectionCount() {
        return connectionCount.get();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        sockets.forEach(ScriptedServer::closeQuietly);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                int index = Math.min(connectionCount.getAndIncrement(), scripts.size() - 1);
                sockets.add(socket);
                thread(() -> play(scripts.get(index), socket));
            }
        } catch (IOException e) {
            // The test closed the server.
            return;
        }
    }

    private static void play(Script script, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.play(new Peer(socket));
        } catch (IOException e) {
            // The client went away, which is how most scripts end.
            return;
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The server's side of one connection. */
    static final class Peer {
        private final Socket socket;
        private final DataInputStream in;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        }

        /** Takes HELLO and sends WELCOME without limits, then answers for the canary. */
        void greet() throws IOException {
            greet(Welcome.newBuilder().setVersion(FrameLayout.VERSION).build());
        }

        void greet(Welcome welcome) throws IOException {
            welcome(welcome);
            answer(read(FrameKind.ASK), canary(CanaryQuestion.DOCUMENT_ID, CanaryQuestion.PERSON_ID, CanaryQuestion.NOTICE_ID));
        }

        void welcome(Welcome welcome) throws IOException {
            Request hello = read();
            if (hello.kind() != FrameKind.HELLO) {
                throw new EOFException("first frame: " + hello.kind());
            }
            write(frame(FrameKind.WELCOME, hello.correlation(), welcome.toByteArray()));
        }

        /** Greets and answers one PING, so that the client knows the connection to stand. */
        void greetAndPong() throws IOException {
            greet();
            pong(read(FrameKind.PING));
        }

        void pong(Request ping) throws IOException {
            write(frame(FrameKind.PONG, ping.correlation(), ping.payload()));
        }

        /** The client's next frame, waiting for it. */
        Request read() throws IOException {
            byte[] payload = new byte[in.readInt() - FrameLayout.LENGTH_MIN];
            int version = in.readUnsignedByte();
            FrameKind kind = FrameKind.of(in.readUnsignedByte());
            if (version != FrameLayout.VERSION || kind == null || in.readUnsignedShort() != 0) {
                throw new EOFException("not a frame");
            }
            int correlation = in.readInt();
            int budgetMicros = in.readInt();
            in.readFully(payload);
            return new Request(kind, correlation, budgetMicros, payload);
        }

        Request read(FrameKind kind) throws IOException {
            Request request = read();
            if (request.kind() != kind) {
                throw new EOFException("kind: " + request.kind() + " (expected: " + kind + ")");
            }
            return request;
        }

        /** Reads on until the client closes. */
        void readToEnd() throws IOException {
            while (in.read() >= 0) {}
        }

        void answer(Request request, io.vigie.v1.Answer answer) throws IOException {
            write(frame(FrameKind.ANSWER, request.correlation(), answer.toByteArray()));
        }

        void reply(Request request, FrameKind kind, com.google.protobuf.MessageLite message) throws IOException {
            write(frame(kind, request.correlation(), message.toByteArray()));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        static byte[] frame(FrameKind kind, int correlation, byte[] payload) {
            return ByteBuffer.allocate(FrameLayout.HEADER_SIZE + payload.length)
                    .putInt(FrameLayout.LENGTH_MIN + payload.length)
                    .put((byte) FrameLayout.VERSION)
                    .put((byte) kind.number())
                    .putShort((short) 0)
                    .putInt(correlation)
                    .putInt(0)
                    .put(payload)
                    .array();
        }
    }
}
