package io.vigie.server.hits;

import io.vigie.server.access.Parties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of messages and confirmations: a number that runs for all parties together, hidden, and bound to the party that it is
 * for. So an id tells nobody how many others there are, and none can be made up. Not thread-safe.
 */
final class MessageIds {
    /*
     * Tag of party and number, then the number under a mask that the tag gives: who has the key finds the number without a
     * search, and sees by the tag whether the id is one of the party's.
     */
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_SIZE = 32;
    private static final int TAG_SIZE = 12;
    private static final int SIZE = TAG_SIZE + Integer.BYTES;
    private static final byte OF_TAG = 1;
    private static final byte OF_MASK = 2;

    private final Mac mac;

    MessageIds(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_SIZE];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** @param party empty = of both parties to it */
    String of(String party, int number) {
        byte[] tag = tag(party, number);
        ByteBuffer id = ByteBuffer.allocate(SIZE).put(tag).putInt(number ^ mask(tag));
        return HexFormat.of().formatHex(id.array());
    }

    /** The number of a party's id; 0 when it is none. */
    int numberOf(String party, String id) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(id);
        } catch (IllegalArgumentException e) {
            return 0;
        }
        // One spelling: what a party keeps as an id is compared as it is.
        if (bytes.length != SIZE || !HexFormat.of().formatHex(bytes).equals(id)) {
            return 0;
        }
        byte[] tag = Arrays.copyOf(bytes, TAG_SIZE);
        int number = ByteBuffer.wrap(bytes).getInt(TAG_SIZE) ^ mask(tag);
        return MessageDigest.isEqual(tag, tag(party, number)) ? number : 0;
    }

    private byte[] tag(String party, int number) {
        mac.update(OF_TAG);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
        mac.update(Parties.canonical(party).getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(mac.doFinal(), TAG_SIZE);
    }

    private int mask(byte[] tag) {
        mac.update(OF_MASK);
        mac.update(tag);
        return ByteBuffer.wrap(mac.doFinal()).getInt();
    }
}
