package io.vigie.server.operator;

import com.google.protobuf.ByteString;
import io.vigie.server.ingest.Load;
import io.vigie.v1.AuditRead;
import io.vigie.v1.CopyRequest;
import io.vigie.v1.LoadRequest;
import io.vigie.v1.LoadResult;
import io.vigie.v1.OperatorReply;
import io.vigie.v1.OperatorRequest;
import io.vigie.v1.SnapshotManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the server that holds a data folder. Used by one thread, for one request; close it. */
public final class OperatorClient implements AutoCloseable {
    private final SocketChannel channel;

    private OperatorClient(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects to the server that holds a folder; null when none does. */
    public static @Nullable OperatorClient connect(Path folder) throws IOException {
        Path path = OperatorSocket.pathIn(folder);
        if (!Files.exists(path)) {
            return null;
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            return new OperatorClient(channel);
        } catch (ConnectException e) {
            // Left behind by a server that was killed.
            channel.close();
            return null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Has files loaded.
     *
     * @param request whose files are absolute
     * @throws IOException when the server refused, failed or went away; the message says what
     */
    public LoadResult load(LoadRequest request, Consumer<Load.BadRecord> badRecords, Load.Progress progress)
            throws IOException {
        OutputStream out = Channels.newOutputStream(channel);
        InputStream in = Channels.newInputStream(channel);
        OperatorRequest.newBuilder().setLoad(request).build().writeDelimitedTo(out);
        while (true) {
            OperatorReply reply = OperatorReply.parseDelimitedFrom(in);
            if (reply == null) {
                throw new IOException("the server went away; run the load again");
            }
            switch (reply.getWhatCase()) {
                case BAD ->
                    badRecords.accept(new Load.BadRecord(
                            reply.getBad().getFile(),
                            reply.getBad().getNumber(),
                            reply.getBad().getReason()));
                case PROGRESS -> {
                    if (reply.getProgress().getSorting()) {
                        progress.sorting();
                    } else {
                        progress.read((long) reply.getProgress().getBytes(), reply.getProgress().getRecords());
                    }
                }
                case RESULT -> {
                    return reply.getResult();
                }
                case ERROR -> throw new IOException(reply.getError().getMessage());
                case CHUNK, RECORDED, WHAT_NOT_SET -> throw new IOException("the server is of another version");
            }
        }
    }

    /** Takes the pieces of a snapshot. */
    public interface Pieces {
        /** The next piece. */
        void write(ByteString content) throws IOException;
    }

    /**
     * Has a snapshot taken.
     *
     * @return what it holds
     * @throws IOException when the server refused, failed or went away, or when a piece could not be written
     */
    public SnapshotManifest snapshot(Pieces pieces) throws IOException {
        OperatorRequest.newBuilder()
                .setCopy(CopyRequest.getDefaultInstance())
                .build()
                .writeDelimitedTo(Channels.newOutputStream(channel));
        InputStream in = Channels.newInputStream(channel);
        while (true) {
            OperatorReply reply = OperatorReply.parseDelimitedFrom(in);
            if (reply == null || !reply.hasChunk()) {
                throw new IOException(reply == null ? "the server went away" : reply.getError().getMessage());
            }
            if (reply.getChunk().getLast()) {
                return reply.getChunk().getManifest();
            }
            pieces.write(reply.getChunk().getContent());
        }
    }

    /**
     * Has a reading of the audit trail recorded.
     *
     * @throws IOException when it was not; the message says why
     */
    public void recordAuditReading(String reading) throws IOException {
        OperatorRequest.newBuilder()
                .setAuditRead(AuditRead.newBuilder().setReading(reading))
                .build()
                .writeDelimitedTo(Channels.newOutputStream(channel));
        OperatorReply reply = OperatorReply.parseDelimitedFrom(Channels.newInputStream(channel));
        if (reply == null || !reply.hasRecorded()) {
            throw new IOException(
                    reply == null ? "the server went away" : reply.getError().getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
