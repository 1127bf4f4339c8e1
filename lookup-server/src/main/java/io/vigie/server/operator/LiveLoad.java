package io.vigie.server.operator;

import com.google.protobuf.MessageLite;
import io.vigie.server.index.Contents;
import io.vigie.server.ingest.Load;
import io.vigie.server.store.DataFolder;
import io.vigie.v1.BadRecord;
import io.vigie.v1.LoadProgress;
import io.vigie.v1.LoadRequest;
import io.vigie.v1.LoadResult;
import io.vigie.v1.OperatorReply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** One load into the folder of a running server. Ends when whoever asked for it has gone. Used by one thread, once. */
final class LiveLoad {
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final DataFolder folder;
    private final LoadRequest request;
    private final OutputStream out;
    private long toldNanos = System.nanoTime();

    LiveLoad(DataFolder folder, LoadRequest request, OutputStream out) {
        this.folder = folder;
        this.request = request;
        this.out = out;
    }

    /** The result; bad records and progress are told before. */
    OperatorReply run() throws IOException {
        Load.Options options =
                new Load.Options(request.getFilesList(), request.getReplace(), request.getBadMax(), true);
        Load.Result result = new Load(folder, options, this::tell, progress()).run();
        LoadResult.Builder message = LoadResult.newBuilder()
                .setAccepted(Math.clamp(result.accepted(), 0, Integer.MAX_VALUE))
                .setUnchanged(Math.clamp(result.unchanged(), 0, Integer.MAX_VALUE))
                .setBad(Math.clamp(result.bad(), 0, Integer.MAX_VALUE))
                .setWithdrawn(Math.clamp(result.withdrawn(), 0, Integer.MAX_VALUE))
                .setKept(Math.clamp(result.kept(), 0, Integer.MAX_VALUE))
                .setLost(Math.clamp(result.lost(), 0, Integer.MAX_VALUE));
        Contents contents = result.contents();
        if (contents != null) {
            message.setDocuments(Math.clamp(contents.documents(), 0, Integer.MAX_VALUE))
                    .setPersons(Math.clamp(contents.persons(), 0, Integer.MAX_VALUE))
                    .setNotices(Math.clamp(contents.notices(), 0, Integer.MAX_VALUE));
        }
        return OperatorReply.newBuilder().setResult(message).build();
    }

    private void tell(Load.BadRecord bad) {
        tell(OperatorReply.newBuilder()
                .setBad(BadRecord.newBuilder()
                        .setFile(bad.file())
                        .setNumber(Math.clamp(bad.number(), 0, Integer.MAX_VALUE))
                        .setReason(bad.reason()))
                .build());
    }

    private Load.Progress progress() {
        return new Load.Progress() {
            @Override
            public void read(long bytes, long records) {
                if (System.nanoTime() - toldNanos > PROGRESS_NANOS) {
                    toldNanos = System.nanoTime();
                    tell(LoadProgress.newBuilder().setBytes(bytes).setRecords(Math.clamp(records, 0, Integer.MAX_VALUE)));
                }
            }

            @Override
            public void sorting() {
                tell(LoadProgress.newBuilder().setSorting(true));
            }
        };
    }

    private void tell(LoadProgress.Builder progress) {
        tell(OperatorReply.newBuilder().setProgress(progress).build());
    }

    private void tell(MessageLite reply) {
        try {
            reply.writeDelimitedTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
