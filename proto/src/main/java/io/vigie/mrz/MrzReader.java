package io.vigie.mrz;

import java.time.LocalDate;
import java.util.List;

/** Reads machine-readable zones. Stateless; any thread may read. */
public final class MrzReader {

    private MrzReader() {}

    /**
     * Reads a zone, whatever its state. Input that is no zone of a known format gives the format UNKNOWN, with what
     * could be read.
     *
     * @param lines the lines of the zone; one string with line breaks, or without any as chips hold it, does as well
     * @param reference the day that decides centuries, see {@link MrzReading}: a birth is never after it, an expiry
     *     within fifty years of it, or a century later when it would precede the birth
     */
    public static MrzReading read(List<String> lines, LocalDate reference) {
        char[] exact = ZoneText.exact(lines);
        if (exact != null) {
            Draft draft = new Draft(ZoneShape.format(exact), reference);
            return fields(draft, exact);
        }
        return DamagedZone.read(lines, reference);
    }

    static MrzReading fields(Draft draft, char[] text) {
        return draft.format == MrzFormat.IDFRA
                ? new FrenchCard(draft, text).read()
                : new ZoneFields(draft, Layout.of(draft.format), text).read();
    }
}
