package io.vigie.mrz;

import java.time.LocalDate;
import java.util.List;

/** Reads input that is not exactly a zone: other characters, lines too long, too short, too many or too few. */
final class DamagedZone {

    private DamagedZone() {}

    static MrzReading read(List<String> lines, LocalDate reference) {
        Draft before = new Draft(MrzFormat.UNKNOWN, reference);
        List<String> cleaned = ZoneText.clean(lines, before);
        Zone zone = ZoneShape.assemble(cleaned, before);
        Draft beforeOneForOne = new Draft(MrzFormat.UNKNOWN, reference);
        char[] oneForOne = ZoneText.oneForOne(lines, beforeOneForOne);
        if (oneForOne != null && (zone == null || ZoneScore.of(oneForOne) > ZoneScore.of(zone.text()))) {
            return MrzReader.fields(new Draft(ZoneShape.format(oneForOne), reference, beforeOneForOne), oneForOne);
        }
        if (zone == null) {
            return NationalForms.read(cleaned, before);
        }
        Draft draft = new Draft(ZoneShape.format(zone.text()), reference, before);
        for (char[] alternative : zone.alternatives()) {
            draft.otherNumber(confirmedNumber(alternative, reference));
        }
        return MrzReader.fields(draft, zone.text());
    }

    /** Null without a digit that confirms it: an alternative layout is not repaired on top. */
    private static String confirmedNumber(char[] zone, LocalDate reference) {
        MrzReading reading = MrzReader.fields(new Draft(ZoneShape.format(zone), reference), zone);
        return reading.documentNumberState() == DocumentNumberState.CONFIRMED ? reading.documentNumber() : null;
    }
}
