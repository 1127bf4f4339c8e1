package io.vigie.server.index;

import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.v1.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Whether the log is one unbroken order of whole changes that ends at the data's position; notes what it says of each id. */
final class LogPass {
    private final StoredMoment moment;
    private final Contents contents;
    private final ExternalSort changes;
    private final Consumer<Fault> faults;
    private final StepCount steps;

    LogPass(StoredMoment moment, Contents contents, ExternalSort changes, Consumer<Fault> faults, StepCount steps) {
        this.moment = moment;
        this.contents = contents;
        this.changes = changes;
        this.faults = faults;
        this.steps = steps;
    }

    void run() throws IOException {
        long last = -1;
        while (moment.next(Table.LOG)) {
            steps.step();
            byte[] key = moment.key(Table.LOG);
            byte[] value = moment.value(Table.LOG);
            if (key.length != Long.BYTES) {
                tell("", "a key of " + key.length + " bytes (expected: 8)");
                continue;
            }
            long sequence = ByteBuffer.wrap(key).getLong();
            if (last >= 0 && sequence != last + 1) {
                tell("", "sequences " + (last + 1) + " to " + (sequence - 1) + " are missing");
            }
            last = sequence;
            if (value != null) {
                check(sequence, value);
            }
        }
        if (last >= 0 && last != contents.sequence()) {
            tell("", "ends at sequence " + last + " (expected: " + contents.sequence() + ", the position of the data)");
        }
    }

    private void check(long sequence, byte[] value) throws IOException {
        Change change;
        try {
            change = ChangeLog.decode(value);
        } catch (DamagedException e) {
            tell("", "sequence " + sequence + ": its checksum does not hold, or it is no change");
            return;
        }
        if (change.getPosition().getSequence() != sequence || change.getPosition().getEpoch() > contents.epoch()) {
            tell(change.getRecordId(), "sequence " + sequence + ": bears another position");
        }
        if (!ChangeLog.isWhole(change)) {
            tell(change.getRecordId(), "sequence " + sequence + ": its content is not what its digest says");
        }
        if (!change.getRecordId().isEmpty()) {
            changes.add(RecordKind.idBytes(change.getRecordId()), ChangeChain.Link.of(change).encode());
        }
    }

    private void tell(String id, String what) {
        faults.accept(new Fault(Table.LOG.diskName(), id, what));
    }
}
