package io.vigie.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.vigie.v1.Chunk;
import io.vigie.v1.Error;
import io.vigie.v1.SnapshotManifest;
import io.vigie.v1.SnapshotRequest;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** SNAPSHOT. Pieces are handed on in their order, each checked; never asked for again once one has come. */
final class SnapshotCall extends StreamCall<SnapshotManifest> {
    /** Pieces under way: what a connection carries while one is being written. */
    private static final int CREDIT = 16;

    private final Dispatcher dispatcher;
    private final Consumer<ByteString> listener;
    private final MessageDigest digest = sha256();
    private int next;

    SnapshotCall(Dispatcher dispatcher, Consumer<ByteString> listener) {
        super(dispatcher);
        this.dispatcher = dispatcher;
        this.listener = listener;
    }

    @Override
    boolean isRepeatable() {
        return next == 0;
    }

    private static SnapshotRequest request() {
        return SnapshotRequest.newBuilder().setCredit(CREDIT).build();
    }

    @Override
    int payloadSize() {
        return request().getSerializedSize();
    }

    @Override
    void append(ByteBuf out, int correlation, int budgetMicros) {
        heard();
        Frame.append(out, FrameKind.SNAPSHOT, correlation, budgetMicros, request());
    }

    @Override
    FrameKind replyKind() {
        return FrameKind.CHUNK;
    }

    /** Takes one piece; true when it is the last, which {@link #read} takes. What the listener throws ends the call. */
    boolean received(byte[] payload) {
        heard();
        try {
            Chunk chunk = Chunk.parseFrom(payload);
            if (chunk.getLast()) {
                return true;
            }
            if (!isDone() && !chunk.getContent().isEmpty()) {
                take(chunk);
            }
        } catch (InvalidProtocolBufferException e) {
            giveUp(new LookupException(Failures.empty("payload: not the message that CHUNK calls for")));
        } catch (RuntimeException e) {
            giveUp(e);
        }
        return false;
    }

    private void take(Chunk chunk) {
        ByteString content = chunk.getContent();
        CRC32C crc = new CRC32C();
        crc.update(content.asReadOnlyByteBuffer());
        if (chunk.getIndex() != next || (int) crc.getValue() != chunk.getCrc32C()) {
            giveUp(new LookupException(Failures.empty("chunk: " + chunk.getIndex() + " is damaged, or not the next (expected: " + next + ")")));
            return;
        }
        next++;
        digest.update(content.asReadOnlyByteBuffer());
        listener.accept(content);
        // The listener may have taken longer than anybody should be silent.
        heard();
        dispatcher.granted(this, 1);
    }

    @Override
    @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException {
        SnapshotManifest manifest = Chunk.parseFrom(payload).getManifest();
        String sha256 = hex(digest.digest());
        if (!manifest.getSha256().equals(sha256)) {
            return Failures.empty("snapshot: " + next + " chunks that are not what the manifest says");
        }
        complete(manifest);
        return null;
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte b : bytes) {
            hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return hex.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
