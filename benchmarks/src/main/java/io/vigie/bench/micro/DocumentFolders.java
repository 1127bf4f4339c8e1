package io.vigie.bench.micro;

import io.vigie.bench.bulk.BulkLoad;
import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.store.DataFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Data folders of synthetic records, built once and kept for later runs: {@code documents-COUNT-SEED} or {@code
 * persons-COUNT-SEED} below the folder
 * that {@code -Dvigie.bench.folder} names, or below the system's temporary folder.
 */
final class DocumentFolders {
    private DocumentFolders() {}

    /** The folder of a world that has documents only; the caller closes it. */
    static DataFolder open(SyntheticWorld world) throws IOException {
        Path folder = root().resolve("documents-" + world.documents() + "-" + world.seed());
        if (!Files.isDirectory(folder)) {
            build(world, folder);
        }
        return DataFolder.open(folder);
    }

    private static Path root() {
        String named = System.getProperty("vigie.bench.folder");
        return named == null ? Path.of(System.getProperty("java.io.tmpdir"), "vigie-bench") : Path.of(named);
    }

    /** The folder of a world that has persons only; the caller closes it. */
    static DataFolder openPersons(SyntheticWorld world) throws IOException {
        Path folder = root().resolve("persons-" + world.persons() + "-" + world.seed());
        if (!Files.isDirectory(folder)) {
            build(world, folder);
        }
        return DataFolder.open(folder);
    }

    /** Renamed when complete, so that an interrupted build is never measured. */
    private static void build(SyntheticWorld world, Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Path unfinished = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "unfinished-");
        Path records = unfinished.resolve("records.pb");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(records), 1 << 20)) {
            SyntheticFiles.writeRecords(world, SyntheticFiles.Format.PB, out);
        }
        Path data = unfinished.resolve("data");
        BulkLoad.measure(records, data, _ -> {});
        Files.delete(records);
        Files.move(data, folder, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(unfinished);
    }
}
