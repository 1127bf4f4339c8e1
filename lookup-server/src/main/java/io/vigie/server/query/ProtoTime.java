package io.vigie.server.query;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Instants as messages hold them. */
final class ProtoTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private ProtoTime() {}

    static Timestamp ofEpochNanos(long nanos) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(nanos, NANOS_PER_SECOND))
                .setNanos((int) Math.floorMod(nanos, NANOS_PER_SECOND))
                .build();
    }

    static long epochNanos(Instant time) {
        return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    }

    static Timestamp of(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
