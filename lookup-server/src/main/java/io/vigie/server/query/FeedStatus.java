package io.vigie.server.query;

import io.vigie.server.index.ChangeLog;
import io.vigie.server.index.Purge;
import io.vigie.server.index.Records;
import io.vigie.server.index.SetHashes;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.v1.OwnedRecords;
import io.vigie.v1.Position;
import io.vigie.v1.Status;
import io.vigie.wire.ProtoTime;
import java.time.Duration;

/** What a node's status says to those who follow it: who has what, and from where on the log can be followed. */
final class FeedStatus {
    private FeedStatus() {}

    /**
     * @param purgeTime longest time from the removal of content until nothing of it is left
     */
    static void add(Status.Builder status, DataFolder folder, Duration purgeTime) {
        try (ReadView view = folder.newView()) {
            view.begin();
            Position position = Records.contents(view).position();
            // Of the moment whose hashes are shown, so that two nodes can be compared.
            status.setPosition(position)
                    .setLogStart(position.toBuilder().setSequence(ChangeLog.start(view)));
            Purge purge = Purge.of(view);
            if (purge.isPending()) {
                status.setPurgedBy(ProtoTime.of(purge.firstAt().plus(purgeTime)));
            }
            SetHashes.forEach(
                    view,
                    (kind, owner, hash) -> status.addOwned(OwnedRecords.newBuilder()
                            .setDataset(kind.dataset())
                            .setOwner(owner)
                            .setRecords((int) Math.min(hash.records(), Integer.MAX_VALUE))
                            .setSetHash(hash.hex())));
        }
    }
}
