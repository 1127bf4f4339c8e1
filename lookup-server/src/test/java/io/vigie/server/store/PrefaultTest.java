package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefaultTest {
    @TempDir
    Path folder;

    @Test
    void warnsUntilEverythingWasRead() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("data.mdb").toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        Prefault prefault = Prefault.start(folder);
        assertThat(prefault.warnings()).singleElement().asString().startsWith("data is still being read into memory, ");
        await().until(() -> prefault.warnings().isEmpty());
    }

    @Test
    void aFolderThatIsGoneIsNoReasonToWarn() {
        Prefault prefault = Prefault.start(folder.resolve("gone"));
        await().until(() -> prefault.warnings().isEmpty());
    }
}
