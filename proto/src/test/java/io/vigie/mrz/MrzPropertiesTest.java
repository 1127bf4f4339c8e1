package io.vigie.mrz;

import static io.vigie.mrz.ZoneGenerator.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.mrz.ZoneGenerator.Written;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds of every zone, tried on seeded ones of all formats. */
class MrzPropertiesTest {

    private static final int ZONES = 2_000;
    private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
    static final List<MrzFormat> FORMATS = ZoneGenerator.FORMATS;

    @ParameterizedTest
    @FieldSource("FORMATS")
    void readsWhatWasWritten(MrzFormat format) {
        ZoneGenerator generator = new ZoneGenerator(1);
        for (int i = 0; i < ZONES; i++) {
            Written zone = generator.zone(format);
            MrzReading reading = read(zone.lines());
            assertThat(reading.valid()).as("%s", zone).isTrue();
            assertThat(reading.repairs()).as("%s", zone).isEmpty();
            assertThat(fields(reading)).as("%s", zone).isEqualTo(fields(zone));
            assertThat(reading.documentNumberCandidates()).containsExactly(zone.number());
            assertThat(reading.documentNumberState()).isEqualTo(DocumentNumberState.CONFIRMED);
        }
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void survivesEverySingleCharacterError(MrzFormat format) {
        Written zone = new ZoneGenerator(2).zone(format);
        String joined = String.join("", zone.lines());
        for (int place = 0; place < joined.length(); place++) {
            for (int i = 0; i < CHARACTERS.length(); i++) {
                char c = CHARACTERS.charAt(i);
                if (c != joined.charAt(place)) {
                    String damaged = joined.substring(0, place) + c + joined.substring(place + 1);
                    checkSingleError(format, joined, damaged, place);
                }
            }
        }
    }

    /** An error that changes a covered value shows in a digit; and no error loses more than two fields. */
    private static void checkSingleError(MrzFormat format, String right, String damaged, int place) {
        MrzReading reading = read(List.of(damaged));
        boolean sameValue = Math.floorMod(
                        MrzChars.value(right.charAt(place)) - MrzChars.value(damaged.charAt(place)), 10)
                == 0;
        if (reading.format() == format && isCovered(format, place) && !sameValue) {
            assertThat(reading.valid()).as("%s at %s", damaged, place).isFalse();
        }
        if (reading.format() == format) {
            List<Object> before = fields(read(List.of(right)));
            List<Object> after = fields(reading);
            long lost = 0;
            for (int i = 0; i < before.size(); i++) {
                lost += before.get(i).equals(after.get(i)) ? 0 : 1;
            }
            assertThat(lost).as("%s at %s: %s", damaged, place, after).isLessThanOrEqualTo(2);
        }
    }

    private static boolean isCovered(MrzFormat format, int place) {
        Layout layout = Layout.of(format);
        if (layout == null) {
            return true;
        }
        boolean number = place >= layout.number() && place <= layout.numberDigit();
        boolean birth = place >= layout.birth() && place <= layout.birthDigit();
        boolean expiry = place >= layout.expiry() && place <= layout.expiryDigit();
        boolean composite = place == layout.composite();
        for (int i = 0; i < layout.covered().length; i += 2) {
            composite |= place >= layout.covered()[i] && place < layout.covered()[i + 1];
        }
        return number || birth || expiry || composite;
    }

    /** The right number is among those offered, and each of them makes a valid zone. */
    @ParameterizedTest
    @FieldSource("FORMATS")
    void repairsMisreadNumbersToValidZones(MrzFormat format) {
        ZoneGenerator generator = new ZoneGenerator(3);
        int repaired = 0;
        for (int i = 0; i < ZONES; i++) {
            Written zone = generator.zone(format);
            int at = generator.next(Math.min(9, zone.number().length()));
            String meant = MrzChars.lookalikes(zone.number().charAt(at));
            if (meant.isEmpty()) {
                continue;
            }
            String joined = String.join("", zone.lines());
            int place = joined.indexOf(zone.number().substring(0, Math.min(9, zone.number().length())), 5) + at;
            String damaged = joined.substring(0, place) + meant.charAt(0) + joined.substring(place + 1);
            MrzReading reading = read(List.of(damaged));
            if (reading.documentNumberState() == DocumentNumberState.CONFIRMED) {
                continue;
            }
            repaired++;
            assertThat(reading.documentNumberState()).as(damaged).isEqualTo(DocumentNumberState.REPAIRED);
            assertThat(reading.documentNumberCandidates()).as(damaged).contains(zone.number());
            assertThat(reading.repairs()).as(damaged).isNotEmpty();
            for (String candidate : reading.documentNumberCandidates()) {
                assertThat(read(with(zone, candidate)).checks().allHold()).as(candidate).isTrue();
            }
        }
        assertThat(repaired).isGreaterThan(ZONES / 10);
    }

    private static List<String> with(Written zone, String number) {
        MrzWriter writer = MrzWriter.of(zone.format()).documentCode(zone.code()).issuingState(zone.state())
                .documentNumber(number).names(zone.surname(), zone.given())
                .nationality(zone.nationality() == null ? "" : zone.nationality()).birthDate(zone.birth())
                .sex(zone.sex()).optionalData(zone.optional() == null ? "" : zone.optional());
        return zone.expiry() == null ? writer.lines() : writer.expiryDate(zone.expiry()).lines();
    }

    /** Letters in the place of digits, anywhere in dates: all fields come back, every change is told. */
    @ParameterizedTest
    @FieldSource("FORMATS")
    void repairsLettersInDates(MrzFormat format) {
        ZoneGenerator generator = new ZoneGenerator(4);
        for (int i = 0; i < ZONES; i++) {
            Written zone = generator.zone(format);
            char[] text = String.join("", zone.lines()).toCharArray();
            int birth = format == MrzFormat.IDFRA ? FrenchCard.BIRTH : Layout.of(format).birth();
            int changed = 0;
            for (int place = birth; place <= birth + Layout.DATE_SIZE; place++) {
                int like = "015286".indexOf(text[place]);
                if (like >= 0) {
                    text[place] = "OISZBG".charAt(like);
                    changed++;
                }
            }
            MrzReading reading = read(List.of(new String(text)));
            assertThat(fields(reading)).as(new String(text)).isEqualTo(fields(zone));
            assertThat(reading.repairs().isEmpty()).isEqualTo(changed == 0);
        }
    }

    /** A misread check digit is no reason to invent another number, as long as a composite digit can tell. */
    @ParameterizedTest
    @FieldSource("FORMATS")
    void leavesNumbersWithWrongDigitsUnverified(MrzFormat format) {
        if (Layout.of(format) == null || Layout.of(format).isVisa()) {
            return;
        }
        ZoneGenerator generator = new ZoneGenerator(5);
        for (int i = 0; i < ZONES; i++) {
            Written zone = generator.zone(format);
            char[] text = String.join("", zone.lines()).toCharArray();
            int place = Layout.of(format).numberDigit();
            int off = 1 + generator.next(9);
            if (off == 5 || !MrzChars.isDigit(text[place])) {
                continue;
            }
            text[place] = (char) ('0' + (text[place] - '0' + off) % 10);
            MrzReading reading = read(List.of(new String(text)));
            assertThat(reading.documentNumberState()).as(new String(text)).isEqualTo(DocumentNumberState.UNVERIFIED);
            assertThat(reading.documentNumberCandidates()).containsExactly(zone.number());
        }
    }

    /** A filler lost anywhere in the line of data is put back where the digits want it. */
    @ParameterizedTest
    @FieldSource("FORMATS")
    void putsLostFillersBack(MrzFormat format) {
        ZoneGenerator generator = new ZoneGenerator(6);
        int tried = 0;
        for (int i = 0; i < 200; i++) {
            Written zone = generator.zone(format);
            List<String> lines = new ArrayList<>(zone.lines());
            int line = format == MrzFormat.TD1 ? generator.next(2) : 1;
            int place = lines.get(line).indexOf('<');
            if (place < 0 || format == MrzFormat.MRVB || format == MrzFormat.MRVA) {
                continue;
            }
            tried++;
            lines.set(line, lines.get(line).substring(0, place) + lines.get(line).substring(place + 1));
            MrzReading reading = read(lines);
            assertThat(reading.valid()).isFalse();
            assertThat(reading.format()).isEqualTo(format);
            assertThat(reading.documentNumberCandidates()).as("%s", lines).contains(zone.number());
            assertThat(reading.birthDate()).as("%s", lines).isEqualTo(zone.birth());
        }
        assertThat(tried).isGreaterThanOrEqualTo(format == MrzFormat.MRVA || format == MrzFormat.MRVB ? 0 : 50);
    }

    /** A filler of the number that came to stand at the end of the line goes back, whatever was read in between. */
    @ParameterizedTest
    @FieldSource("FORMATS")
    void putsMovedFillersBack(MrzFormat format) {
        if (format != MrzFormat.TD2 && format != MrzFormat.TD3) {
            return;
        }
        ZoneGenerator generator = new ZoneGenerator(8);
        int moved = 0;
        for (int i = 0; i < 500; i++) {
            Written zone = generator.zone(format);
            if (zone.number().length() >= Layout.NUMBER_SIZE) {
                continue;
            }
            String line = zone.lines().get(1);
            int filler = zone.number().length();
            moved++;
            MrzReading reading =
                    read(List.of(zone.lines().get(0), line.substring(0, filler) + line.substring(filler + 1) + "<"));
            assertThat(fields(reading)).as(line).isEqualTo(fields(zone));
            assertThat(reading.valid()).isFalse();
            assertThat(reading.repairs()).extracting(MrzRepair::field).containsExactly("zone");
        }
        assertThat(moved).isGreaterThan(100);
    }

    @Test
    void neverThrows() {
        ZoneGenerator generator = new ZoneGenerator(7);
        String alphabet = CHARACTERS + "«‹> |\n\r\t abcxyzÄßД٣\u0000\uD83D\uDE00\uFEFF";
        for (int i = 0; i < 10_000; i++) {
            List<String> lines = new ArrayList<>();
            for (int line = generator.next(5); line >= 0; line--) {
                lines.add(fuzzedLine(generator, alphabet));
            }
            MrzReading reading = read(lines);
            assertThat(reading.problems()).isNotNull();
        }
    }

    private static String fuzzedLine(ZoneGenerator generator, String alphabet) {
        int[] widths = {30, 36, 44, 72, 88, 90};
        int length = generator.next(3) == 0 ? generator.next(120) : widths[generator.next(6)] + generator.next(5) - 2;
        if (generator.next(3) == 0) {
            return generator.characters(length, alphabet);
        }
        Written zone = generator.zone(ZoneGenerator.FORMATS.get(generator.next(6)));
        String line = zone.lines().get(generator.next(zone.lines().size()));
        int from = generator.next(line.length());
        int to = from + generator.next(line.length() - from);
        return switch (generator.next(4)) {
            case 0 -> line;
            case 1 -> line.substring(0, from) + line.substring(to);
            case 2 -> line.substring(0, to) + line.substring(from);
            default -> line.substring(0, from) + generator.characters(to - from, alphabet) + line.substring(to);
        };
    }

    private static MrzReading read(List<String> lines) {
        return MrzReader.read(lines, REFERENCE);
    }

    private static List<Object> fields(MrzReading r) {
        return strings(
                r.documentCode(), r.issuingState(), r.documentNumber(), r.surname(), r.givenNames(), r.nationality(),
                r.birthDate(), r.sex(), r.expiryDate(), r.optionalData(), r.optionalData2());
    }

    private static List<Object> fields(Written w) {
        return strings(
                w.code(), w.state(), w.number(), w.surname(), w.given(), w.nationality(), w.birth(), w.sex(),
                w.expiry(), w.optional(), w.optional2());
    }

    private static List<Object> strings(Object... fields) {
        List<Object> strings = new ArrayList<>();
        for (Object field : fields) {
            strings.add(String.valueOf(field));
        }
        return strings;
    }
}
