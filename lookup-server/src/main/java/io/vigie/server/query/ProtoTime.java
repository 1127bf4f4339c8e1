package io.vigie.server.query;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Instants as messages hold them. */
final class ProtoTime {
    private ProtoTime() {}

    static Timestamp of(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
