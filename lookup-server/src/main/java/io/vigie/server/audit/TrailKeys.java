package io.vigie.server.audit;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What opens the segments of a trail: the officers' private keys that are at hand. Immutable. */
public final class TrailKeys {
    /** Opens what was written without a public key. */
    public static final TrailKeys NONE = new TrailKeys(List.of(), Retention.DEFAULT, Clock.systemUTC());

    private final Map<String, OfficerPrivateKey> byFingerprint = new HashMap<>();
    private final Retention retention;
    private final Clock clock;

    private TrailKeys(List<OfficerPrivateKey> officers, Retention retention, Clock clock) {
        for (OfficerPrivateKey officer : officers) {
            byFingerprint.put(hex(officer.publicKey().fingerprint()), officer);
        }
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * @param retention by which a key that is gone was erased in time, or was not
     */
    public static TrailKeys of(List<OfficerPrivateKey> officers, Retention retention, Clock clock) {
        return new TrailKeys(officers, retention, clock);
    }

    /**
     * What was found of one segment's key.
     *
     * @param key or null
     * @param fault why there is none although there should be
     * @param isTampering the fault is one of the trail, and not of the keys at hand
     * @param note why there is none, and should not be
     */
    record Found(@Nullable SegmentKey key, @Nullable String fault, boolean isTampering, @Nullable String note) {
        static final Found NONE = new Found(null, null, false, null);

        static Found of(SegmentKey key) {
            return new Found(key, null, false, null);
        }

        static Found tampered(String fault) {
            return new Found(null, fault, true, null);
        }

        static Found locked(String fault) {
            return new Found(null, fault, false, null);
        }
    }

    Found of(Path segment, AuditReader reader) throws IOException {
        Path file = KeyFile.of(segment);
        byte[] content;
        try {
            content = KeyFile.read(file);
        } catch (NoSuchFileException e) {
            LocalDate day = LocalDate.ofEpochDay(reader.day());
            return retention.isOver(day, clock.instant())
                    ? new Found(null, null, false, segment.getFileName() + ": of " + day + ", erased")
                    : Found.tampered(file.getFileName() + ": is missing, and it was to be kept (entries of " + day + ")");
        }
        if (!Arrays.equals(AuditBlock.digest(content, 0, content.length), reader.keyFileDigest())) {
            return Found.tampered(file.getFileName() + ": was changed");
        }
        try {
            return opened(file, KeyFile.decode(content));
        } catch (IOException e) {
            return Found.tampered(file.getFileName() + ": " + e.getMessage());
        }
    }

    private Found opened(Path file, KeyFile keyFile) {
        if (keyFile.kind() == KeyFile.OPEN) {
            return Found.of(new SegmentKey(keyFile.key()));
        }
        OfficerPrivateKey officer = byFingerprint.get(hex(keyFile.fingerprint()));
        if (officer == null) {
            return Found.locked(file.getFileName() + ": is locked with the officer's key "
                    + OfficerKey.shortened(keyFile.fingerprint()) + ", which is not at hand");
        }
        try {
            return Found.of(new SegmentKey(officer.unwrap(keyFile.key())));
        } catch (GeneralSecurityException e) {
            return Found.tampered(file.getFileName() + ": holds no key for this segment");
        }
    }

    private static String hex(byte[] fingerprint) {
        return HexFormat.of().formatHex(fingerprint);
    }
}
