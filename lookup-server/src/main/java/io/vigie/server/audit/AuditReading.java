package io.vigie.server.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reading the trail is recorded in it, before anything is shown. */
public final class AuditReading {
    private static final int SECONDS_MAX = 30;

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
        AuditBlock block = new AuditBlock();
        block.add(entry(reading, clock.instant()));
        CompletableFuture<Boolean> recorded = new CompletableFuture<>();
        log.append(block, recorded::complete);
        try {
            if (!recorded.get(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IOException("the audit trail cannot be written, so it is not shown");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before the reading was recorded", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the audit trail cannot be written, so it is not shown", e);
        }
    }

    /** Whether an entry is that of a reading. */
    public static boolean isOf(AuditEntry entry, String reading) {
        return entry.getKind() == AuditEntry.AuditedKind.Code.AUDIT_SHOW
                && entry.getRequest().toStringUtf8().equals(reading);
    }

    private static AuditEntry entry(String reading, Instant now) {
        return AuditEntry.newBuilder()
                .setTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .setCaller("local-operator")
                .setKind(AuditEntry.AuditedKind.Code.AUDIT_SHOW)
                .setRequest(ByteString.copyFromUtf8(reading))
                .build();
    }
}
