package io.vigie.server.store;

import static org.lmdbjava.ByteBufferProxy.PROXY_OPTIMAL;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Txn;

/** Keeps the pages of one moment of a generation from being used again, whichever process writes to it. One thread. */
final class PinnedMoment implements AutoCloseable {
    /*
     * Several processes may have an LMDB environment open, so long as each opens it once: the table of readers, in lock.mdb,
     * is common to all, and a slot of a process that died is freed by the server's next sweep. The folder's lock keeps a
     * second writer out, and this is none: it opens read-only, removes no leftovers and finishes no publication. Opened
     * twice in one process, the first close would give away the process's locks on lock.mdb, hence the refusal.
     *
     * Only meta pages and lock.mdb are read through LMDB here, never a tree.
     */
    private static final int ATTEMPTS_MAX = 100;

    private final Path folder;
    private final Env<ByteBuffer> env;
    private final Txn<ByteBuffer> transaction;

    private PinnedMoment(Path folder, Env<ByteBuffer> env) {
        this.folder = folder;
        this.env = env;
        this.transaction = env.txnRead();
    }

    static PinnedMoment of(Path data, Path folder) throws IOException {
        if (FolderLock.isHeldByThisProcess(data)) {
            throw new StoreException(data + ": is held by this process (expected: by none, or by another)");
        }
        String fault = DataPages.metaFault(folder.resolve(Generation.DATA));
        if (fault != null) {
            throw new StoreException(folder + ": cannot be opened as LMDB data (" + fault + ")");
        }
        try {
            Env<ByteBuffer> env = Env.create(PROXY_OPTIMAL)
                    .setMapSize(Generation.MAP_SIZE)
                    .open(folder.toFile(), 0600, EnvFlags.MDB_RDONLY_ENV, EnvFlags.MDB_NOTLS);
            try {
                return new PinnedMoment(folder, env);
            } catch (LmdbException e) {
                env.close();
                throw e;
            }
        } catch (LmdbException e) {
            throw cannotBeOpened(folder, e);
        }
    }

    /** What the moment's meta page says; another moment is taken when a writer has used that page again already. */
    DataPages.Meta meta(DataPages pages) throws IOException {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            long id = transaction.getId();
            DataPages.Meta meta = pages.meta((int) (id & 1));
            if (meta != null && meta.transaction() == id) {
                return meta;
            }
            transaction.reset();
            transaction.renew();
        }
        throw new StoreException(folder + ": the meta page of the present moment is damaged");
    }

    static StoreException cannotBeOpened(Path folder, LmdbException e) {
        return new StoreException(folder + ": cannot be opened as LMDB data (" + e.getMessage() + ")", e);
    }

    @Override
    public void close() {
        transaction.close();
        env.close();
    }
}
