package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final LocalDate REFERENCE = LocalDate.of(2026, 1, 1);

    @Test
    void readsTheFieldsOfTheStandard() {
        List<String> differences = new ArrayList<>();
        for (JsonObject row : SharedData.jsonLines("names.jsonl")) {
            String field = field(row);
            Draft draft = new Draft(MrzFormat.TD3, REFERENCE);
            Names.read(field.toCharArray(), 0, field.length(), draft);
            String read = draft.surname + "|" + draft.givenNames + "|" + draft.truncated;
            String secondary = row.get("secondary").getAsString();
            String expected = row.get("primary").getAsString() + "|" + (secondary.isEmpty() ? null : secondary) + "|"
                    + row.get("ends_with_letter").getAsBoolean();
            if (!read.equals(expected)) {
                differences.add(read + " (expected: " + expected + ")");
            }
        }
        assertThat(differences).isEmpty();
    }

    /** Names that fit have one right field. */
    @Test
    void writesTheFieldsOfTheStandardWhereTheyFit() {
        for (JsonObject row : SharedData.jsonLines("names.jsonl")) {
            if (!row.get("truncated").getAsBoolean()) {
                assertThat(written(row)).isEqualTo(stripped(field(row)));
            }
        }
    }

    /** Of cut names ICAO allows several; ours keeps every word, as a beginning of it, and fills the field. */
    @Test
    void cutsNamesAsTheStandardAllows() {
        for (JsonObject row : SharedData.jsonLines("names.jsonl")) {
            if (row.get("truncated").getAsBoolean()) {
                String written = written(row);
                String[] identifiers = row.get("viz").getAsString().toUpperCase(Locale.ROOT).split(", ");
                String[] cut = written.split("<<");
                assertThat(written).hasSize(row.get("width").getAsInt());
                assertThat(cut).hasSize(2);
                isCutFrom(cut[0], identifiers[0]);
                isCutFrom(cut[1], identifiers[1]);
            }
        }
    }

    @Test
    void flagsWhatIsMissing() {
        assertThat(read("<<ANNA<MARIA<<<<<<<<").problems()).contains("NAME_MISSING");
        assertThat(read("ERIKSSON<<<<<<<<<<<<").problems()).containsExactly("NAME_SEPARATOR");
        assertThat(read("<<<<<<<<<<<<<<<<<<<<").problems()).contains("NAME_MISSING");
        assertThat(read("STEVENSON<<PETER<<JO").problems()).containsExactly("NAME_TRUNCATED", "NAME_PARTS");
        assertThat(read("ERIKSSON<<ANNA<MARIA").problems()).containsExactly("NAME_TRUNCATED");
        assertThat(read("ERIKSSON<<ANNA<<<<<<").problems()).isEmpty();
    }

    private record Read(List<String> problems) {}

    private static Read read(String field) {
        Draft draft = new Draft(MrzFormat.TD3, REFERENCE);
        Names.read(field.toCharArray(), 0, field.length(), draft);
        return new Read(draft.freeze().problems().stream().map(problem -> problem.code().name()).toList());
    }

    private static void isCutFrom(String cut, String identifier) {
        String[] parts = cut.split("<");
        String[] words = identifier.replace('-', ' ').split(" ");
        assertThat(parts).hasSameSizeAs(words);
        for (int i = 0; i < parts.length; i++) {
            assertThat(parts[i]).isNotEmpty();
            assertThat(words[i]).startsWith(parts[i]);
        }
    }

    private static String written(JsonObject row) {
        String[] identifiers = row.get("viz").getAsString().split(", ");
        return NameField.of(
                identifiers[0], identifiers.length > 1 ? identifiers[1] : null, row.get("width").getAsInt());
    }

    /** Two fields are misprinted in the copy, one with a filler too many; the padded form is right or has the same names. */
    private static String field(JsonObject row) {
        int width = row.get("width").getAsInt();
        String field = stripped(row.get("field_padded").getAsString());
        return field + "<".repeat(width - field.length());
    }

    private static String stripped(String field) {
        int end = field.length();
        while (end > 0 && field.charAt(end - 1) == '<') {
            end--;
        }
        return field.substring(0, end);
    }
}
