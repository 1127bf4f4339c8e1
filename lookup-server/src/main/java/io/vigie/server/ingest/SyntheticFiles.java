package io.vigie.server.ingest;

import com.google.gson.JsonObject;
import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.v1.Record;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The synthetic world as files that {@code load}, {@code batch} and {@code bench load} read. */
public final class SyntheticFiles {
    private SyntheticFiles() {}

    /** Forms of the records. */
    public enum Format {
        JSONL("jsonl"),
        PB("pb");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        public String extension() {
            return extension;
        }
    }

    /**
     * Writes {@code records.jsonl} or {@code records.pb}, and with their truth {@code questions.jsonl} and, apart, so that {@code
     * batch} on the former ends well, {@code invalid.jsonl}.
     */
    public static void write(SyntheticWorld world, Format format, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream out = open(folder.resolve("records." + format.extension))) {
            writeRecords(world, format, out);
        }
        try (OutputStream out = open(folder.resolve("questions.jsonl"))) {
            unchecked(() -> world.questions(question -> line(out, json(question))));
        }
        try (OutputStream out = open(folder.resolve("invalid.jsonl"))) {
            unchecked(() -> world.invalidQuestions(question -> line(out, json(question))));
        }
    }

    /** Writes the records alone, as a stream. */
    public static void writeRecords(SyntheticWorld world, Format format, OutputStream out) throws IOException {
        unchecked(() -> world.records(record -> {
            switch (format) {
                case JSONL -> line(out, Json.print(record));
                case PB -> message(out, record);
            }
        }));
    }

    /** One line of {@code questions.jsonl} or {@code invalid.jsonl}. */
    static String json(SyntheticQuestion question) {
        String line = Json.print(question.question());
        JsonObject truth = question.truth().toJson();
        return line.substring(0, line.length() - 1) + ",\"truth\":" + truth + "}";
    }

    private static void line(OutputStream out, String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void message(OutputStream out, Record record) {
        try {
            record.writeDelimitedTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unchecked(Runnable work) throws IOException {
        try {
            work.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }
}
