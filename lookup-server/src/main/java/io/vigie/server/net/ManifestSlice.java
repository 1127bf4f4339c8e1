package io.vigie.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vigie.server.query.ManifestRun;
import io.vigie.v1.Answer;
import io.vigie.v1.Verdict;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.util.ArrayList;
import java.util.List;

/** The answers of one turn of a worker, encoded by it. Handed from thread to thread, never shared. */
final class ManifestSlice implements ManifestRun.Slice {
    private static final int SIZE = 4096;

    private final ManifestStream stream;
    private final int correlation;
    private final ByteBuf encoded;
    private final List<Begun> begun = new ArrayList<>();

    private record Begun(int index, String id) {}

    ManifestSlice(ManifestStream stream, ByteBufAllocator allocator, int correlation) {
        this.stream = stream;
        this.correlation = correlation;
        this.encoded = allocator.buffer(SIZE);
    }

    @Override
    public void begin(int index, String id) {
        begun.add(new Begun(index, id));
    }

    @Override
    public void add(Answer answer) {
        Frame.append(encoded, FrameKind.ANSWER, correlation, 0, answer);
    }

    @Override
    public void addClear(byte[] frame, int size, int index) {
        byte[] field = Answer.newBuilder().setIndex(index).build().toByteArray();
        int from = encoded.writerIndex();
        encoded.writeBytes(frame, 0, size).writeBytes(field);
        // The index is one more field of the message: fields may come in any order.
        encoded.setInt(from + FrameLayout.LENGTH_OFFSET, FrameLayout.LENGTH_MIN + size - FrameLayout.HEADER_SIZE + field.length);
        encoded.setInt(from + FrameLayout.CORRELATION_OFFSET, correlation);
    }

    @Override
    public int bytes() {
        return encoded.readableBytes();
    }

    @Override
    public void end(boolean recorded) {
        stream.sliceEnded(this, recorded);
    }

    /** Travellers that were begun. */
    int count() {
        return begun.size();
    }

    /** What may leave: an answer to each traveller that was begun. The buffer is the caller's. */
    ByteBuf frames(boolean recorded) {
        if (!recorded) {
            encoded.clear();
            for (Begun traveller : begun) {
                add(Answer.newBuilder()
                        .setId(traveller.id)
                        .setIndex(traveller.index)
                        .setVerdict(Verdict.Code.UNAVAILABLE)
                        .setError(PendingAnswers.NOT_RECORDED)
                        .build());
            }
        }
        return encoded;
    }

    /** Nobody will take the frames. */
    void drop() {
        encoded.release();
    }
}
