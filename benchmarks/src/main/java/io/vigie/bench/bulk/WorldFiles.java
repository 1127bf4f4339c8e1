package io.vigie.bench.bulk;

import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of synthetic worlds, made once and kept for later runs. */
public final class WorldFiles {
    private WorldFiles() {}

    /**
     * The folder with the records and questions of a world that has documents only.
     *
     * @param folder of all worlds
     */
    public static Path of(SyntheticWorld world, SyntheticFiles.Format format, Path folder) throws IOException {
        String name = "documents-" + world.documents() + "-" + world.seed() + "-" + format.extension();
        Path files = folder.resolve(name);
        if (!Files.isDirectory(files)) {
            Files.createDirectories(folder);
            // Renamed when complete, so that an interrupted run leaves nothing that looks whole.
            Path unfinished = Files.createTempDirectory(folder, "unfinished-");
            SyntheticFiles.write(world, format, unfinished);
            Files.move(unfinished, files, StandardCopyOption.ATOMIC_MOVE);
        }
        return files;
    }
}
