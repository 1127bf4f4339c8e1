package io.vigie.bench.bulk;

import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.store.DataFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * Data folders built once and kept for later runs, below the folder that {@code -Dvigie.bench.folder} names, or below
 * the system's temporary folder. A folder's name says all that it was made from.
 */
public final class KeptFolders {
    private KeptFolders() {}

    /** Writes records as length-delimited protobuf. */
    public interface Records {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The folder of a world that has documents only; the caller closes it. */
    public static DataFolder documents(SyntheticWorld world) throws IOException {
        return DataFolder.open(of("documents-" + world.documents() + "-" + world.seed(), of(world), _ -> {}));
    }

    /** The folder of a world that has persons only; the caller closes it. */
    public static DataFolder persons(SyntheticWorld world) throws IOException {
        return DataFolder.open(of("persons-" + world.persons() + "-" + world.seed(), of(world), _ -> {}));
    }

    /** The folder of a world that has records of every kind; the caller closes it. */
    public static DataFolder whole(SyntheticWorld world) throws IOException {
        String name = "world-" + world.documents() + "-" + world.persons() + "-" + world.notices() + "-" + world.seed();
        return DataFolder.open(of(name, of(world), _ -> {}));
    }

    /** The records of a world. */
    public static Records of(SyntheticWorld world) {
        return out -> SyntheticFiles.writeRecords(world, SyntheticFiles.Format.PB, out);
    }

    /**
     * The folder of this name.
     *
     * @param progress told a line now and then when it must be built
     */
    public static Path of(String name, Records records, Consumer<String> progress) throws IOException {
        Path folder = root().resolve(name);
        if (!Files.isDirectory(folder)) {
            progress.accept("building " + folder + " …");
            build(records, folder, progress);
        }
        return folder;
    }

    private static Path root() {
        String named = System.getProperty("vigie.bench.folder");
        return named == null ? Path.of(System.getProperty("java.io.tmpdir"), "vigie-bench") : Path.of(named);
    }

    /** Renamed when complete, so that an interrupted build is never measured. */
    private static void build(Records source, Path folder, Consumer<String> progress) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Path unfinished = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "unfinished-");
        Path records = unfinished.resolve("records.pb");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(records), 1 << 20)) {
            source.writeTo(out);
        }
        Path data = unfinished.resolve("data");
        BulkLoad.measure(records, data, progress);
        Files.delete(records);
        Files.move(data, folder, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(unfinished);
    }
}
