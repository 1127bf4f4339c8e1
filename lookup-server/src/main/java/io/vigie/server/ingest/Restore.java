package io.vigie.server.ingest;

import io.vigie.server.index.Contents;
import io.vigie.server.index.Fault;
import io.vigie.server.index.GenerationCopy;
import io.vigie.server.index.Verification;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.GenerationBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes a snapshot the data of a folder, if everything in it verifies: its chunks, then each record. Once, by one thread. */
public final class Restore {
    private final DataFolder folder;
    private final boolean replace;

    /**
     * @param replace whatever the folder holds
     */
    public Restore(DataFolder folder, boolean replace) {
        this.folder = folder;
        this.replace = replace;
    }

    /**
     * Restores. Until this returns the folder holds what it held.
     *
     * @param from the snapshot's folder
     * @param faults told what does not verify
     * @throws IOException when it is not restored, and why
     */
    public Contents run(Path from, Consumer<Fault> faults, Verification.Progress progress) throws IOException {
        if (folder.hasData() && !replace) {
            throw new IOException(folder.path() + ": holds data (expected: none, or --replace)");
        }
        SnapshotFolder snapshot = SnapshotFolder.open(from);
        if (!GenerationCopy.isWhole(snapshot.folder(), snapshot.manifest(), folder.scratchPath(), faults, progress)) {
            throw new IOException(from + ": does not verify, so nothing was restored");
        }
        try (GenerationBuilder builder = folder.newGeneration()) {
            Contents contents = GenerationCopy.copy(snapshot.folder(), builder);
            return folder.publish(builder, _ -> contents);
        }
    }
}
