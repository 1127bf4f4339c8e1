package io.vigie.server.index;

import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.v1.OwnedRecords;
import io.vigie.v1.SnapshotManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a manifest says of the data that it goes with. */
public final class SnapshotContents {
    private SnapshotContents() {}

    /**
     * Reads it from a copy.
     *
     * @param folder that holds the copy
     * @throws DamagedException when the copy cannot be read
     */
    public static SnapshotManifest.Builder read(Path folder) throws IOException {
        try (StoredMoment moment = StoredMoment.ofCopy(folder, (table, what) -> {
            throw new DamagedException(table + ": " + what);
        })) {
            SnapshotManifest.Builder manifest = of(Contents.decode(moment.meta(Contents.KEY)));
            while (moment.next(Table.SET_HASH)) {
                byte[] key = moment.key(Table.SET_HASH);
                byte[] value = moment.value(Table.SET_HASH);
                if (value != null) {
                    String owner = new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
                    manifest.addOwned(owned(RecordKind.ofCode(key[0]), owner, SetHash.decode(value)));
                }
            }
            return manifest;
        }
    }

    /** Of what a verification found. */
    static SnapshotManifest.Builder of(Verification.Verified verified) {
        SnapshotManifest.Builder manifest = of(verified.contents());
        verified.hashes().forEach((kind, owner, hash) -> manifest.addOwned(owned(kind, owner, hash)));
        return manifest;
    }

    private static SnapshotManifest.Builder of(Contents contents) {
        return SnapshotManifest.newBuilder()
                .setSchemaLevel(Contents.SCHEMA_LEVEL)
                .setPosition(contents.position())
                .setDocuments(count(contents.documents()))
                .setPersons(count(contents.persons()))
                .setNotices(count(contents.notices()));
    }

    private static OwnedRecords owned(RecordKind kind, String owner, SetHash hash) {
        return OwnedRecords.newBuilder()
                .setDataset(kind.dataset())
                .setOwner(owner)
                .setRecords(count(hash.records()))
                .setSetHash(hash.hex())
                .build();
    }

    private static int count(long records) {
        return (int) Math.min(records, Integer.MAX_VALUE);
    }
}
