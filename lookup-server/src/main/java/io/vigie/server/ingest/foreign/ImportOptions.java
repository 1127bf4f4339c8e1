package io.vigie.server.ingest.foreign;

import java.io.IOException;

/**
 * What to import.
 *
 * @param file name, or {@code -} for standard input; also gzipped
 * @param format that its body publishes
 * @param owner of the records; empty = the body that publishes the list
 */
public record ImportOptions(String file, ForeignFormat format, String owner) {
    String party() {
        return owner.isEmpty() ? format.owner() : owner;
    }

    EntryMapping mapping() {
        return switch (format) {
            case UN_XML -> new UnList(party());
            case OFAC_XML -> new OfacList(party());
            case OFAC_CSV -> new OfacTable(new OfacList(party()));
            case FTM -> new FollowTheMoney(party());
            case INTERPOL_JSON -> new InterpolNotices(party());
        };
    }

    EntrySource open() throws IOException {
        return switch (format) {
            case UN_XML -> XmlEntries.open(file, "CONSOLIDATED_LIST", UnList.ENTRIES);
            case OFAC_XML -> XmlEntries.open(file, "sdnList", OfacList.ENTRIES);
            case OFAC_CSV -> CsvEntries.open(file, OfacTable.LAYOUT);
            case FTM -> JsonLineEntries.open(file);
            case INTERPOL_JSON -> JsonEntries.open(file, "notices");
        };
    }
}
