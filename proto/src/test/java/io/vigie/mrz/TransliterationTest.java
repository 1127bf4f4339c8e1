package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransliterationTest {

    @Test
    void givesEveryFormOfEveryCharacterAndTheFirstToWrite() {
        Map<String, String> first = new HashMap<>();
        List<String> differences = new ArrayList<>();
        for (String[] row : SharedData.rows("transliteration.tsv")) {
            if (!row[3].equals("char") || row[2].startsWith("[")) {
                continue;
            }
            List<String> forms = Transliteration.forms(row[1].charAt(0));
            if (!forms.contains(row[2])) {
                differences.add(row[1] + " " + row[2] + " not in " + forms);
            }
            if (first.putIfAbsent(row[1], row[2]) == null && !forms.get(0).equals(row[2])) {
                differences.add(row[1] + " is written " + forms.get(0) + " (expected: " + row[2] + ")");
            }
        }
        assertThat(differences).isEmpty();
        assertThat(first).hasSizeGreaterThan(200);
    }

    /** Two printed examples use an older form of heh, which the table contradicts. */
    @Test
    void writesTheNamesOfTheStandard() {
        List<String> differences = new ArrayList<>();
        for (String[] row : SharedData.rows("transliteration.tsv")) {
            if (!row[3].equals("name") || row[5].contains("prints heh")) {
                continue;
            }
            String expected = row[2].replace("<<", "<");
            if (!Transliteration.forms(row[1], 64).contains(expected)) {
                differences.add(row[1] + ": " + Transliteration.toMrz(row[1]) + " (expected: " + expected + ")");
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void coversLettersThatDoNotDecompose() {
        assertThat(Transliteration.toMrz("Łódź Øst Ægir Đoković Þór Groß")).isEqualTo("LODZ<OEST<AEGIR<DOKOVIC<THOR<GROSS");
        assertThat(Transliteration.toMrz("Nguyễn Thị Ơn")).isEqualTo("NGUYEN<THI<ON");
        assertThat(Transliteration.toMrz("ГОРБАЧЁВ")).isEqualTo("GORBACHEV");
        assertThat(Transliteration.toMrz("ﬁ Ｍ")).isEqualTo("FI<M");
    }

    @Test
    void readsDecomposedTextAlike() {
        assertThat(Transliteration.toMrz("Mu\u0308ller")).isEqualTo("MUELLER");
        assertThat(Transliteration.toMrz("\u0418\u0306")).isEqualTo("I");
    }

    @Test
    void givesAllFormsOfAName() {
        assertThat(Transliteration.forms("Müñå", 100))
                .hasSize(12)
                .contains("MUENAA", "MUXXNXXA", "MUNA")
                .startsWith("MUENAA");
    }

    @Test
    void bounds() {
        String name = "Ü".repeat(1_000);
        assertThat(Transliteration.forms(name, Integer.MAX_VALUE)).hasSize(256);
        assertThat(Transliteration.forms(name, 1)).containsExactly("UE".repeat(1_000));
        assertThatThrownBy(() -> Transliteration.forms("A", 0)).hasMessage("max: 0 (expected: >= 1)");
    }

    @Test
    void holdsNothingButLettersAndSingleFillers() {
        IntStream.range(0, 0x10000).mapToObj(c -> "A" + (char) c + "B").forEach(name -> assertThat(
                        Transliteration.forms(name, 4))
                .isNotEmpty()
                .allSatisfy(form -> assertThat(form.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c == '<'))
                        .as("U+%04X", (int) name.charAt(1))
                        .isTrue()));
    }
}
