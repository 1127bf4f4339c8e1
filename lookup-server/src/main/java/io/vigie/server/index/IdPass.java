package io.vigie.server.index;

import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Takes the place of every record from the id table, met with what the log says of some ids. */
final class IdPass implements TableJoin.Visitor {
    static final List<Table> TABLES = List.of(Table.ID);

    /** In the place of a version: the log does not name the record. */
    private static final int NOT_LOGGED = -1;

    private final StoredMoment moment;
    private final ExternalSort places;
    private final Consumer<Fault> faults;
    private final StepCount steps;

    /**
     * What is expected at a record's place.
     *
     * @param version as the log says, or NOT_LOGGED
     */
    record Expected(int version, String id) {
        boolean isVersion(int found) {
            return version == NOT_LOGGED || version == found;
        }

        byte[] encode() {
            byte[] bytes = RecordKind.idBytes(id);
            return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                    .putInt(version)
                    .put(bytes)
                    .array();
        }

        static Expected decode(byte[] value) {
            return new Expected(
                    ByteBuffer.wrap(value).getInt(),
                    new String(value, Integer.BYTES, value.length - Integer.BYTES, StandardCharsets.UTF_8));
        }
    }

    IdPass(StoredMoment moment, ExternalSort places, Consumer<Fault> faults, StepCount steps) {
        this.moment = moment;
        this.places = places;
        this.faults = faults;
        this.steps = steps;
    }

    @Override
    public void met(Table table, byte[] key, byte[] expected) {
        ChangeChain.Link last = ChangeChain.Link.decode(expected);
        byte[] value = value(key);
        if (value.length > 0 && Tombstone.is(value) != last.gone()) {
            tell(key, last.gone() ? "is there (expected: gone, as the log says)" : "is gone (expected: there, as the log says)");
        }
        take(key, value, last.after());
    }

    @Override
    public void missing(Table table, byte[] key, byte[] expected) {
        if (!ChangeChain.Link.decode(expected).gone()) {
            tell(key, "is missing, though the log says that it is there");
        }
    }

    @Override
    public void expectedAgain(Table table, byte[] key, byte[] expected) {
        throw new IllegalStateException("the chain hands over each id once");
    }

    @Override
    public void unexpected(Table table, byte[] key) {
        take(key, value(key), NOT_LOGGED);
    }

    private byte[] value(byte[] key) {
        steps.step();
        byte[] value = moment.value(Table.ID);
        if (value == null || value.length == 0) {
            tell(key, "has no value that can be read");
            return new byte[0];
        }
        return value;
    }

    private void take(byte[] key, byte[] value, int version) {
        try {
            if (value.length == 0) {
                return;
            }
            if (Tombstone.is(value)) {
                int gone = Tombstone.decode(value).version();
                if (version != NOT_LOGGED && version != gone) {
                    tell(key, "is gone with version " + gone + " (expected: " + version + ", as the log says)");
                }
                return;
            }
            IdEntry place = IdEntry.decode(value);
            String id = new String(key, StandardCharsets.UTF_8);
            places.add(
                    TableJoin.expected(RecordPass.TABLES.indexOf(place.table()), place.key()),
                    new Expected(version, id).encode());
        } catch (DamagedException e) {
            tell(key, "names no place where a record can be");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(byte[] key, String what) {
        faults.accept(new Fault(Table.ID.diskName(), new String(key, StandardCharsets.UTF_8), what));
    }
}
