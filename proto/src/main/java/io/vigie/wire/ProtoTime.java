package io.vigie.wire;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Instants as messages hold them. */
public final class ProtoTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private ProtoTime() {}

    public static Timestamp ofEpochNanos(long nanos) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(nanos, NANOS_PER_SECOND))
                .setNanos((int) Math.floorMod(nanos, NANOS_PER_SECOND))
                .build();
    }

    public static long epochNanos(Instant time) {
        return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    }

    public static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    public static Timestamp of(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
