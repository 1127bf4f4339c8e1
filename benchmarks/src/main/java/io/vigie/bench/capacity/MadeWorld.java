package io.vigie.bench.capacity;

import io.vigie.bench.bulk.BulkLoad;
import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A data folder of a synthetic world, and what it took to make.
 *
 * @param world that it holds
 * @param data folder
 * @param loadSeconds of its load; NaN when the folder was made otherwise
 * @param diskBytes of it before the first question
 */
record MadeWorld(SyntheticWorld world, Path data, double loadSeconds, double diskBytes) {
    private static final String MEASURED = "measured";

    /**
     * The world's folder below another; made when it is not there. Its load is measured then, and remembered beside it.
     *
     * @param progress told a line now and then
     */
    static MadeWorld of(SyntheticWorld world, Path folder, Consumer<String> progress) throws IOException {
        Path made = of(world, folder);
        if (!Files.isDirectory(made)) {
            progress.accept("making a world: " + counts(world) + " …");
            make(world, folder, made);
        }
        List<String> measured = Files.readAllLines(made.resolve(MEASURED));
        return new MadeWorld(
                world, made.resolve("data"), Double.parseDouble(measured.get(0)), Double.parseDouble(measured.get(1)));
    }

    /** Whether it is there already. */
    static boolean isMade(SyntheticWorld world, Path folder) {
        return Files.isDirectory(of(world, folder));
    }

    private static Path of(SyntheticWorld world, Path folder) {
        return folder.resolve(
                "world-" + world.documents() + "-" + world.persons() + "-" + world.notices() + "-" + world.seed());
    }

    /** Renamed when complete, so that an interrupted one is never measured. */
    private static void make(SyntheticWorld world, Path folder, Path made) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempDirectory(folder, "unfinished-");
        Path records = unfinished.resolve("records.pb");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(records), 1 << 20)) {
            SyntheticFiles.writeRecords(world, SyntheticFiles.Format.PB, out);
        }
        Path data = unfinished.resolve("data");
        double seconds = BulkLoad.measure(records, data, _ -> {}).seconds();
        Files.delete(records);
        Files.writeString(unfinished.resolve(MEASURED), seconds + "\n" + bytes(data) + "\n", StandardCharsets.UTF_8);
        Files.move(unfinished, made, StandardCopyOption.ATOMIC_MOVE);
    }

    static String counts(SyntheticWorld world) {
        return String.format(
                Locale.ROOT,
                "%,d documents, %,d persons, %,d notices",
                world.documents(),
                world.persons(),
                world.notices());
    }

    /** Brings the data into the page cache, so that a start does not wait for a disk. */
    void readOnce() throws IOException {
        for (Path file : files(data)) {
            Files.copy(file, OutputStream.nullOutputStream());
        }
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
