package io.vigie.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The directions of dependency of docs/architecture.md. */
class ArchitectureTest {
    private static final String SERVER = "io.vigie.server";

    /** Who may use whom; the composition root (the empty name) may use everything. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("match", Set.of()),
            Map.entry("store", Set.of()),
            Map.entry("access", Set.of()),
            Map.entry("certificates", Set.of("access")),
            Map.entry("metrics", Set.of()),
            Map.entry("index", Set.of("store", "match")),
            Map.entry("ingest", Set.of("index", "store")),
            Map.entry("audit", Set.of("access", "store")),
            Map.entry("hits", Set.of("access", "store")),
            // The plan allows query no store; it needs the view that a question is answered on.
            Map.entry("query", Set.of("index", "match", "access", "audit", "hits", "metrics", "store")),
            // Outcomes leave when they are recorded, as answers do.
            Map.entry("feed", Set.of("index", "store", "access", "audit", "metrics")),
            Map.entry("operator", Set.of("access", "audit", "feed", "ingest", "index", "store")),
            Map.entry("net", Set.of("query", "feed", "access", "metrics")),
            Map.entry("admin", Set.of("query", "access", "metrics")),
            // Configuration fills the records that components declare.
            Map.entry("config", Set.of("net", "query", "audit", "feed", "access", "hits", "index")),
            // The command line opens the data folder that it loads.
            Map.entry("cli", Set.of("", "access", "certificates", "config", "ingest", "audit", "match", "store", "index", "operator")),
            Map.entry(
                    "",
                    Set.of("admin", "access", "audit", "config", "feed", "hits", "index", "ingest", "metrics", "net", "operator", "query", "store")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vigie");

    @Test
    void packagesUseOnlyWhatTheyMay() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String target = componentOf(dependency.getTargetClass());
                String source = componentOf(from);
                if (source != null && target != null && !source.equals(target)
                        && !MAY_USE.get(source).contains(target)) {
                    wrong.add(source + " → " + target + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(type -> {
            String component = componentOf(type);
            if (component != null) {
                packages.add(component);
            }
        });
        assertThat(packages).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("io.vigie.server.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("io.vigie.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void clientAndProtoKnowNoServer() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("io.vigie.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vigie.server..")
                .check(CLASSES);
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage("io.vigie.v1..", "io.vigie.wire..", "io.vigie.mrz..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vigie.client..")
                .check(CLASSES);
    }

    @Test
    void zonesUseTheJdkAlone() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("io.vigie.mrz..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.vigie.mrz..", "java..")
                .check(CLASSES);
    }

    @Test
    void everyOutsideThingHasOneHome() {
        Map<String, String> homes = Map.of(
                "org.lmdbjava", "io.vigie.server.store",
                "com.ibm.icu", "io.vigie.server.match",
                "io.micrometer", "io.vigie.server.metrics",
                "picocli", "io.vigie.server.cli",
                "com.google.protobuf.util", "io.vigie.server.ingest",
                "org.bouncycastle", "io.vigie.server.certificates",
                "de.siegmar.fastcsv", "io.vigie.server.ingest.foreign",
                "com.sun.net.httpserver", "io.vigie.server.admin");
        homes.forEach((library, home) -> ArchRuleDefinition.noClasses()
                .that(describe("reside outside " + home, type -> !type.getPackageName()
                        .startsWith(home)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(CLASSES));
    }

    /** First package below the server, empty for the root, null for what is not the server's. */
    private static String componentOf(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(SERVER)) {
            return "";
        }
        if (!name.startsWith(SERVER + ".")) {
            return null;
        }
        String below = name.substring(SERVER.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
