package io.vigie.server.ingest.foreign;

import io.vigie.server.ingest.ByteCounter;
import io.vigie.server.ingest.RecordSource;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** JSON Lines: an entry a line, so that a bad one costs no other. */
final class JsonLineEntries implements EntrySource {
    private final RecordSource lines;

    JsonLineEntries(RecordSource lines) {
        this.lines = lines;
    }

    static EntrySource open(String file) throws IOException {
        return new JsonLineEntries(RecordSource.lines(file, new ByteCounter()));
    }

    @Override
    public @Nullable Item next() {
        RecordSource.Item line = lines.next();
        return line == null ? null : item(line);
    }

    private static Item item(RecordSource.Item line) {
        byte[] content = line.content();
        String text = content == null ? null : RecordSource.text(content);
        if (text == null) {
            String fault = line.fault();
            return EntrySource.fault(line.number(), "", fault == null ? "not UTF-8" : fault);
        }
        JsonTree tree = new JsonTree(new StringReader(text), () -> {}, line.number());
        try {
            Item item = tree.entry();
            // Fails at anything behind the object.
            var _ = tree.reader().peek();
            return item;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            return EntrySource.fault(line.number(), "", "malformed JSON (expected: an object)");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
