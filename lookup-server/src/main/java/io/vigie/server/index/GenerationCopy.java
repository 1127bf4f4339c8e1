package io.vigie.server.index;

import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.v1.SnapshotManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Data that came from elsewhere, taken in: verified first, then written entry by entry into a generation of this server's own
 * making, with filter and index of names, so that no page of a foreign file is ever trusted.
 */
public final class GenerationCopy {
    private GenerationCopy() {}

    /**
     * Whether a copy is whole and holds what its manifest says.
     *
     * @param folder that holds the copy
     * @param scratch folder for what is sorted
     * @return false when it is not; every fault was told
     */
    public static boolean isWhole(
            Path folder,
            SnapshotManifest manifest,
            Path scratch,
            Consumer<Fault> faults,
            Verification.Progress progress)
            throws IOException {
        boolean[] whole = {true};
        Consumer<Fault> told = fault -> {
            whole[0] = false;
            faults.accept(fault);
        };
        try (StoredMoment moment =
                StoredMoment.ofCopy(folder, (table, what) -> told.accept(new Fault(table, "", what)))) {
            Verification.Verified verified = Verification.of(moment, scratch, told, progress);
            SnapshotManifest.Builder found = SnapshotContents.of(verified);
            if (found.getSchemaLevel() != manifest.getSchemaLevel()
                    || !found.getPosition().equals(manifest.getPosition())
                    || !found.getOwnedList().equals(manifest.getOwnedList())
                    || found.getDocuments() != manifest.getDocuments()
                    || found.getPersons() != manifest.getPersons()
                    || found.getNotices() != manifest.getNotices()) {
                told.accept(new Fault("manifest", "", "position, counts or set-hashes are not those of the data"));
            }
        }
        return whole[0];
    }

    /** Writes all that a whole copy holds into a new generation. */
    public static Contents copy(Path folder, GenerationBuilder builder) throws IOException {
        try (StoredMoment moment = StoredMoment.ofCopy(folder, (table, what) -> {
                    throw new DamagedException(table + ": " + what);
                });
                PersonNames names = new PersonNames(builder.scratchPath())) {
            moment.forEachMeta((key, value) -> {
                // How long ago a snapshot was taken says nothing of the clock.
                if (!Arrays.equals(key, SweptDay.KEY)) {
                    builder.append(Table.META, key, value);
                }
            });
            builder.startFilter(moment.entries(Table.DOCUMENT));
            for (Table table : List.of(Table.values())) {
                switch (table) {
                    case META, PERSON_CHANGED -> {}
                    default -> copy(table, moment, builder, names);
                }
            }
            names.write(builder);
            return Contents.decode(moment.meta(Contents.KEY));
        }
    }

    private static void copy(Table table, StoredMoment moment, GenerationBuilder builder, PersonNames names)
            throws IOException {
        while (moment.next(table)) {
            byte[] key = moment.key(table);
            byte[] value = moment.value(table);
            if (value == null) {
                throw new DamagedException(table + ": a value cannot be read");
            }
            if (table == Table.DOCUMENT) {
                builder.addToFilter(NumberHash.ofDocumentKey(key, key.length));
            }
            if (table == Table.PERSON) {
                names.add(key, RecordValue.decode(RecordKind.PERSON, value).getPerson());
            }
            builder.append(table, key, value);
        }
    }
}
