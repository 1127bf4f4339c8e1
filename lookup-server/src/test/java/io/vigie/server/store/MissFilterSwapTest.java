package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a view sees whose thread is held up between its filter and its moment while everything else goes on. */
class MissFilterSwapTest {
    @TempDir
    Path path;

    private DataFolder folder;

    @BeforeEach
    void build() throws IOException {
        folder = DataFolder.open(path);
        GenerationBuilder builder = folder.newGeneration();
        builder.startFilter(1);
        builder.addToFilter(hash("OLD"));
        builder.append(Table.DOCUMENT, bytes("OLD"), bytes("value"));
        var _ = folder.publish(builder, next -> 0);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void passesWhatWasAddedToTheNextFilterBeforeTheMoment() {
        ReadView view = view(
                () -> {
                    rebuild("OLD");
                    add("NEW");
                },
                () -> {});
        assertPassesWhatItHolds(view, "OLD", "NEW");
        view.end();
    }

    @Test
    void passesWhatWasRemovedAfterTheMoment() {
        ReadView view = view(() -> {}, () -> {
            folder.write(write -> write.delete(Table.DOCUMENT, bytes("OLD")));
            rebuild();
        });
        assertPassesWhatItHolds(view);
        assertThat(view.mayContain(hash("OLD"))).isEqualTo(view.get(Table.DOCUMENT, bytes("OLD")) != null);
        view.end();
    }

    @Test
    void passesEverythingOnceTheSetIsFull() {
        ReadView early = folder.newView();
        early.begin();
        folder.write(write -> {
            for (long i = 0; i <= AddedHashes.SIZE_MAX; i++) {
                write.addToFilter(Hash64.mix(i));
            }
            return 0;
        });
        assertThat(folder.filterFigures().trusted()).isFalse();
        assertPassesWhatItHolds(early, "OLD");
        early.end();
        early.begin();
        assertThat(early.mayContain(hash("ANY"))).isTrue();
        early.end();
    }

    /** A view that has begun once already, with what happens before and after its next moment. */
    private ReadView view(Runnable before, Runnable after) {
        Iterator<Runnable> steps = List.<Runnable>of(() -> {}, () -> {}, before, after).iterator();
        ReadView view = new ReadView(folder, () -> steps.next().run());
        view.begin();
        view.end();
        view.begin();
        return view;
    }

    private void assertPassesWhatItHolds(ReadView view, String... expected) {
        for (String key : expected) {
            assertThat(view.get(Table.DOCUMENT, bytes(key))).as(key).isNotNull();
        }
        for (String key : List.of("OLD", "NEW")) {
            if (view.get(Table.DOCUMENT, bytes(key)) != null) {
                assertThat(view.mayContain(hash(key))).as(key).isTrue();
            }
        }
    }

    private void add(String key) {
        folder.write(write -> {
            write.addToFilter(hash(key));
            write.put(Table.DOCUMENT, bytes(key), bytes("value"));
            return 0;
        });
    }

    private void rebuild(String... keys) {
        try (FilterRebuild rebuild = folder.newFilterRebuild(1)) {
            for (String key : keys) {
                rebuild.add(hash(key));
            }
            assertThat(rebuild.install()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long hash(String key) {
        return Hash64.of(bytes(key), key.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
