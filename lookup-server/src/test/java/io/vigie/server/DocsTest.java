package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.match.MatchFeature;
import io.vigie.server.metrics.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents are true: what they name exists, and what they must list is listed. */
class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern KEY = Pattern.compile("(?m)^([a-z]+[.][a-z.-]+) =");
    private static final Pattern KEY_IN_TEXT = Pattern.compile("`((?:net|admin|query|data|audit|messages)\\.[a-z-]+)`");
    private static final Pattern PLACEHOLDER = Pattern.compile("(@[A-Z][A-Z0-9_-]*@)");
    private static final Pattern CLASS_IN_TEXT = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (String target : matches(LINK, Files.readString(page))) {
                if (!Files.exists(page.getParent().resolve(target).normalize())) {
                    broken.add(ROOT.relativize(page) + " → " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theMappingOfOperationsIsOneThatIsTested() throws IOException {
        String mapping = Files.readString(Path.of("src/test/resources/lists/stolen.mapping.json"));
        assertThat(Files.readString(ROOT.resolve("docs/operations.md"))).contains(mapping);
    }

    @Test
    void noPlaceholderIsLeft() throws IOException {
        for (Path page : pages()) {
            assertThat(matches(PLACEHOLDER, Files.readString(page)))
                    .as(page.toString())
                    .isEmpty();
        }
    }

    @Test
    void everyKeyThatIsNamedExists() throws IOException {
        String reference = Files.readString(Path.of("src/main/resources/reference.properties"));
        Set<String> keys = matches(KEY, reference);
        for (Path page : pages()) {
            assertThat(keys).as(page.toString()).containsAll(matches(KEY_IN_TEXT, Files.readString(page)));
        }
    }

    @Test
    void everyClassThatIsNamedExists() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(ROOT)) {
            classes = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        try (Stream<Path> files = Files.list(ROOT.resolve("proto/src/main/protobuf"))) {
            files.forEach(file -> classes.addAll(matches(Pattern.compile("(?m)^message (\\w+)"), read(file))));
        }
        classes.addAll(Set.of("FileChannel", "CompletionStage"));
        for (Path page : pages()) {
            if (!page.endsWith("CHANGELOG.md")) {
                assertThat(classes).as(page.toString()).containsAll(matches(CLASS_IN_TEXT, Files.readString(page)));
            }
        }
    }

    @Test
    void everyMeterIsInTheTableOfOperations() throws IOException {
        String operations = Files.readString(ROOT.resolve("docs/operations.md"));
        for (Meters meter : Meters.values()) {
            assertThat(operations)
                    .contains("| `" + meter.meterName() + "` | " + (meter.tags().isEmpty() ? "" : meter.tags() + " ")
                            + "| " + meter.meaning() + " |");
        }
    }

    @Test
    void everyMatchFeatureIsInTheTableOfMatching() throws IOException {
        String matching = Files.readString(ROOT.resolve("docs/matching.md"));
        for (MatchFeature feature : MatchFeature.values()) {
            assertThat(matching)
                    .contains("| `" + feature + "` | " + feature.weight() + " | "
                            + (feature.evidence() == 0 ? "" : feature.evidence()) + " | " + feature.meaning() + " |");
        }
    }

    @Test
    void theTestCommandOfTheReadmeIsWhatCiRuns() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("mvn verify");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("\nmvn -B verify\n");
    }

    @Test
    void theLauncherCarriesTheFlagsOfTheBuild() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String flags = matches(Pattern.compile("<vigie.jvm.flags>(.*)</vigie.jvm.flags>"), pom)
                .iterator()
                .next();
        assertThat(Files.readString(ROOT.resolve("vigie"))).contains(flags.split(" "));
    }

    @Test
    void theJavaOfTheReadmeIsTheTutorial() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md")).replaceAll("\\s+", " ");
        String tutorial = Files.readString(Path.of("src/test/java/io/vigie/server/TutorialTest.java"));
        for (String part : List.of("client", "server")) {
            int from = tutorial.indexOf("// begin: " + part) + ("// begin: " + part).length();
            String lines = tutorial.substring(from, tutorial.indexOf("// end: " + part));
            assertThat(readme).contains(lines.strip().replaceAll("\\s+", " "));
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
