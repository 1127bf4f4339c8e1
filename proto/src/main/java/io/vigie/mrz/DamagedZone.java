package io.vigie.mrz;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads input that is not exactly a zone: other characters, lines too long, too short, too many or too few. */
final class DamagedZone {

    private DamagedZone() {}

    static MrzReading read(List<String> lines, LocalDate reference) {
        Draft before = new Draft(MrzFormat.UNKNOWN, reference);
        List<String> cleaned = ZoneText.clean(lines, before);
        Zone zone = ZoneShape.assemble(cleaned, before);
        if (zone == null) {
            return NationalForms.read(cleaned, before);
        }
        Draft draft = new Draft(ZoneShape.format(zone.text()), reference, before);
        draft.otherNumbers = numbers(zone.alternatives(), reference);
        return MrzReader.fields(draft, zone.text());
    }

    private static Set<String> numbers(List<char[]> zones, LocalDate reference) {
        Set<String> numbers = new TreeSet<>();
        for (char[] zone : zones) {
            numbers.addAll(MrzReader.fields(new Draft(ZoneShape.format(zone), reference), zone).documentNumberCandidates());
        }
        return numbers;
    }
}
