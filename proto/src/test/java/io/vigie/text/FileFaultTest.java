package io.vigie.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFaultTest {
    @TempDir
    Path folder;

    @Test
    void whatTheSystemSaysIsTold() throws IOException {
        Path absent = folder.resolve("absent");
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xE9});
        assertThat(fault(() -> Files.readString(absent))).isEqualTo(absent + ": no such file");
        assertThat(fault(() -> Files.createFile(file))).isEqualTo(file + ": is there already");
        assertThat(fault(() -> Files.newDirectoryStream(file).close())).isEqualTo(file + ": is no folder");
        assertThat(fault(() -> Files.delete(folder))).isEqualTo(folder + ": the folder is not empty");
        assertThat(fault(() -> Files.readString(latin))).isEqualTo("is not UTF-8");
        assertThat(fault(() -> Files.readAllBytes(folder))).isEqualTo("Is a directory");
    }

    @Test
    void aFileThatStreamsCannotOpenIsNamedAndNotAlwaysAbsent() {
        Path absent = folder.resolve("absent");
        assertThat(fault(() -> new FileInputStream(absent.toFile()).close())).isEqualTo(absent + ": no such file");
        assertThat(fault(() -> new FileInputStream(folder.toFile()).close())).isEqualTo(folder + " (Is a directory)");
        assertThat(FileFault.told(new FileNotFoundException("/x (Permission denied)"))).isEqualTo("/x (Permission denied)");
        assertThat(FileFault.reason(new FileNotFoundException("/x (No such file or directory)"))).isEqualTo("no such file");
    }

    @Test
    void noNameOfAClassIsTold() {
        assertThat(FileFault.told(new AccessDeniedException("/x"))).isEqualTo("/x: no permission");
        assertThat(FileFault.told(new FileSystemException("/x", null, "Too many open files"))).isEqualTo("/x: Too many open files");
        assertThat(FileFault.told(new UncheckedIOException(new AccessDeniedException("/x")))).isEqualTo("/x: no permission");
        assertThat(FileFault.told(new FileSystemException("/x"))).isEqualTo("/x: input/output error");
        assertThat(FileFault.told(new IOException())).isEqualTo("input/output error");
        assertThat(FileFault.told(new IOException("/x: is damaged"))).isEqualTo("/x: is damaged");
    }

    private interface Action {
        void run() throws IOException;
    }

    private static String fault(Action action) {
        return FileFault.told(catchThrowableOfType(IOException.class, action::run));
    }
}
