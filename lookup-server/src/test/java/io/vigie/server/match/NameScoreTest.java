package io.vigie.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.match.NameMatcher.NameMatch;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameScoreTest {
    private final NameMatcher matcher = new NameMatcher(Weights.STANDARD, NameGroups.none());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Сергей Шевченко               | SHEVCHENKO, Serhiy         | (c)
            محمود عبد الرحمن               | Mahmoud Abdul Rahman       | (a)
            ERIKSSON, Anna                | ANNA, Eriksson             | (b)
            Anna Maria Eriksson           | ERIKSSON, Anna Maria       | (c)
            Maria Anna Eriksson           | Anna Maria Eriksson        | (d)
            Anna Maria Erikssno           | Anna Maria Eriksson        | (e)
            Anna Maria Erskison           | Anna Maria Eriksson        | (e)
            Anna Maria Erikson            | Anna Maria Eriksson        | (f)
            Anna-Maria Eriksson           | Annamaria Eriksson         | (g)
            Sean O'Connor                 | Sean Oconnor               |
            Anna Maria Eriks              | Anna Maria Eriksson        | (h)
            राजेश चौधरी                      | Rajesh Chaudhary           | (a)
            Jon Smith                     | John Smith                 |
            Bill Gatenby                  | William Gatenby            | short
            NUR UD DIN HASSAN             | Nooruddin Hassan           |
            """)
    void similarNamesReachTheThreshold(String one, String other, String letter) {
        NameMatch match = match(one, other);
        assertThat(match.score()).isBetween(Weights.THRESHOLD, 1.0);
        if (letter != null) {
            assertThat(match.explanation()).anyMatch(row -> row.getDetail().startsWith(letter));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            John Smith                    | Peter Smith
            Mohammed Ali                  | Mohammed Khan
            Mohammed                      | Mohammed Khan
            George Bush                   | George Habbash
            Li Wu                         | Lu Wang
            Ahmad Muhammad Karim Salih    | Ahmad Muhammad Jabir Nuri
            Kim Yong Su                   | Kim Jong Un
            """)
    void otherNamesDoNot(String one, String other) {
        assertThat(match(one, other).score()).isLessThan(Weights.THRESHOLD);
    }

    @Test
    void whatACutTookAwayCostsLessThanWhatIsMissing() {
        assertThat(match("GONZALE, Jesus", "GONZALEZ PENUELAS, Jesus").score())
                .isGreaterThan(match("GONZALLEZ, Jesus", "GONZALEZ PENUELAS, Jesus").score() + 0.02);
        assertThat(match("Al-Hin, Muhammad", "Al-Hindi, Muhammad").explanation())
                .as("cut behind a particle")
                .anyMatch(row -> row.getDetail().startsWith("(h)"));
        assertThat(match("Anna Eriksson", "Anna Erik de Souza").score())
                .as("a record that is cut has lost nothing behind the cut")
                .isLessThan(match("Anna Erik", "Anna Eriksson de Souza").score() - 0.02);
    }

    @Test
    void whatContradictsCostsMoreThanWhatIsMissing() {
        double missing = match("Anna Maria Eriksson", "Anna Eriksson").score();
        double contradicted = match("Anna Maria Eriksson", "Anna Karin Eriksson").score();
        assertThat(contradicted).isLessThan(missing);
        assertThat(missing).isLessThan(match("Anna Maria Eriksson", "Anna Maria Eriksson").score());
    }

    @Test
    void aCutZoneMatchesAsPrefix() {
        NameScore score = new NameScore(Weights.STANDARD);
        double cut = score.of(prepared("PAPANDROPOULOUS<<JONATHAN<ALEXANDER<TRE", true),
                prepared("PAPANDROPOULOUS<<JONATHAN<ALEXANDER<TREVOR", false));
        assertThat(cut).isGreaterThan(0.95);
    }

    @Test
    void anythingScoresBetween0And1() {
        Random random = new Random(11);
        String letters = "AEIOUKHSMRT  -'éхعक字Ÿ";
        for (int i = 0; i < 20_000; i++) {
            String one = text(random, letters);
            String other = text(random, letters);
            NameMatch match = matcher.match(one, other);
            if (match != null) {
                assertThat(match.score()).as("%s | %s", one, other).isBetween(0.0, 1.0);
                assertThat(match(one, one).score()).as(one).isEqualTo(1);
            }
        }
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(random.nextInt(50) == 0 ? 400 : 30); text.length() < length; ) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private NameMatch match(String one, String other) {
        return Objects.requireNonNull(matcher.match(one, other));
    }

    private static PreparedName prepared(String text, boolean truncated) {
        return new PreparedName(
                truncated ? NameReader.read(text).asTruncated() : NameReader.read(text), Weights.STANDARD, NameGroups.none());
    }
}
