package io.vigie.server.ingest.foreign;

/** One format's rules: what an entry becomes. Values it does not take are counted as held by no record. */
interface EntryMapping {
    Outcome map(Node entry, Findings findings);
}
