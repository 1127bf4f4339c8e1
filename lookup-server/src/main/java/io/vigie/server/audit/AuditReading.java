package io.vigie.server.audit;

import com.google.protobuf.ByteString;
import io.vigie.v1.AuditEntry;
import io.vigie.wire.ProtoTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** Reading the trail is recorded in it, before anything is shown. */
public final class AuditReading {
    private AuditReading() {}

    /**
     * Records that somebody is about to read, in a trail that nobody writes to.
     *
     * @param reading names this reading among the entries
     * @throws io.vigie.server.store.StoreException when a server writes to it, which must be asked instead
     */
    public static void record(Path folder, AuditLog.Config config, String reading) throws IOException {
        Clock clock = Clock.systemUTC();
        try (AuditLog log = AuditLog.open(folder, config, clock)) {
            record(log, reading, clock);
        }
    }

    /** The same, through whoever writes to it. */
    public static void record(AuditLog log, String reading, Clock clock) throws IOException {
        log.record(entry(reading, clock.instant()));
    }

    /** Whether an entry is that of a reading. */
    public static boolean isOf(AuditEntry entry, String reading) {
        return entry.getKind() == AuditEntry.AuditedKind.Code.AUDIT_SHOW
                && entry.getRequest().toStringUtf8().equals(reading);
    }

    private static AuditEntry entry(String reading, Instant now) {
        return AuditEntry.newBuilder()
                .setTime(ProtoTime.of(now))
                .setCaller("local-operator")
                .setKind(AuditEntry.AuditedKind.Code.AUDIT_SHOW)
                .setRequest(ByteString.copyFromUtf8(reading))
                .build();
    }
}
