package io.vigie.server.query;

import io.vigie.mrz.DocumentNumberState;
import io.vigie.mrz.MrzReader;
import io.vigie.mrz.MrzReading;
import io.vigie.mrz.NumberKey;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A zone in which nothing is wrong, for the short way of {@link Burst#tryClear}: one number, confirmed by its digit,
 * nothing repaired, nothing to report, no specimen. Reused; not thread-safe.
 */
final class PlainZone {
    private final ZoneEncoder encoder = new ZoneEncoder();
    private byte[] key = new byte[0];
    private @Nullable MrzReading reading;

    /**
     * Reads a zone.
     *
     * @param today see {@link MrzReader#read}
     * @return false when the zone is not plain; then the methods below say nothing
     */
    boolean read(List<String> lines, LocalDate today) {
        MrzReading read = MrzReader.read(lines, today);
        if (read.documentNumberState() != DocumentNumberState.CONFIRMED
                || !read.valid()
                || read.specimen()
                || !read.problems().isEmpty()
                || !read.repairs().isEmpty()
                || read.documentNumberCandidates().size() != 1) {
            return false;
        }
        reading = read;
        key = NumberKey.of(read.documentNumberCandidates().getFirst());
        return key.length > 0;
    }

    /** Normalised number, as {@link NumberKey#of} gives it; bytes 0 to {@link #keySize} − 1. */
    byte[] key() {
        return key;
    }

    int keySize() {
        return key.length;
    }

    /** The message of the zone; valid until the next. */
    ZoneEncoder encoded() {
        MrzReading read = reading;
        if (read == null) {
            throw new IllegalStateException("zone: absent (expected: after read)");
        }
        encoder.encode(read);
        return encoder;
    }
}
