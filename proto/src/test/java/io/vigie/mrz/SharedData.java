package io.vigie.mrz;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The material in {@code shared/data/mrz}, which lies beside the repository and is never copied into it. */
final class SharedData {

    private SharedData() {}

    static List<JsonObject> jsonLines(String name) {
        return lines(name).stream()
                .filter(line -> !line.isBlank())
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    /** Rows of a table without its head, each with as many cells as the head. */
    static List<String[]> rows(String name) {
        List<String> lines = lines(name);
        int width = lines.get(0).split("\t", -1).length;
        return lines.stream().skip(1).map(line -> line.split("\t", width)).toList();
    }

    private static List<String> lines(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path file = folder.resolve("shared/data/mrz").resolve(name);
            if (Files.isReadable(file)) {
                return read(file);
            }
            folder = folder.getParent();
        }
        Assumptions.abort("shared/data/mrz/" + name + " is not here: nothing to compare with");
        return List.of();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
