package io.vigie.server.ingest.foreign;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to import.
 *
 * @param file name, or {@code -} for standard input; also gzipped
 * @param format that its body publishes
 * @param mapping of columns, for {@link ForeignFormat#CSV} and no other
 * @param owner of the records; empty = the body that publishes the list, or whom the mapping names
 */
public record ImportOptions(String file, ForeignFormat format, @Nullable Path mapping, String owner) {
    public ImportOptions {
        if ((format == ForeignFormat.CSV) != (mapping != null)) {
            throw new IllegalArgumentException("mapping: " + mapping + " (expected: with format csv, and with no other)");
        }
    }

    private String party() {
        return owner.isEmpty() ? format.owner() : owner;
    }

    /** The list's entries and what becomes of them. */
    record Opened(EntrySource source, EntryMapping mapping) {}

    Opened open() throws IOException, InvalidMappingException {
        return switch (format) {
            case UN_XML -> new Opened(XmlEntries.open(file, "CONSOLIDATED_LIST", UnList.ENTRIES), new UnList(party()));
            case OFAC_XML -> new Opened(XmlEntries.open(file, "sdnList", OfacList.ENTRIES), new OfacList(party()));
            case OFAC_CSV ->
                new Opened(CsvEntries.open(file, OfacTable.LAYOUT), new OfacTable(new OfacList(party())));
            case FTM -> new Opened(JsonLineEntries.open(file), new FollowTheMoney(party()));
            case INTERPOL_JSON -> new Opened(JsonEntries.open(file, "notices"), new InterpolNotices(party()));
            case CSV -> {
                CsvMapping columns = MappingReader.read(requireMapping(), owner);
                yield new Opened(CsvEntries.open(file, columns.layout()), columns);
            }
        };
    }

    private Path requireMapping() {
        if (mapping == null) {
            throw new IllegalStateException("mapping: absent");
        }
        return mapping;
    }
}
