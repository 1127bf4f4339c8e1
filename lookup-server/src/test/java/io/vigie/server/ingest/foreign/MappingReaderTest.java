package io.vigie.server.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigie.server.ingest.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingReaderTest {
    @TempDir
    Path folder;

    @Test
    void allProblemsAreToldAtOnce() throws IOException {
        assertThat(problems("""
                {"record":"travelDocument","seperator":";","quote":"''","encoding":"latin9x","header":["Nr","Nr"],
                 "constants":{"status":"STOLN","owner":["FRA"],"loss":"x"},
                 "columns":{"Nr":{"field":"identifier"},"Art":{"field":"type","case":"upper"},
                            "Datum":{"field":"statusDate","dates":["dd.MM.yy"]},"Ort":{"field":"loss.place[0]"},"X":7}}"""))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("seperator: unknown (expected: columns, constants, encoding, header"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("columns.Nr.field: \"identifier\" (expected: one of id, owner, version"))
                .anySatisfy(problem -> assertThat(problem).startsWith("columns.Art.case: unknown (expected: codes, dates"))
                .contains(
                        "columns.Datum.dates: \"dd.MM.yy\" (expected: a pattern such as dd.MM.yyyy, with a year of four digits)",
                        "columns.Ort.field: \"loss.place[0]\": place has no elements (expected: no [])",
                        "columns.X: not an object (expected: an object)",
                        "header: not usable (expected: true, or the names of all columns, each once)",
                        "encoding: \"latin9x\" (expected: a character set such as UTF-8 or ISO-8859-1)",
                        "constants.owner: not text (expected: text)")
                .anySatisfy(problem -> assertThat(problem).startsWith("separator, quote: \",''\" (expected: one character each"))
                .anySatisfy(problem -> assertThat(problem).startsWith("constants.status: \"STOLN\" (expected: FALSE, INVALID"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("constants.loss: \"loss\" has fields of its own (expected: one of date, place"));
    }

    @Test
    void whatEveryRecordNeedsIsAskedFor() throws IOException {
        assertThat(problems("{\"record\":\"person\",\"columns\":{\"a\":{\"field\":\"identities[0].names[0].full\"}}}"))
                .containsExactly(
                        "id: absent (expected: a column for it)");
        assertThat(problems("{\"record\":\"person\",\"columns\":{\"a\":{\"field\":\"id\"}}}"))
                .containsExactly("owner: absent (expected: a column or constant for it, or --owner)");
        assertThat(problems("{\"record\":\"passport\"}"))
                .contains("record: \"passport\" (expected: travelDocument, person, notice)");
        assertThat(problems("{\"record\":\"person\",\"columns\":{\"a\":{\"field\":\"identities.names[0].full\"}}}"))
                .containsExactly("columns.a.field: \"identities.names[0].full\": identities is a list (expected: an element of it,"
                        + " such as [0], or [] for a new one)");
        assertThat(problems("nonsense")).singleElement().asString().startsWith("not JSON");
    }

    @Test
    void newElementsStandBehindThoseThatAreNamedByPlaceWhateverTheColumnsOrder() throws Exception {
        List<String> records = records(
                "alias,name,id\nB;C,A,1\n",
                """
                {"record":"person","constants":{"identities[0].category":"CONFIRMED"},
                 "columns":{"id":{"field":"id"},"name":{"field":"identities[0].names[0].full"},
                            "alias":{"field":"identities[].names[0].full","split":";","with":{"category":"ALIAS"}}}}""");
        assertThat(records)
                .containsExactly("{\"person\":{\"id\":\"1\",\"owner\":\"FRA\",\"identities\":["
                        + "{\"category\":\"CONFIRMED\",\"names\":[{\"full\":\"A\"}]},"
                        + "{\"category\":\"ALIAS\",\"names\":[{\"full\":\"B\"}]},"
                        + "{\"category\":\"ALIAS\",\"names\":[{\"full\":\"C\"}]}]}}");
    }

    @Test
    void aColumnThatTheFileLacksEndsTheReading() throws Exception {
        Path mapping = Files.writeString(
                folder.resolve("m.json"), "{\"record\":\"person\",\"columns\":{\"id\":{\"field\":\"id\"}}}");
        Path table = Files.writeString(folder.resolve("t.csv"), "number\n1\n");
        List<String> faults = new ArrayList<>();
        ForeignImport.run(options(table, mapping), record -> {}, fault -> faults.add(fault.toString()));
        assertThat(faults).containsExactly("1: no column \"id\" (expected: all of the mapping)");
    }

    private List<String> records(String csv, String mapping) throws Exception {
        Path table = Files.writeString(folder.resolve("t.csv"), csv);
        List<String> records = new ArrayList<>();
        ForeignImport.run(
                options(table, Files.writeString(folder.resolve("m.json"), mapping)),
                record -> records.add(Json.print(record)),
                fault -> records.add(fault.toString()));
        return records;
    }

    private static ImportOptions options(Path table, Path mapping) {
        return new ImportOptions(table.toString(), ForeignFormat.CSV, mapping, OfacFiles.NONE, "FRA");
    }

    private List<String> problems(String mapping) throws IOException {
        Path file = Files.writeString(folder.resolve("mapping.json"), mapping);
        return catchThrowableOfType(InvalidMappingException.class, () -> MappingReader.read(file, "")).problems();
    }
}
