package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What damage on disk makes of a read through LMDB: an exception of this package. */
class DamagedPagesTest {
    private static final byte[] KEY = "a key that is found".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEXT = "a key that lies behind".getBytes(StandardCharsets.US_ASCII);
    private static final int SIZE = 20_000;

    /** Before the key in a leaf: size of the value (4 bytes), flags (2), size of the key (2). */
    private static final int VALUE_SIZE_BEFORE_KEY = 8;

    private static final int KEY_SIZE_BEFORE_KEY = 2;

    @TempDir
    Path path;

    @BeforeEach
    void publish() {
        try (DataFolder folder = DataFolder.open(path);
                GenerationBuilder builder = folder.newGeneration()) {
            builder.append(Table.LOG, KEY, new byte[SIZE]);
            builder.append(Table.LOG, NEXT, new byte[SIZE]);
            var _ = folder.publish(builder, _ -> 0);
        }
    }

    /** Just beyond what a value may have, and beyond what an int may have. */
    @ParameterizedTest
    @ValueSource(ints = {(64 << 20) + 1, Integer.MAX_VALUE, 0xC000_0000})
    void anImpossibleSizeIsDamage(int size) throws IOException {
        overwrite(VALUE_SIZE_BEFORE_KEY, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(size).array());
        try (DataFolder folder = DataFolder.open(path);
                ReadView view = folder.newView()) {
            view.begin();
            assertThatThrownBy(() -> view.get(Table.LOG, KEY)).isInstanceOf(DamagedPageException.class);
            assertThat(view.seek(Table.LOG, KEY, KEY.length)).isTrue();
            assertThatThrownBy(view::value).isInstanceOf(DamagedPageException.class);
            assertThat(view.get(Table.LOG, NEXT)).hasSize(SIZE);
            assertThatThrownBy(() -> folder.write(write -> write.get(Table.LOG, KEY)))
                    .isInstanceOf(DamagedPageException.class);
        }
    }

    @Test
    void aKeyThatIsTooLongIsDamage() throws IOException {
        overwrite(KEY_SIZE_BEFORE_KEY, new byte[] {0, 2});
        try (DataFolder folder = DataFolder.open(path);
                ReadView view = folder.newView()) {
            view.begin();
            assertThatThrownBy(() -> view.seek(Table.LOG, KEY, 0)).isInstanceOf(DamagedPageException.class);
        }
    }

    @Test
    void aPageOfAnotherKindIsDamage() throws IOException {
        Path file = path.resolve("gen-000001/data.mdb");
        byte[] bytes = Files.readAllBytes(file);
        int leaf = (indexOf(bytes, KEY) & -4096) + 10;
        bytes[leaf] = TreePage.BRANCH;
        Files.write(file, bytes);
        try (DataFolder folder = DataFolder.open(path);
                ReadView view = folder.newView()) {
            view.begin();
            assertThatThrownBy(() -> view.get(Table.LOG, KEY)).isInstanceOf(DamagedPageException.class);
            assertThatThrownBy(() -> view.seek(Table.LOG, KEY, 1)).isInstanceOf(DamagedPageException.class);
        }
    }

    private void overwrite(int beforeKey, byte[] with) throws IOException {
        Path file = path.resolve("gen-000001/data.mdb");
        byte[] bytes = Files.readAllBytes(file);
        System.arraycopy(with, 0, bytes, indexOf(bytes, KEY) - beforeKey, with.length);
        Files.write(file, bytes);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        int at = 0;
        while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
            at++;
        }
        return at;
    }
}
