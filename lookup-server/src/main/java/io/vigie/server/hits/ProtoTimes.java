package io.vigie.server.hits;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Moments as messages hold them. Pure. */
final class ProtoTimes {
    private ProtoTimes() {}

    static Timestamp of(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
