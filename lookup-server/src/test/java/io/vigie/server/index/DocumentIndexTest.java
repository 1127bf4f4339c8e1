package io.vigie.server.index;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.mrz.NumberKey;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.DocumentType;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentIndexTest {
    @TempDir
    Path path;

    @Test
    void agreesOnStateAndTypeAndTakesAbsentAsAny() throws IOException {
        Fixtures.load(
                path,
                record(document("passport", "AB 123", "FRA").setType(DocumentType.Code.PASSPORT)),
                record(document("diplomatic", "AB-123", "FRA").setType(DocumentType.Code.PASSPORT_DIPLOMATIC)),
                record(document("card", "AB123", "FRA").setType(DocumentType.Code.ID_CARD)),
                record(document("german", "AB123", "D").setType(DocumentType.Code.PASSPORT)),
                record(document("anywhere", "AB123", "")),
                record(document("longer", "AB1234", "FRA")));
        assertThat(found("ab123", "", DocumentType.Code.UNSPECIFIED))
                .containsExactlyInAnyOrder("passport", "diplomatic", "card", "german", "anywhere");
        assertThat(found("AB123", "FRA", DocumentType.Code.PASSPORT))
                .containsExactlyInAnyOrder("passport", "diplomatic", "anywhere");
        assertThat(found("AB123", "FRA", DocumentType.Code.PASSPORT_DIPLOMATIC))
                .containsExactlyInAnyOrder("passport", "diplomatic", "anywhere");
        assertThat(found("AB123", "FRA", DocumentType.Code.PASSPORT_OFFICIAL))
                .containsExactlyInAnyOrder("passport", "anywhere");
        assertThat(found("AB123", "DEU", DocumentType.Code.UNSPECIFIED)).containsExactlyInAnyOrder("german", "anywhere");
        assertThat(found("AB123", "ITA", DocumentType.Code.UNSPECIFIED)).containsExactly("anywhere");
        assertThat(found("AB12", "FRA", DocumentType.Code.UNSPECIFIED)).isEmpty();
    }

    @Test
    void holdsManyRecordsOfOneDocument() throws IOException {
        Fixtures.load(
                path,
                record(document("one", "X1", "FRA").setOwner("FRA")),
                record(document("two", "X1", "FRA").setOwner("DEU")),
                record(document("three", "X1", "FRA").setOwner("ITA")));
        assertThat(found("X1", "FRA", DocumentType.Code.UNSPECIFIED)).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void saysThatABoundCutTheSearch() throws IOException {
        Fixtures.load(path, record(document("one", "X1", "FRA")), record(document("two", "X1", "FRA")));
        try (DataFolder folder = DataFolder.open(path)) {
            ReadView view = folder.newView();
            view.begin();
            assertThat(DocumentIndex.search(view, NumberKey.of("X1"), "", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(1)).truncated())
                    .isTrue();
            assertThat(DocumentIndex.search(view, NumberKey.of("X1"), "", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(2)).truncated())
                    .isFalse();
            view.end();
        }
    }

    @Test
    void noticesEveryFlippedBitOfAStoredRecord() throws IOException {
        Fixtures.load(path, record(document("one", "X1", "FRA")));
        try (DataFolder folder = DataFolder.open(path)) {
            byte[] key = DocumentKey.of(document("one", "X1", "FRA").build());
            byte[] good = folder.write(view -> view.get(Table.DOCUMENT, key));
            for (int bit = 0; bit < good.length * 8; bit++) {
                byte[] damaged = good.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                folder.write(view -> {
                    view.put(Table.DOCUMENT, key, damaged);
                    return 0;
                });
                DocumentIndex.Found found = find(folder, "X1", "", DocumentType.Code.UNSPECIFIED);
                assertThat(found.damaged()).as("bit %d", bit).isTrue();
                assertThat(found.documents()).isEmpty();
            }
        }
    }

    @Test
    void noticesARecordUnderAKeyThatIsNotItsOwn() throws IOException {
        Fixtures.load(path, record(document("one", "X1", "FRA")), record(document("two", "Y2", "FRA")));
        try (DataFolder folder = DataFolder.open(path)) {
            byte[] one = DocumentKey.of(document("one", "X1", "FRA").build());
            byte[] two = DocumentKey.of(document("two", "Y2", "FRA").build());
            folder.write(view -> {
                view.put(Table.DOCUMENT, one, view.get(Table.DOCUMENT, two));
                return 0;
            });
            assertThat(find(folder, "X1", "", DocumentType.Code.UNSPECIFIED).damaged()).isTrue();
            assertThat(find(folder, "Y2", "", DocumentType.Code.UNSPECIFIED).damaged()).isFalse();
        }
    }

    private List<String> found(String number, String state, DocumentType.Code type) {
        try (DataFolder folder = DataFolder.open(path)) {
            return search(folder, number, state, type);
        }
    }

    private static List<String> search(DataFolder folder, String number, String state, DocumentType.Code type) {
        return find(folder, number, state, type).documents().stream()
                .map(TravelDocument::getId)
                .toList();
    }

    private static DocumentIndex.Found find(
            DataFolder folder, String number, String state, DocumentType.Code type) {
        ReadView view = folder.newView();
        view.begin();
        try {
            return DocumentIndex.search(view, NumberKey.of(number), state, type, DocumentIndex.Reach.everything(100));
        } finally {
            view.end();
        }
    }
}
