package io.vigie.server.index;

import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Record;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The set-hash of each owner in each dataset, as a transaction or a bulk load changes them. Key in the table: kind (1 byte,
 * as in {@code id}), owner in UTF-8. One thread.
 */
public final class SetHashes {
    static final byte[] SALT_KEY = "salt".getBytes(StandardCharsets.US_ASCII);

    static final int SALT_SIZE = 32;

    private final byte[] salt;
    private final Function<byte[], byte @Nullable []> stored;
    private final SortedMap<byte[], SetHash> changed = new TreeMap<>(Arrays::compareUnsigned);

    private SetHashes(byte[] salt, Function<byte[], byte @Nullable []> stored) {
        this.salt = salt;
        this.stored = stored;
    }

    /** Those of a transaction. */
    static SetHashes of(WriteView view) {
        return new SetHashes(required(view.get(Table.META, SALT_KEY)), key -> view.get(Table.SET_HASH, key));
    }

    /** Those of data that begins empty. */
    static SetHashes empty(byte[] salt) {
        return new SetHashes(salt, key -> null);
    }

    /** A salt for data that has none yet. */
    static byte[] newSalt() {
        byte[] salt = new byte[SALT_SIZE];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    /** What set-hashes at this view's moment are salted with. */
    public static byte[] salt(ReadView view) {
        return required(view.get(Table.META, SALT_KEY));
    }

    private static byte[] required(byte @Nullable [] salt) {
        if (salt == null) {
            throw new DamagedException("meta: holds no salt");
        }
        return salt;
    }

    /**
     * SHA-256 of all set-hashes of a moment in the order of their keys, each as the size of its key (int), key and value: the
     * same on two nodes that hold the same records.
     */
    public static byte[] digest(ReadView view) {
        List<byte[]> parts = new ArrayList<>();
        for (boolean found = view.seek(Table.SET_HASH, new byte[0], 0); found; found = view.next()) {
            parts.add(ByteBuffer.allocate(Integer.BYTES).putInt(view.keySize()).array());
            parts.add(Arrays.copyOf(view.key(), view.keySize()));
            parts.add(view.value());
        }
        return Digests.sha256(parts.toArray(byte[][]::new));
    }

    void added(Record record) {
        byte[] key = keyOf(record);
        changed.put(key, now(key).plus(salt, record));
    }

    void removed(Record record) {
        byte[] key = keyOf(record);
        changed.put(key, now(key).minus(salt, record));
    }

    /** What has changed, in the order of the keys; an owner who has nothing any more has null. */
    void forEachChanged(BiConsumer<byte[], byte @Nullable []> changes) {
        changed.forEach((key, hash) -> changes.accept(key, hash.records() == 0 ? null : hash.encode()));
    }

    private SetHash now(byte[] key) {
        SetHash hash = changed.get(key);
        if (hash != null) {
            return hash;
        }
        byte[] value = stored.apply(key);
        return value == null ? SetHash.EMPTY : SetHash.decode(value);
    }

    static byte[] keyOf(Record record) {
        byte[] owner = RecordKind.ownerOf(record).getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[1 + owner.length];
        key[0] = (byte) RecordKind.of(record).code();
        System.arraycopy(owner, 0, key, 1, owner.length);
        return key;
    }

    /** Is told of each owner's records in each dataset. */
    public interface Visitor {
        void owned(RecordKind kind, String owner, SetHash hash);
    }

    /** Goes through all of a moment, by kind, then by owner. */
    public static void forEach(ReadView view, Visitor visitor) {
        for (boolean found = view.seek(Table.SET_HASH, new byte[0], 0); found; found = view.next()) {
            visitor.owned(
                    RecordKind.ofCode(view.key()[0]),
                    new String(view.key(), 1, view.keySize() - 1, StandardCharsets.UTF_8),
                    SetHash.decode(view.value()));
        }
    }
}
