package io.vigie.server.index;

import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.Table;
import io.vigie.v1.Change;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether the changes of each id, in their order, go on from version to version; hands the last one on. */
final class ChangeChain implements ExternalSort.Sink {
    private final TableJoin join;
    private final Consumer<Fault> faults;
    private byte @Nullable [] id;
    private @Nullable Link last;

    /**
     * What one change says.
     *
     * @param gone the record went with it
     */
    record Link(int before, int after, boolean gone) {
        static Link of(Change change) {
            boolean gone =
                    switch (change.getKind()) {
                        case WITHDRAWN, EXPIRED, PURGED -> true;
                        case PUT, EXPIRY_WARNING, MESSAGE, UNSPECIFIED, UNRECOGNIZED -> false;
                    };
            return new Link(change.getVersionBefore(), change.getVersionAfter(), gone);
        }

        byte[] encode() {
            return ByteBuffer.allocate(2 * Integer.BYTES + 1)
                    .putInt(before)
                    .putInt(after)
                    .put((byte) (gone ? 1 : 0))
                    .array();
        }

        static Link decode(byte[] value) {
            ByteBuffer in = ByteBuffer.wrap(value);
            return new Link(in.getInt(), in.getInt(), in.get() != 0);
        }
    }

    ChangeChain(TableJoin join, Consumer<Fault> faults) {
        this.join = join;
        this.faults = faults;
    }

    @Override
    public void accept(byte[] key, byte[] value) {
        Link link = Link.decode(value);
        Link before = last;
        if (before != null && Arrays.equals(key, id)) {
            if (link.before() != before.after()) {
                faults.accept(new Fault(
                        Table.LOG.diskName(),
                        new String(key, StandardCharsets.UTF_8),
                        "a change goes on from version " + link.before() + " (expected: " + before.after() + ")"));
            }
        } else {
            handOver();
            id = key;
        }
        last = link;
    }

    void finish() {
        handOver();
    }

    private void handOver() {
        if (id != null && last != null) {
            join.accept(TableJoin.expected(0, id), last.encode());
        }
    }
}
