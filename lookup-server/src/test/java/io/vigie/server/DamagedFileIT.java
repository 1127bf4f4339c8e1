package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.Answer;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Question;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for what LMDB cannot follow is told so, and everybody else goes on. */
class DamagedFileIT {
    @TempDir
    Path data;

    /** Out of the file, where the VM throws an error; out of what a value may have. */
    @ParameterizedTest
    @ValueSource(ints = {32 << 20, Integer.MAX_VALUE})
    void aSizeThatLeadsAstrayIsToldAsDamage(int size) throws Exception {
        Fixtures.load(data, record(document("D-1", "N1", "FRA")), record(document("D-2", "M2", "FRA")));
        damageSizeOf("N1", size);
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            for (int i = 0; i < 3; i++) {
                Answer damaged = ask(world, "N1");
                assertThat(damaged).isInstanceOf(Answer.Failed.class);
                assertThat(damaged.message().getError().getCode()).isEqualTo(Error.Code.Value.DAMAGED);
                assertThat(ask(world, "M2")).isInstanceOf(Answer.Hits.class);
            }
        }
    }

    private static Answer ask(ServedWorld world, String number) {
        return world.client()
                .askAndWait(Question.newBuilder()
                        .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                        .build());
    }

    /** In a leaf the size of a value, 4 bytes, lies 8 before the key. */
    private void damageSizeOf(String number, int size) throws IOException {
        byte[] key;
        try (DataFolder folder = DataFolder.open(data)) {
            key = folder.write(view -> view.keys(Table.DOCUMENT).stream()
                    .filter(of -> new String(of, StandardCharsets.ISO_8859_1).contains(number))
                    .findFirst()
                    .orElseThrow());
        }
        Path file = data.resolve("gen-000001/data.mdb");
        byte[] bytes = Files.readAllBytes(file);
        int damaged = 0;
        for (int at = 8; at + key.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + key.length, key, 0, key.length) && bytes[at - 2] == key.length) {
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at - 8, size);
                damaged++;
            }
        }
        assertThat(damaged).isPositive();
        Files.write(file, bytes);
    }
}
