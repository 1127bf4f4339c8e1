package io.vigie.server.index;

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
    public static Predecessor none() {
        return new Predecessor(Contents.NONE, SetHashes.newSalt());
    }

    /** What a view sees. */
    public static Predecessor of(ReadView view) {
        return new Predecessor(Records.contents(view), SetHashes.salt(view));
    }
}
