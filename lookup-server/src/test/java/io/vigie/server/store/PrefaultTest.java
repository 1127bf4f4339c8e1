package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.server.testing.ChildVm;
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

    /** A process that closes any descriptor of lock.mdb has lost its locks on it: another would take the readers for its own. */
    @Test
    void leavesTheLocksOfLmdbWithThisProcess() throws Exception {
        try (DataFolder data = DataFolder.open(folder)) {
            try (GenerationBuilder builder = data.newGeneration()) {
                var _ = data.publish(builder, _ -> 0);
            }
            Prefault prefault = data.warm();
            await().until(() -> prefault.warnings().isEmpty());
            Path lock = folder.resolve("gen-000001/lock.mdb");
            assertThat(ChildVm.run(LockProbe.class.getName(), lock.toString()).out().strip()).isEqualTo("held");
        }
    }

    /** Says whether another process holds a file's first byte, where LMDB has its lock. */
    static final class LockProbe {
        public static void main(String[] arguments) throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(arguments[0], "rw")) {
                System.out.println(file.getChannel().tryLock(0, 1, false) == null ? "held" : "free");
            }
        }
    }

    @Test
    void aFolderThatIsGoneIsNoReasonToWarn() {
        Prefault prefault = Prefault.start(folder.resolve("gone"));
        await().until(() -> prefault.warnings().isEmpty());
    }
}
