package io.vigie.server.ingest.foreign;

import com.google.gson.stream.JsonToken;
import io.vigie.server.ingest.ByteCounter;
import io.vigie.server.ingest.RecordSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * JSON in whatever form a service's answers were kept: JSON Lines, an array of entries, one entry, or a page of a search,
 * which holds its entries below {@code _embedded}. A line or an entry that is a page stands for its entries.
 */
final class JsonEntries implements EntrySource {
    /** A page of the largest size is a tenth of it. */
    private static final int TOKEN_BYTES_MAX = 4 << 20;

    private static final int LOOKED_AT = 256 << 10;

    private final EntrySource values;
    private final String pageOf;
    private final Queue<Node> page = new ArrayDeque<>();

    private JsonEntries(EntrySource values, String pageOf) {
        this.values = values;
        this.pageOf = pageOf;
    }

    /**
     * Opens a file.
     *
     * @param pageOf name of the entries within a page
     */
    static EntrySource open(String file, String pageOf) throws IOException {
        InputStream in = new BufferedInputStream(RecordSource.bytes(file, new ByteCounter()), LOOKED_AT);
        try {
            EntrySource values = isLines(in) ? new JsonLineEntries(RecordSource.lines(in)) : new Document(in);
            return new JsonEntries(values, pageOf);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Lines are objects, so a line's end is followed by another that begins; or there is one line alone. */
    private static boolean isLines(InputStream in) throws IOException {
        in.mark(LOOKED_AT);
        String start = new String(in.readNBytes(LOOKED_AT - 1), StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        in.reset();
        int end = start.indexOf('\n');
        return start.startsWith("{") && (end < 0 || start.substring(end).stripLeading().startsWith("{"));
    }

    @Override
    public @Nullable Item next() {
        Node waiting = page.poll();
        if (waiting != null) {
            return new Item.Entry(waiting);
        }
        for (Item item = values.next(); item != null; item = values.next()) {
            if (!(item instanceof Item.Entry(var node)) || !open(node)) {
                return item;
            }
            if (!page.isEmpty()) {
                return new Item.Entry(page.remove());
            }
        }
        return null;
    }

    /** Whether an entry is a page, whose entries then wait. */
    private boolean open(Node node) {
        List<Node> entries = node.all("_embedded").stream()
                .flatMap(embedded -> embedded.all(pageOf).stream())
                .toList();
        page.addAll(entries);
        return !entries.isEmpty() || node.first("total") != null && node.first("query") != null;
    }

    @Override
    public void close() throws IOException {
        values.close();
    }

    /** One value: an array, whose elements are entries, or an entry. */
    private static final class Document implements EntrySource {
        private final Budget budget;
        private final JsonTree tree;
        private boolean begun;
        private boolean isArray;
        private boolean ended;

        Document(InputStream in) {
            this.budget = new Budget(in, TOKEN_BYTES_MAX);
            this.tree = new JsonTree(
                    new InputStreamReader(
                            budget, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)),
                    budget::renew,
                    0);
        }

        @Override
        public @Nullable Item next() {
            if (ended) {
                return null;
            }
            try {
                budget.renew();
                begin();
                if (isArray && !tree.reader().hasNext()) {
                    tree.reader().endArray();
                    return end();
                }
                ended = !isArray;
                Item item = tree.entry();
                if (!isArray) {
                    requireEnd();
                }
                return item;
            } catch (IOException | IllegalStateException | NumberFormatException e) {
                ended = true;
                return malformed(e);
            }
        }

        private void begin() throws IOException {
            if (!begun) {
                begun = true;
                isArray = tree.reader().peek() == JsonToken.BEGIN_ARRAY;
                if (isArray) {
                    tree.reader().beginArray();
                }
            }
        }

        private @Nullable Item end() throws IOException {
            ended = true;
            requireEnd();
            return null;
        }

        private void requireEnd() throws IOException {
            if (tree.reader().peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("more behind the end");
            }
        }

        private Item malformed(Exception e) {
            String fault = budget.fault();
            String found = e instanceof CharacterCodingException
                    ? "bytes that are not UTF-8; what follows is not read"
                    : "no well-formed JSON from here on, or the file ends in the middle; what follows is not read";
            return EntrySource.fault(tree.line(), "", fault != null ? fault : found);
        }

        @Override
        public void close() throws IOException {
            budget.close();
        }
    }
}
