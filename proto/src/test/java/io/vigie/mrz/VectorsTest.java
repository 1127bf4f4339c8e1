package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Zones of real and specimen documents with the reading that their sources assert. */
class VectorsTest {

    private static final LocalDate REFERENCE = LocalDate.of(2026, 1, 1);

    /** Formats that no interface names: their form is UNKNOWN. */
    private static final Set<String> NATIONAL = Set.of("OTHER", "SDL", "DL1", "DLFRA");

    /** Assertions that contradict Doc 9303, the check digits or another source; each with its reason. */
    private static final Map<String, String> DISAGREED = Map.of(
            "mrz033 documentNumber", "two sources take the driver's number, as in mrz261 and mrz262, one the blank's",
            "mrz235 documentNumber", "conflict row: the digits do not allow this number",
            "mrz350 format", "a P in visa shape is a passport",
            "mrz350 valid", "as a passport its digits are wrong",
            "mrz360 primary", "no double filler is no secondary identifier (Doc 9303-4, 4.2.3.1)",
            "mrz360 secondary", "as above",
            "mrz406 primary", "as above",
            "mrz406 secondary", "as above");

    @Test
    void readsEveryFieldThatSourcesAssert() {
        List<String> differences = new ArrayList<>();
        int[] asserted = new int[1];
        for (JsonObject row : SharedData.jsonLines("vectors.jsonl")) {
            String id = row.get("id").getAsString();
            MrzReading reading = MrzReader.read(lines(row.getAsJsonArray("mrz")), REFERENCE);
            for (Map.Entry<String, JsonElement> field : row.getAsJsonObject("expect").entrySet()) {
                asserted[0]++;
                String difference = difference(field.getKey(), field.getValue(), reading);
                if (difference != null && !DISAGREED.containsKey(id + " " + field.getKey())) {
                    differences.add(id + " " + field.getKey() + ": " + difference);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(asserted[0]).isGreaterThan(800);
    }

    @Test
    void tellsFormatVerdictAndEachDigit() {
        List<String> differences = new ArrayList<>();
        for (JsonObject row : SharedData.jsonLines("vectors.jsonl")) {
            String id = row.get("id").getAsString();
            MrzReading reading = MrzReader.read(lines(row.getAsJsonArray("mrz")), REFERENCE);
            boolean conflict = row.has("conflict");
            boolean wellFormed = isTrue(row, "length_ok") && isTrue(row, "charset_ok");
            JsonObject digits = row.getAsJsonObject("cd_ok");
            boolean allHold = digits.entrySet().stream()
                    .allMatch(e -> e.getValue().isJsonNull() || e.getValue().getAsBoolean());
            boolean valid = conflict ? wellFormed && allHold : row.get("valid").getAsBoolean();
            compare(differences, id + " valid", valid, reading.valid());
            String format = row.get("format").getAsString();
            if (wellFormed || !format.equals("OTHER")) {
                compare(differences, id + " format", NATIONAL.contains(format) ? "UNKNOWN" : format, reading.format().name());
            }
            if (isTrue(row, "length_ok") && reading.format() != MrzFormat.UNKNOWN) {
                MrzChecks checks = reading.checks();
                compare(differences, id + " cd document", bool(digits, "document"), checks.documentNumber());
                compare(differences, id + " cd birth", bool(digits, "birth"), checks.birthDate());
                compare(differences, id + " cd expiry", bool(digits, "expiry"), checks.expiryDate());
                if (!id.equals("mrz350")) {
                    compare(differences, id + " cd optional", bool(digits, "optional"), checks.optionalData());
                    compare(differences, id + " cd composite", bool(digits, "composite"), checks.composite());
                }
            }
            if (row.has("name_fills_field") && isTrue(row, "length_ok")
                    && reading.format() != MrzFormat.IDFRA) {
                compare(differences, id + " truncated", isTrue(row, "name_fills_field"), reading.truncated());
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(List<String> differences, String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual) && !DISAGREED.containsKey(what)) {
            differences.add(what + ": " + actual + " (expected: " + expected + ")");
        }
    }

    private static boolean isTrue(JsonObject row, String name) {
        return row.has(name) && !row.get(name).isJsonNull() && row.get(name).getAsBoolean();
    }

    private static Boolean bool(JsonObject digits, String name) {
        return digits.get(name).isJsonNull() ? null : digits.get(name).getAsBoolean();
    }

    static List<String> lines(Iterable<JsonElement> array) {
        List<String> lines = new ArrayList<>();
        array.forEach(line -> lines.add(line.getAsString()));
        return lines;
    }

    private static String difference(String field, JsonElement expected, MrzReading r) {
        return switch (field) {
            case "documentCode" -> different(expected, r.documentCode());
            case "issuingState", "issuingStateRaw" -> different(expected, r.issuingState());
            case "documentNumber" -> different(expected, r.documentNumber());
            case "nationality" -> different(expected, r.nationality());
            case "primary" -> different(expected, r.surname());
            case "secondary" -> different(expected, r.givenNames());
            case "sex" -> different(expected.getAsString().replace('<', 'X'), r.sex());
            case "birthDate" -> different(expected, shortDate(r.birthDate(), r.birthDateRaw()));
            case "expiryDate" -> different(expected, shortDate(r.expiryDate(), r.expiryDateRaw()));
            case "birthDateIso" -> different(expected, isoDate(expected, r.birthDate(), r.birthDateRaw()));
            case "expiryDateIso" -> different(expected, isoDate(expected, r.expiryDate(), r.expiryDateRaw()));
            case "optional1", "personalNumber" -> different(filled(expected), r.optionalData());
            case "administrativeCode" -> different(expected, r.optionalData());
            case "optional2" -> different(filled(expected), r.optionalData2());
            case "checks" -> checks(expected.getAsJsonObject(), r.checks());
            case "corrected" -> corrected(lines(expected.getAsJsonArray()), r);
            case "compositeCheckDigit" -> different("true", r.checks().composite());
            // Not in a reading: parts of numbers, derived dates, alpha-2 codes, chip keys.
            case "issuingAlpha2", "derivedExpiryIso", "derivedExpiry", "documentNumberCheckDigit", "bacMrzInfo",
                    "issueDate", "administrativeCode2", "pinCode", "versionNumber" -> null;
            default -> "a field that this test does not know";
        };
    }

    /** One source writes the fillers inside optional data as blanks, five keep them; so do we. */
    private static String filled(JsonElement expected) {
        return expected.getAsString().replace(' ', '<');
    }

    private static String different(JsonElement expected, Object actual) {
        return different(expected.getAsString(), actual);
    }

    private static String different(String expected, Object actual) {
        String text = actual == null ? "" : actual.toString();
        return text.equals(expected) ? null : text + " (expected: " + expected + ")";
    }

    private static String shortDate(LocalDate date, String raw) {
        if (date == null) {
            return raw == null || raw.equals("<<<<<<") ? "" : raw;
        }
        return String.format("%02d%02d%02d", date.getYear() % 100, date.getMonthValue(), date.getDayOfMonth());
    }

    /** Days that do not exist stay raw; sources write them as ISO dates all the same. */
    private static String isoDate(JsonElement expected, LocalDate date, String raw) {
        if (date != null) {
            return date.toString();
        }
        String iso = expected.getAsString();
        String six = iso.substring(2, 4) + iso.substring(5, 7) + iso.substring(8, 10);
        return six.equals(raw) ? iso : raw;
    }

    private static String checks(JsonObject expected, MrzChecks actual) {
        for (Map.Entry<String, JsonElement> entry : expected.entrySet()) {
            Boolean check = switch (entry.getKey()) {
                case "document" -> actual.documentNumber();
                case "birth" -> actual.birthDate();
                case "expiry" -> actual.expiryDate();
                case "optional" -> actual.optionalData();
                default -> actual.composite();
            };
            if (!Objects.equals(check, entry.getValue().getAsBoolean())) {
                return entry.getKey() + " " + check;
            }
        }
        return null;
    }

    /** A damaged zone must read as its source's corrected lines do. */
    private static String corrected(List<String> lines, MrzReading damaged) {
        MrzReading right = MrzReader.read(lines, REFERENCE);
        return fields(damaged).equals(fields(right)) ? null : fields(damaged) + " (expected: " + fields(right) + ")";
    }

    private static List<Object> fields(MrzReading r) {
        List<Object> fields = new ArrayList<>();
        fields.addAll(List.of(r.format(), r.truncated(), r.documentNumberCandidates()));
        for (Object field : new Object[] {
            r.documentCode(), r.issuingState(), r.documentNumber(), r.surname(), r.givenNames(), r.nationality(),
            r.birthDate(), r.sex(), r.expiryDate(), r.optionalData(), r.optionalData2()
        }) {
            fields.add(String.valueOf(field));
        }
        return fields;
    }
}
