package io.vigie.server.ingest.foreign;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a mapping file, all problems at once. */
final class MappingReader {
    private static final int SIZE_MAX = 1 << 20;
    private static final Set<String> KEYS =
            Set.of("record", "separator", "quote", "encoding", "header", "constants", "columns");
    private static final Set<String> RULE_KEYS =
            Set.of("field", "prefix", "split", "codes", "dates", "state", "with");

    private final List<String> problems = new ArrayList<>();
    private final JsonObject mapping;

    private MappingReader(JsonObject mapping) {
        this.mapping = mapping;
    }

    /**
     * Reads a mapping.
     *
     * @param owner of all records where the mapping names none; empty = it must
     */
    static CsvMapping read(Path file, String owner) throws IOException, InvalidMappingException {
        if (Files.size(file) > SIZE_MAX) {
            throw new InvalidMappingException(List.of("larger than " + SIZE_MAX + " bytes (expected: a mapping)"));
        }
        try {
            return new MappingReader(Json.object(Files.readString(file))).read(owner);
        } catch (InvalidInputException e) {
            throw new InvalidMappingException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private CsvMapping read(String owner) throws InvalidMappingException {
        requireKnown("", mapping, KEYS);
        FieldDescriptor kind = kind();
        Map<String, List<ColumnRule>> columns = kind == null ? Map.of() : columns(kind.getMessageType());
        CsvEntries.Layout layout = layout(columns.keySet());
        Map<FieldPath, Object> constants = new LinkedHashMap<>();
        if (kind != null) {
            constants(constants, "constants", object(mapping.get("constants"), "constants"), kind.getMessageType());
            if (!owner.isEmpty()) {
                constants.keySet().removeIf(path -> path.isOfRecord("owner"));
                constants.put(FieldPath.parse("owner", kind.getMessageType()), owner);
            }
            requireMapped("id", columns, Map.of());
            requireMapped("owner", columns, constants);
        }
        if (!problems.isEmpty() || kind == null) {
            throw new InvalidMappingException(problems);
        }
        return new CsvMapping(layout, kind, columns, constants);
    }

    private @Nullable FieldDescriptor kind() {
        String name = text(mapping.get("record"), "record", "");
        List<FieldDescriptor> kinds = Record.getDescriptor().getFields();
        return kinds.stream()
                .filter(kind -> kind.getJsonName().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    problem("record", Findings.quoted(name), kinds.stream()
                            .map(FieldDescriptor::getJsonName)
                            .collect(Collectors.joining(", ")));
                    return null;
                });
    }

    private CsvEntries.Layout layout(Set<String> mapped) {
        String separator = text(mapping.get("separator"), "separator", ",");
        String quote = text(mapping.get("quote"), "quote", "\"");
        if (separator.length() != 1 || quote.length() != 1 || separator.equals(quote)) {
            problem("separator, quote", Findings.quoted(separator + quote), "one character each, and not the same");
        }
        List<String> header = header();
        if (!header.isEmpty()) {
            mapped.stream()
                    .filter(column -> !header.contains(column))
                    .forEach(column -> problem("columns", Findings.quoted(column), "a column that header names"));
        }
        char separates = separator.isEmpty() ? ',' : separator.charAt(0);
        char quotes = quote.isEmpty() ? '"' : quote.charAt(0);
        return new CsvEntries.Layout(separates, quotes, charset(), header, mapped);
    }

    private List<String> header() {
        JsonElement header = mapping.get("header");
        if (header == null || header.isJsonPrimitive() && header.getAsString().equals("true")) {
            return List.of();
        }
        List<String> names = texts(header, "header");
        if (names.isEmpty() || Set.copyOf(names).size() < names.size()) {
            problem("header", "not usable", "true, or the names of all columns, each once");
        }
        return names;
    }

    private Charset charset() {
        String name = text(mapping.get("encoding"), "encoding", "UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            problem("encoding", Findings.quoted(name), "a character set such as UTF-8 or ISO-8859-1");
            return StandardCharsets.UTF_8;
        }
    }

    private Map<String, List<ColumnRule>> columns(Descriptor message) {
        Map<String, List<ColumnRule>> columns = new LinkedHashMap<>();
        JsonObject object = object(mapping.get("columns"), "columns");
        if (object.isEmpty()) {
            problem("columns", "absent", "an object of columns and their rules");
        }
        object.entrySet().forEach(column -> {
            String at = "columns." + column.getKey();
            List<ColumnRule> rules = new ArrayList<>();
            for (JsonElement element : elements(column.getValue())) {
                ColumnRule rule = rule(at, object(element, at), message);
                if (rule != null) {
                    rules.add(rule);
                }
            }
            columns.put(column.getKey(), rules);
        });
        return columns;
    }

    /** Null for a column that is to be dropped, and for one that cannot be used. */
    private @Nullable ColumnRule rule(String at, JsonObject rule, Descriptor message) {
        if (rule.isEmpty()) {
            return null;
        }
        requireKnown(at + ".", rule, RULE_KEYS);
        FieldPath path = path(at + ".field", text(rule.get("field"), at + ".field", ""), message);
        if (path == null) {
            return null;
        }
        Map<String, String> codes = new HashMap<>();
        object(rule.get("codes"), at + ".codes")
                .entrySet()
                .forEach(code -> codes.put(code.getKey(), text(code.getValue(), at + ".codes", "")));
        Map<FieldPath, Object> with = new LinkedHashMap<>();
        JsonObject further = object(rule.get("with"), at + ".with");
        Descriptor element = path.newElement();
        if (element != null) {
            constants(with, at + ".with", further, element);
        } else if (!further.isEmpty()) {
            problem(at + ".with", "no new element", "a field with [] in its path");
        }
        return new ColumnRule(
                path,
                text(rule.get("prefix"), at + ".prefix", ""),
                text(rule.get("split"), at + ".split", ""),
                codes,
                dates(rule.get("dates"), at + ".dates"),
                text(rule.get("state"), at + ".state", "false").equals("true"),
                with);
    }

    private List<ColumnRule.DatePattern> dates(@Nullable JsonElement patterns, String at) {
        List<ColumnRule.DatePattern> dates = new ArrayList<>();
        for (String pattern : patterns == null ? List.<String>of() : texts(patterns, at)) {
            try {
                if (!pattern.matches("(?i).*(?<![yu])[yu]{4}(?![yu]).*")) {
                    throw new IllegalArgumentException("years of two digits say no century");
                }
                DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT);
                dates.add(new ColumnRule.DatePattern(pattern, formatter));
            } catch (IllegalArgumentException e) {
                problem(at, Findings.quoted(pattern), "a pattern such as dd.MM.yyyy, with a year of four digits");
            }
        }
        return dates;
    }

    private void constants(Map<FieldPath, Object> into, String at, JsonObject constants, Descriptor message) {
        constants.entrySet().forEach(constant -> {
            String name = at + "." + constant.getKey();
            FieldPath path = path(name, constant.getKey(), message);
            if (path == null) {
                return;
            }
            if (path.newElement() != null) {
                problem(name, "a new element", "one that a column begins, such as [0]");
                return;
            }
            try {
                into.put(path, ColumnRule.plain(path).read(text(constant.getValue(), name, "")));
            } catch (ColumnRule.UnfitException e) {
                problems.add(name + ": " + e.getMessage());
            }
        });
    }

    private @Nullable FieldPath path(String at, String path, Descriptor message) {
        try {
            return FieldPath.parse(path, message);
        } catch (IllegalArgumentException e) {
            problems.add(at + ": " + e.getMessage());
            return null;
        }
    }

    private void requireMapped(String field, Map<String, List<ColumnRule>> columns, Map<FieldPath, Object> constants) {
        boolean mapped = columns.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(rule -> rule.path().isOfRecord(field))
                || constants.keySet().stream()
                        .anyMatch(path -> path.isOfRecord(field));
        if (!mapped && problems.isEmpty()) {
            problem(field, "absent", field.equals("id") ? "a column for it" : "a column or constant for it, or --owner");
        }
    }

    private void requireKnown(String at, JsonObject object, Set<String> known) {
        object.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problem(at + key, "unknown", known.stream().sorted().collect(Collectors.joining(", "))));
    }

    private JsonObject object(@Nullable JsonElement element, String at) {
        if (element == null) {
            return new JsonObject();
        }
        if (!element.isJsonObject()) {
            problem(at, "not an object", "an object");
            return new JsonObject();
        }
        return element.getAsJsonObject();
    }

    private String text(@Nullable JsonElement element, String at, String absent) {
        if (element == null) {
            return absent;
        }
        if (!element.isJsonPrimitive()) {
            problem(at, "not text", "text");
            return absent;
        }
        return element.getAsString();
    }

    private List<String> texts(JsonElement list, String at) {
        return elements(list).stream().map(element -> text(element, at, "")).toList();
    }

    private static List<JsonElement> elements(JsonElement element) {
        return element instanceof JsonArray array ? array.asList() : List.of(element);
    }

    private void problem(String at, String what, String expected) {
        problems.add(at + ": " + what + " (expected: " + expected + ")");
    }
}
