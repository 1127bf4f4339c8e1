package io.vigie.server.index;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.mrz.NumberKey;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeIndexTest {
    private static final long SEED = 20260202;

    @TempDir
    Path path;

    /** A view holds a slot of the reader table for good. */
    private final Map<DataFolder, ReadView> views = new HashMap<>();

    @Test
    void holdsEveryNumberInsideAndNoneOutside() throws IOException {
        Fixtures.load(path, range("R", "AB 0000005", "ab-0000123", "FRA"));
        try (DataFolder folder = DataFolder.open(path)) {
            for (int i = 0; i < 1_300; i++) {
                String number = String.format(Locale.ROOT, "AB%07d", i);
                assertThat(search(folder, number, "FRA")).as(number).hasSize(i >= 5 && i <= 123 ? 1 : 0);
            }
            for (String other : List.of("AB000005", "AB00000050", "AC0000050", "AB00000A5", "AB0000A50", "A10000050", "0000050")) {
                assertThat(search(folder, other, "FRA")).as(other).isEmpty();
            }
        }
    }

    @Test
    void agreesOnStateAndTypeAsDocumentsDo() throws IOException {
        Fixtures.load(
                path,
                record(document("passport", "100", "FRA").setNumberEnd("199").setType(DocumentType.Code.PASSPORT)),
                record(document("blank", "100", "D").setNumberEnd("199").setType(DocumentType.Code.BLANK)),
                record(document("anywhere", "150", "").setNumberEnd("150")));
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(search(folder, "150", "FRA", DocumentType.Code.PASSPORT_OFFICIAL))
                    .containsExactlyInAnyOrder("passport", "anywhere");
            assertThat(search(folder, "150", "FRA", DocumentType.Code.VISA)).containsExactly("anywhere");
            assertThat(search(folder, "151", "DEU", DocumentType.Code.PASSPORT)).containsExactly("blank");
            assertThat(search(folder, "150", "", DocumentType.Code.UNSPECIFIED)).hasSize(3);
        }
    }

    @Test
    void findsWhatBeginsSo() throws IOException {
        Fixtures.load(path, range("R", "AB0100", "AB0299", "FRA"), range("S", "XY01", "XY09", "FRA"));
        try (DataFolder folder = DataFolder.open(path)) {
            for (String prefix : List.of("AB01", "AB029", "AB0100", "AB0", "A")) {
                assertThat(searchPrefix(folder, prefix)).as(prefix).containsExactly("R");
            }
            for (String prefix : List.of("AB00", "AB03", "AB0A", "AB01000", "B")) {
                assertThat(searchPrefix(folder, prefix)).as(prefix).isEmpty();
            }
        }
    }

    @Test
    void followsChangesOfOneIdBetweenRangeAndDocument() throws IOException {
        Fixtures.load(path, range("A", "N100", "N199", "FRA"), record(document("B", "N150", "FRA")));
        try (DataFolder folder = DataFolder.open(path)) {
            put(folder, record(document("A", "N150", "FRA")));
            assertThat(search(folder, "N150", "FRA")).isEmpty();
            assertThat(shown(folder, "A").getNumberEnd()).isEmpty();
            put(folder, range("A", "N100", "N300", "FRA"));
            put(folder, range("B", "N100", "N300", "FRA"));
            assertThat(search(folder, "N300", "FRA")).containsExactlyInAnyOrder("A", "B");
            assertThat(shown(folder, "A").getVersion()).isEqualTo(3);
            Contents contents = inView(folder, Records::contents);
            assertThat(List.of(contents.documents(), contents.sequence(), contents.rangesChanged()))
                    .containsExactly(2L, 5L, 5L);
            put(folder, record(document("C", "X1", "FRA")));
            assertThat(inView(folder, Records::contents).rangesChanged()).isEqualTo(5);
        }
    }

    @Test
    void seesTheRangesOfItsOwnMoment() throws IOException {
        Fixtures.load(path, range("A", "N100", "N199", "FRA"));
        try (DataFolder folder = DataFolder.open(path)) {
            ReadView before = folder.newView();
            before.begin();
            RangeIndex index = RangeIndex.read(before, Records.contents(before));
            put(folder, record(document("A", "Z1", "FRA")));
            assertThat(index.isOf(before, Records.contents(before))).isTrue();
            assertThat(index.search(before, NumberKey.of("N150"), "", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(9)).documents())
                    .hasSize(1);
            before.end();
            before.begin();
            assertThat(index.isOf(before, Records.contents(before))).isFalse();
            before.end();
        }
    }

    @Test
    void holdsWhatAPlainListHoldsUnderRandomChanges() throws IOException {
        Random random = new Random(SEED);
        Map<String, TravelDocument> model = new TreeMap<>();
        Fixtures.load(path, Fixtures.person("P", "ANNA"));
        try (DataFolder folder = DataFolder.open(path)) {
            for (int round = 0; round < 30; round++) {
                folder.write(view -> {
                    RecordWriter writer = new RecordWriter(view, Instant.EPOCH);
                    for (int i = 0; i < 15; i++) {
                        TravelDocument document = anyRange(random);
                        if (writer.put(Record.newBuilder().setTravelDocument(document).build())
                                instanceof Outcome.Accepted) {
                            model.put(document.getId(), document);
                        }
                    }
                    return writer.finish();
                });
                for (int i = 0; i < 300; i++) {
                    String number = number(random);
                    List<String> expected = model.values().stream()
                            .filter(range -> !range.getNumberEnd().isEmpty()
                                    && range.getNumber().length() == number.length()
                                    && range.getNumber().charAt(0) == number.charAt(0)
                                    && value(range.getNumber()) <= value(number)
                                    && value(range.getNumberEnd()) >= value(number))
                            .map(TravelDocument::getId)
                            .toList();
                    assertThat(search(folder, number, ""))
                            .as("seed %d, %s", SEED, number)
                            .containsExactlyInAnyOrderElementsOf(expected);
                }
            }
        }
    }

    @Test
    void noticesDamage() throws IOException {
        Fixtures.load(path, range("A", "N100", "N199", "FRA"), range("B", "N200", "N299", "FRA"));
        try (DataFolder folder = DataFolder.open(path)) {
            byte[] key = RangeKey.of(range("A", "N100", "N199", "FRA").getTravelDocument());
            byte[] other = RangeKey.of(range("B", "N200", "N299", "FRA").getTravelDocument());
            byte[] good = folder.write(view -> view.get(Table.RANGE, key));
            byte[] flipped = good.clone();
            flipped[9] ^= 1;
            set(folder, key, flipped);
            assertThat(isDamaged(folder, "N150")).isTrue();
            assertThat(search(folder, "N250", "FRA")).containsExactly("B");
            set(folder, key, folder.write(view -> view.get(Table.RANGE, other)));
            assertThat(isDamaged(folder, "N150")).isTrue();
            set(folder, new byte[] {1, 2, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12}, good);
        }
    }

    @Test
    void hasTheLayoutOfTheBook() {
        byte[] key = RangeKey.of(document("A", "AB0195", "FRA")
                .setNumberEnd("AB0210")
                .setType(DocumentType.Code.PASSPORT)
                .build());
        assertThat(HexFormat.of().formatHex(key, 0, key.length - 4)).isEqualTo("414230313935" + "00" + "323130" + "00" + "465241" + "0a");
    }

    @Test
    void refusesDataOfAnEarlierLevel() throws IOException {
        Fixtures.load(path, range("A", "N100", "N199", "FRA"));
        try (DataFolder folder = DataFolder.open(path)) {
            folder.write(view -> {
                byte[] earlier = view.get(Table.META, Contents.KEY);
                earlier[3] = 1;
                view.put(Table.META, Contents.KEY, earlier);
                return 0;
            });
            assertThatThrownBy(() -> inView(folder, Records::contents))
                    .isInstanceOf(DamagedException.class)
                    .hasMessageContaining("schema level 1, written by another version (expected: " + Contents.SCHEMA_LEVEL);
        }
    }

    private static TravelDocument anyRange(Random random) {
        String first = number(random);
        long end = Math.min(value(first) + random.nextInt(60), first.length() == 4 ? 999 : 9999);
        String last = first.charAt(0) + String.format(Locale.ROOT, "%0" + (first.length() - 1) + "d", end);
        TravelDocument.Builder document = document("R" + random.nextInt(40), first, "FRA");
        return (random.nextInt(5) == 0 ? document : document.setNumberEnd(last)).build();
    }

    private static String number(Random random) {
        String prefix = random.nextBoolean() ? "A" : "B";
        return random.nextBoolean()
                ? prefix + String.format(Locale.ROOT, "%03d", random.nextInt(200))
                : prefix + String.format(Locale.ROOT, "%04d", random.nextInt(200));
    }

    private static long value(String number) {
        return Long.parseLong(number.substring(1));
    }

    private static Record range(String id, String first, String last, String state) {
        return record(document(id, first, state).setNumberEnd(last));
    }

    private static void put(DataFolder folder, Record record) {
        folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, Instant.EPOCH);
            assertThat(writer.put(record)).isInstanceOf(Outcome.Accepted.class);
            return writer.finish();
        });
    }

    private static void set(DataFolder folder, byte[] key, byte[] value) {
        folder.write(view -> {
            view.put(Table.RANGE, key, value);
            return 0;
        });
    }

    private TravelDocument shown(DataFolder folder, String id) {
        return inView(folder, view -> Records.byId(view, id)).getTravelDocument();
    }

    private List<String> search(DataFolder folder, String number, String state) {
        return search(folder, number, state, DocumentType.Code.UNSPECIFIED);
    }

    private List<String> search(DataFolder folder, String number, String state, DocumentType.Code type) {
        return inView(folder, view -> ids(RangeIndex.read(view, Records.contents(view))
                .search(view, NumberKey.of(number), state, type, DocumentIndex.Reach.everything(100))));
    }

    private boolean isDamaged(DataFolder folder, String number) {
        return inView(folder, view -> RangeIndex.read(view, Records.contents(view))
                .search(view, NumberKey.of(number), "FRA", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(100))
                .damaged());
    }

    private List<String> searchPrefix(DataFolder folder, String prefix) {
        return inView(folder, view -> ids(RangeIndex.read(view, Records.contents(view))
                .searchPrefix(view, NumberKey.of(prefix), "FRA", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(100))));
    }

    private static List<String> ids(DocumentIndex.Found found) {
        List<String> ids = new ArrayList<>();
        found.documents().forEach(document -> ids.add(document.getId()));
        return ids;
    }

    private <T> T inView(DataFolder folder, Function<ReadView, T> work) {
        ReadView view = views.computeIfAbsent(folder, DataFolder::newView);
        view.begin();
        try {
            return work.apply(view);
        } finally {
            view.end();
        }
    }
}
