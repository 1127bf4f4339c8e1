package io.vigie.server.index;

import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.v1.Record;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Set-hashes reckoned from the records themselves. One thread. */
public final class OwnedHashes {
    private final byte[] salt;
    private final Map<byte[], SetHash> hashes = new TreeMap<>(Arrays::compareUnsigned);

    OwnedHashes(byte[] salt) {
        this.salt = salt;
    }

    void add(Record record) {
        hashes.merge(
                SetHashes.keyOf(record), SetHash.EMPTY.plus(salt, record), (all, _) -> all.plus(salt, record));
    }

    /** Goes through all, by kind, then by owner. */
    public void forEach(SetHashes.Visitor visitor) {
        hashes.forEach((key, hash) -> visitor.owned(RecordKind.ofCode(key[0]), ownerOf(key), hash));
    }

    /** Tells where the table says otherwise. */
    void compare(StoredMoment moment, Consumer<Fault> faults, StepCount steps) {
        Map<byte[], SetHash> left = new TreeMap<>(Arrays::compareUnsigned);
        left.putAll(hashes);
        while (moment.next(Table.SET_HASH)) {
            steps.step();
            byte[] key = moment.key(Table.SET_HASH);
            byte[] value = moment.value(Table.SET_HASH);
            SetHash found = left.remove(key);
            if (value == null || found == null || !Arrays.equals(value, found.encode())) {
                faults.accept(fault(key, "is not the hash of the records found whole"));
            }
        }
        left.forEach((key, _) -> faults.accept(fault(key, "is missing")));
    }

    private static Fault fault(byte[] key, String what) {
        return new Fault(Table.SET_HASH.diskName(), "", "of kind " + key[0] + ", owner " + ownerOf(key) + ", " + what);
    }

    private static String ownerOf(byte[] key) {
        return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
    }
}
