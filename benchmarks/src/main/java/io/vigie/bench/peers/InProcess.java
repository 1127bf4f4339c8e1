package io.vigie.bench.peers;

import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.bench.micro.AnsweredFolder;
import io.vigie.server.access.Caller;
import io.vigie.server.query.Burst;
import io.vigie.server.store.DataFolder;
import io.vigie.v1.Answer;
import io.vigie.v1.Verdict;
import io.vigie.wire.FrameLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** Systems that are asked without a network, in one thread: what connections and pipelines mean to the others means nothing. */
abstract class InProcess implements DocumentPeer {
    private static final int CHUNK = 1_024;

    private final NumberedDocuments documents;

    private InProcess(NumberedDocuments documents) {
        this.documents = documents;
    }

    /** Whether something is held under the number. */
    abstract boolean isHeld(NumberedDocuments.Asked asked) throws IOException;

    /** Before each stretch of questions. */
    void begin() {}

    @Override
    public final double rate(NumberedDocuments.Kind kind, int connections, int pipeline, Duration duration)
            throws IOException {
        begin();
        long start = System.nanoTime();
        long asked = 0;
        while (System.nanoTime() - start < duration.toNanos()) {
            for (int i = 0; i < CHUNK; i++) {
                NumberedDocuments.Asked next = documents.asked(kind, asked++);
                if (isHeld(next) != next.held()) {
                    throw new IOException(getClass().getSimpleName() + " answered wrongly");
                }
            }
        }
        return asked * 1e9 / (System.nanoTime() - start);
    }

    /** Ours from the bytes of a question to its answer, audit entry included. */
    static final class Ours extends InProcess {
        /** As many questions as a loop's turn brings from ten connections at pipeline 16. */
        private static final int BURST = 160;

        /** So many of them arrive in one read of a socket, at one time. */
        private static final int PIPELINE = 16;

        private final TemporaryFolder temporary;
        private final AnsweredFolder folder;
        private final Burst burst;
        private long arrived;
        private int inBurst;

        Ours(NumberedDocuments documents) throws IOException {
            super(documents);
            temporary = TemporaryFolder.create("vigie-bench-in-process");
            folder = new AnsweredFolder(DataFolder.open(VigieDocuments.load(documents, temporary.path())));
            burst = folder.queries().newBurst();
        }

        @Override
        void begin() {
            // What arrived before a pause would be past its deadline.
            burst.end(_ -> {});
            inBurst = 0;
        }

        @Override
        boolean isHeld(NumberedDocuments.Asked asked) throws IOException {
            if (inBurst == BURST) {
                burst.end(_ -> {});
                inBurst = 0;
            }
            if (inBurst++ % PIPELINE == 0) {
                arrived = System.nanoTime();
            }
            byte[] frame = asked.question().frame();
            int size = frame.length - FrameLayout.HEADER_SIZE;
            if (burst.tryClear(Caller.LOCAL_OPERATOR, frame, FrameLayout.HEADER_SIZE, size, 1, arrived, 0) > 0) {
                return false;
            }
            byte[] payload = Arrays.copyOfRange(frame, FrameLayout.HEADER_SIZE, frame.length);
            Answer answer = burst.ask(Caller.LOCAL_OPERATOR, payload, arrived, 0);
            return answer.getVerdict() != Verdict.Code.NO_HIT;
        }

        @Override
        public void close() throws IOException {
            burst.end(_ -> {});
            folder.close();
            temporary.close();
        }
    }

    /** A map on the heap: the ceiling. */
    static final class OfMap extends InProcess {
        private final Map<ByteBuffer, byte[]> map = new HashMap<>();

        OfMap(NumberedDocuments documents) throws IOException {
            super(documents);
            documents.each((key, document) -> map.put(ByteBuffer.wrap(key), document));
        }

        @Override
        boolean isHeld(NumberedDocuments.Asked asked) {
            return map.get(ByteBuffer.wrap(asked.key())) != null;
        }

        @Override
        public void close() {
            map.clear();
        }
    }

    /** LMDB alone, one transaction for all questions: the floor. A value is copied out, as an answer must be. */
    static final class OfLmdb extends InProcess {
        private static final long MAP_BYTES = 1L << 38;
        private static final int KEY_BYTES = 511;

        private final TemporaryFolder folder;
        private final Env<ByteBuffer> environment;
        private final Dbi<ByteBuffer> table;
        private final Txn<ByteBuffer> transaction;
        private final ByteBuffer key = ByteBuffer.allocateDirect(KEY_BYTES);
        private byte[] copied = new byte[0];

        OfLmdb(NumberedDocuments documents) throws IOException {
            super(documents);
            folder = TemporaryFolder.create("vigie-bench-lmdb");
            Path file = folder.path().resolve("data.mdb");
            environment = Env.create()
                    .setMapSize(MAP_BYTES)
                    .setMaxDbs(1)
                    .open(file.toFile(), EnvFlags.MDB_NOSUBDIR, EnvFlags.MDB_NOSYNC, EnvFlags.MDB_NORDAHEAD);
            table = environment.openDbi("documents", DbiFlags.MDB_CREATE);
            try (Txn<ByteBuffer> write = environment.txnWrite()) {
                documents.each((number, document) -> {
                    ByteBuffer value = ByteBuffer.allocateDirect(document.length).put(document).flip();
                    table.put(write, bytes(number), value);
                });
                write.commit();
            }
            transaction = environment.txnRead();
        }

        private ByteBuffer bytes(byte[] number) {
            return key.clear().put(number).flip();
        }

        @Override
        boolean isHeld(NumberedDocuments.Asked asked) {
            ByteBuffer value = table.get(transaction, bytes(asked.key()));
            if (value == null) {
                return false;
            }
            copied = new byte[value.remaining()];
            value.get(copied);
            return copied.length > 0;
        }

        @Override
        public void close() throws IOException {
            transaction.close();
            environment.close();
            folder.close();
        }
    }
}
