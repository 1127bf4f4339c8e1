package io.vigie.server.ingest.foreign;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import io.vigie.server.ingest.ByteCounter;
import io.vigie.server.ingest.RecordSource;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a table (RFC 4180) as entries whose parts are its columns. Rows of nothing are passed over. */
final class CsvEntries implements EntrySource {
    private static final int COLUMNS_MAX = 1000;
    private static final int ROW_LENGTH_MAX = 1 << 20;
    private static final int UNTOLD = 0xFFFD;

    private final Budget budget;
    private final CloseableIterator<CsvRecord> rows;
    private final Set<String> required;
    private @Nullable List<String> columns;
    private long lastLine;
    private boolean ended;

    /**
     * How a table is written.
     *
     * @param columns their names; empty = the first row names them
     * @param required columns that must be there
     */
    record Layout(char separator, char quote, Charset charset, List<String> columns, Set<String> required) {
        Layout {
            columns = List.copyOf(columns);
            required = Set.copyOf(required);
        }

        static Layout ofColumns(String... columns) {
            return new Layout(',', '"', StandardCharsets.UTF_8, List.of(columns), Set.of());
        }
    }

    private CsvEntries(Budget budget, Layout layout) {
        this.budget = budget;
        this.columns = layout.columns.isEmpty() ? null : layout.columns;
        this.required = layout.required;
        InputStreamReader reader = new InputStreamReader(
                budget,
                layout.charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        this.rows = CsvReader.builder()
                .fieldSeparator(layout.separator)
                .quoteCharacter(layout.quote)
                .maxBufferSize(ROW_LENGTH_MAX)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .build(
                        CsvRecordHandler.of(limits -> limits.maxFields(COLUMNS_MAX)
                                .maxFieldSize(Node.TEXT_LENGTH_MAX)
                                .maxRecordSize(ROW_LENGTH_MAX)),
                        reader)
                .iterator();
    }

    static EntrySource open(String file, Layout layout) throws IOException {
        Budget budget = new Budget(RecordSource.bytes(file, new ByteCounter()), 4 * ROW_LENGTH_MAX);
        return new CsvEntries(budget, layout);
    }

    @Override
    public @Nullable Item next() {
        try {
            while (!ended) {
                budget.renew();
                if (!rows.hasNext()) {
                    return null;
                }
                CsvRecord row = rows.next();
                lastLine = row.getStartingLineNumber();
                Item item = item(row);
                if (item != null) {
                    return item;
                }
            }
        } catch (CsvParseException | UncheckedIOException e) {
            ended = true;
            String fault = budget.fault();
            return EntrySource.fault(
                    lastLine + 1,
                    "",
                    fault != null ? fault : "from here on no rows: a quote is not closed, or a row is over a limit");
        }
        return null;
    }

    private @Nullable Item item(CsvRecord row) {
        List<String> values = row.getFields();
        if (values.stream().allMatch(CsvEntries::isNothing)) {
            return null;
        }
        if (columns == null) {
            return header(values, row.getStartingLineNumber());
        }
        if (values.size() != columns.size()) {
            return EntrySource.fault(
                    lastLine, "", values.size() + " columns (expected: " + columns.size() + ")");
        }
        Node entry = Node.entry("", '/', lastLine);
        for (int i = 0; i < values.size(); i++) {
            Node column = entry.add(columns.get(i), lastLine);
            if (values.get(i).indexOf(UNTOLD) >= 0) {
                return EntrySource.fault(lastLine, column.path(), "bytes that are no character of the file's encoding");
            }
            column.setText(values.get(i));
        }
        return new Item.Entry(entry);
    }

    private @Nullable Item header(List<String> names, long line) {
        Set<String> different = new HashSet<>();
        for (String name : names) {
            if (!different.add(name.strip())) {
                ended = true;
                return EntrySource.fault(line, "", "two columns named " + Findings.quoted(name) + " (expected: one)");
            }
        }
        for (String name : required.stream().sorted().toList()) {
            if (!different.contains(name)) {
                ended = true;
                return EntrySource.fault(line, "", "no column " + Findings.quoted(name) + " (expected: all of the mapping)");
            }
        }
        columns = names.stream().map(String::strip).toList();
        return null;
    }

    /** Some tables end with the end-of-file character of old. */
    private static boolean isNothing(String value) {
        return value.chars().allMatch(c -> c <= ' ');
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
