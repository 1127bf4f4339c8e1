package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a new generation goes on from.
 *
 * @param contents position and epoch go on; the counts begin anew
 * @param salt of set-hashes
 * @param logStart where the log begins: what was removed before is not in it
 * @param logStartAt when the first change of the log was made; null = it cannot be read, or there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Predecessor(Contents contents, byte[] salt, long logStart, @Nullable Instant logStartAt) {
    /** Of the first generation of a folder. */
    static Predecessor none() {
        return new Predecessor(Contents.NONE, SetHashes.newSalt(), 0, null);
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
        return new Predecessor(
                Records.contents(view), SetHashes.salt(view), ChangeLog.start(view), ChangeLog.startTime(view));
    }
}
