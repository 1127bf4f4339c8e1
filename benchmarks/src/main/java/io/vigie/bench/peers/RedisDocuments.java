package io.vigie.bench.peers;

import io.netty.buffer.ByteBuf;
import io.vigie.bench.bulk.TemporaryFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Redis as Debian installs it, without persistence: number → document, asked with GET. */
final class RedisDocuments implements DocumentPeer {
    private static final int BATCH = 1_000;
    private static final byte[] STORED = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);

    private final NumberedDocuments documents;
    private final TemporaryFolder folder;
    private final Process process;
    private final InetSocketAddress address;

    private RedisDocuments(NumberedDocuments documents, TemporaryFolder folder, Process process, int port) {
        this.documents = documents;
        this.folder = folder;
        this.process = process;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static RedisDocuments start(NumberedDocuments documents) throws IOException, PeerAbsentException {
        Path program = Programs.find("redis-server")
                .orElseThrow(() -> new PeerAbsentException("no redis-server here (expected: Debian's package redis-server)"));
        int port = Programs.freePort();
        TemporaryFolder folder = TemporaryFolder.create("vigie-bench-redis");
        List<String> command = List.of(
                program.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly",
                "no", "--daemonize", "no", "--logfile", "", "--dir", folder.path().toString());
        RedisDocuments redis =
                new RedisDocuments(documents, folder, Programs.start(command, folder.path(), "Ready to accept"), port);
        redis.load();
        return redis;
    }

    private void load() throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 20);
                InputStream in = socket.getInputStream()) {
            int[] sent = {0};
            documents.each((key, document) -> {
                out.write(("*3\r\n$3\r\nSET\r\n$" + key.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(key);
                out.write(("\r\n$" + document.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(document);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                if (++sent[0] == BATCH) {
                    out.flush();
                    readStored(in, sent[0]);
                    sent[0] = 0;
                }
            });
            out.flush();
            readStored(in, sent[0]);
        }
    }

    private static void readStored(InputStream in, int count) throws IOException {
        byte[] replies = in.readNBytes(count * STORED.length);
        if (replies.length < count * STORED.length || replies.length > 0 && replies[0] != '+') {
            throw new IOException("Redis did not store: " + new String(replies, StandardCharsets.US_ASCII).strip());
        }
    }

    @Override
    public double rate(NumberedDocuments.Kind kind, int connections, int pipeline, Duration duration)
            throws IOException, InterruptedException {
        return PipelinedClient.rate(address, new Get(documents, kind), connections, pipeline, duration);
    }

    /** GET and its reply: a length, -1 for nothing, and the value. */
    private record Get(NumberedDocuments documents, NumberedDocuments.Kind kind) implements Exchange {
        private static final byte[] BEFORE = "*2\r\n$3\r\nGET\r\n$".getBytes(StandardCharsets.US_ASCII);
        private static final int LINE_END = 0x0D0A;

        @Override
        public void ask(ByteBuf out, long index) {
            byte[] key = documents.asked(kind, index).key();
            out.writeBytes(BEFORE);
            if (key.length >= 10) {
                out.writeByte('0' + key.length / 10);
            }
            out.writeByte('0' + key.length % 10).writeShort(LINE_END).writeBytes(key).writeShort(LINE_END);
        }

        @Override
        public boolean take(ByteBuf in, long index) throws IOException {
            int from = in.readerIndex();
            int end = in.indexOf(from, in.writerIndex(), (byte) '\n');
            if (end < 0) {
                return false;
            }
            if (in.getByte(from) != '$') {
                throw new IOException("Redis: " + in.toString(from, end - from, StandardCharsets.US_ASCII).strip());
            }
            boolean held = in.getByte(from + 1) != '-';
            int size = 0;
            for (int at = from + 1; held && at < end - 1; at++) {
                size = size * 10 + in.getByte(at) - '0';
            }
            int next = held ? end + 1 + size + Short.BYTES : end + 1;
            if (next > in.writerIndex()) {
                return false;
            }
            in.readerIndex(next);
            if (held != documents.asked(kind, index).held()) {
                throw new IOException("Redis answered wrongly: held " + held + " (expected: " + !held + ")");
            }
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        Programs.stop(process);
        folder.close();
    }
}
