package io.vigie.bench.peers;

import io.netty.buffer.ByteBuf;
import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.wire.FrameLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An {@link EchoServer} that is sent our questions and sends frames of the size of our answers: it knows nothing. */
final class EchoDocuments implements DocumentPeer {
    private final NumberedDocuments documents;
    private final Process process;
    private final InetSocketAddress address;

    private EchoDocuments(NumberedDocuments documents, Process process, int port) {
        this.documents = documents;
        this.process = process;
        this.address = new InetSocketAddress("127.0.0.1", port);
    }

    /**
     * @param ours whose answer gives the size
     */
    static EchoDocuments start(NumberedDocuments documents, VigieDocuments ours) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EchoServer.class.getName()));
        command.add(Integer.toString(answerSize(documents, ours.server().address())));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            throw new IOException("the echo did not start");
        }
        return new EchoDocuments(documents, process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
    }

    /** Bytes of our answer that nothing is known, after its length. */
    private static int answerSize(NumberedDocuments documents, InetSocketAddress server) {
        String endpoint = server.getHostString() + ":" + server.getPort();
        try (LookupClient client = LookupClient.connect(ClientConfig.of(endpoint))) {
            NumberedDocuments.Asked asked = documents.asked(NumberedDocuments.Kind.NO_HIT, 0);
            int payload = client.askAndWait(asked.question().question()).message().getSerializedSize();
            return FrameLayout.HEADER_SIZE - Integer.BYTES + payload;
        }
    }

    @Override
    public double rate(NumberedDocuments.Kind kind, int connections, int pipeline, Duration duration)
            throws IOException, InterruptedException {
        return PipelinedClient.rate(address, new Frames(documents, kind), connections, pipeline, duration);
    }

    private record Frames(NumberedDocuments documents, NumberedDocuments.Kind kind) implements Exchange {
        @Override
        public void ask(ByteBuf out, long index) {
            out.writeBytes(documents.asked(kind, index).question().frame());
        }

        @Override
        public boolean take(ByteBuf in, long index) {
            if (in.readableBytes() < Integer.BYTES) {
                return false;
            }
            int size = Integer.BYTES + in.getInt(in.readerIndex());
            if (in.readableBytes() < size) {
                return false;
            }
            in.skipBytes(size);
            return true;
        }
    }

    @Override
    public void close() {
        Programs.stop(process);
    }
}
