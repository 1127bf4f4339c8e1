package io.vigie.server.ingest.foreign;

/** Forms of lists that are read. */
public enum ForeignFormat {
    /** UN Security Council consolidated list, XML. */
    UN_XML("un-xml", "UNO"),
    /** OFAC's list of specially designated nationals, SDN.XML. */
    OFAC_XML("ofac-xml", "USA"),
    /** The same, SDN.CSV. */
    OFAC_CSV("ofac-csv", "USA"),
    /** Entities of FollowTheMoney, JSON Lines. */
    FTM("ftm", "FOLLOWTHEMONEY"),
    /** Notices as INTERPOL's public service gives them, JSON. */
    INTERPOL_JSON("interpol-json", "INTERPOL"),
    /** Any table, with a mapping of its columns. */
    CSV("csv", "");

    private final String label;
    private final String owner;

    ForeignFormat(String label, String owner) {
        this.label = label;
        this.owner = owner;
    }

    /** As written on a command line. */
    public String label() {
        return label;
    }

    /** The party that publishes such lists; empty when the format does not say. */
    String owner() {
        return owner;
    }
}
