package io.vigie.server.ingest.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to import.
 *
 * @param file name, or {@code -} for standard input; also gzipped
 * @param format that its body publishes
 * @param mapping of columns, for {@link ForeignFormat#CSV} and no other
 * @param beside files of {@link ForeignFormat#OFAC_CSV}, and of no other
 * @param owner of the records; empty = the body that publishes the list, or whom the mapping names
 */
public record ImportOptions(String file, ForeignFormat format, @Nullable Path mapping, OfacFiles beside, String owner) {
    public ImportOptions {
        if ((format == ForeignFormat.CSV) != (mapping != null)) {
            throw new IllegalArgumentException("mapping: " + mapping + " (expected: with format csv, and with no other)");
        }
        if (format != ForeignFormat.OFAC_CSV && !beside.equals(OfacFiles.NONE)) {
            throw new IllegalArgumentException("beside: " + beside + " (expected: with format ofac-csv, and with no other)");
        }
    }

    private String party() {
        return owner.isEmpty() ? format.owner() : owner;
    }

    /** The list's entries and what becomes of them. */
    record Opened(EntrySource source, EntryMapping mapping) {}

    /**
     * Opens the list.
     *
     * @param faults takes what is wrong in the files beside it, which are read at once
     */
    Opened open(Consumer<ForeignFault> faults) throws IOException, InvalidMappingException {
        return switch (format) {
            case UN_XML -> new Opened(XmlEntries.open(file, "CONSOLIDATED_LIST", UnList.ENTRIES), new UnList(party()));
            case OFAC_XML -> new Opened(XmlEntries.open(file, "sdnList", OfacList.ENTRIES), new OfacList(party()));
            case OFAC_CSV ->
                new Opened(
                        CsvEntries.open(file, OfacTable.LAYOUT),
                        new OfacTable(new OfacList(party()), OfacBeside.read(beside, faults)));
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
