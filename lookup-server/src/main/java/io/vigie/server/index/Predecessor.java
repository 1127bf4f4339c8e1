package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;

/**
 * What a new generation goes on from.
 *
 * @param contents position and epoch go on; the counts begin anew
 * @param salt of set-hashes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Predecessor(Contents contents, byte[] salt) {
    /** Of the first generation of a folder. */
    static Predecessor none() {
        return new Predecessor(Contents.NONE, SetHashes.newSalt());
    }

    /** What a folder holds. */
    public static Predecessor of(DataFolder folder) {
        if (!folder.hasData()) {
            return none();
        }
        try (ReadView view = folder.newView()) {
            view.begin();
            return of(view);
        }
    }

    /** What a view sees. */
    static Predecessor of(ReadView view) {
        return new Predecessor(Records.contents(view), SetHashes.salt(view));
    }
}
