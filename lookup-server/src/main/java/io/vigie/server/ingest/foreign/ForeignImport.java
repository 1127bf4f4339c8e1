package io.vigie.server.ingest.foreign;

import io.vigie.server.index.RecordKind;
import io.vigie.v1.Record;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a foreign list into records, one entry at a time. Used by one thread, once. */
public final class ForeignImport {
    /** Ids beyond that are not compared: `load` finds two records of one id too. */
    private static final int IDS_MAX = 1_000_000;

    private final Findings findings;
    private final Consumer<Record> records;
    private final Set<String> ids = new HashSet<>();
    private long entries;
    private long mapped;
    private long persons;
    private long documents;
    private long notices;
    private long damaged;

    private ForeignImport(Consumer<Record> records, Consumer<ForeignFault> faults) {
        this.records = records;
        this.findings = new Findings(faults);
    }

    /**
     * Reads a file.
     *
     * @param records takes what may be stored, in the order of the file
     * @param faults takes what is wrong, as it is found
     * @throws IOException when a file cannot be opened
     * @throws InvalidMappingException when the mapping cannot be used; nothing was read then
     */
    public static ImportSummary run(ImportOptions options, Consumer<Record> records, Consumer<ForeignFault> faults)
            throws IOException, InvalidMappingException {
        ForeignImport run = new ForeignImport(records, faults);
        ImportOptions.Opened list = options.open(run.findings::fault);
        try (EntrySource source = list.source()) {
            for (EntrySource.Item item = source.next(); item != null; item = source.next()) {
                run.take(item, list.mapping());
            }
        }
        return run.summary();
    }

    private void take(EntrySource.Item item, EntryMapping mapping) {
        entries++;
        switch (item) {
            case EntrySource.Item.Fault(var fault) -> lose(fault);
            case EntrySource.Item.Entry(var node) -> take(node, mapping.map(node, findings));
        }
    }

    private void take(Node node, Outcome outcome) {
        switch (outcome) {
            case Outcome.Damaged(var fault) -> lose(fault);
            case Outcome.LeftOut(var reason) -> findings.leftOut(reason, node.line());
            case Outcome.Mapped(var made) -> {
                if (isFirst(made.getFirst())) {
                    mapped++;
                    made.forEach(this::pass);
                    node.tellUntaken(findings);
                } else {
                    lose(new ForeignFault(node.line(), node.path(), "its id stands in the file twice (expected: once)"));
                }
            }
        }
    }

    private boolean isFirst(Record record) {
        return ids.size() >= IDS_MAX || ids.add(RecordKind.idOf(record));
    }

    private void lose(ForeignFault fault) {
        damaged++;
        findings.fault(fault);
    }

    private void pass(Record record) {
        switch (RecordKind.of(record)) {
            case PERSON -> persons++;
            case DOCUMENT -> documents++;
            case NOTICE -> notices++;
        }
        records.accept(record);
    }

    private ImportSummary summary() {
        return new ImportSummary(
                entries, mapped, persons, documents, notices, damaged, findings.faultCount(), findings.losses());
    }
}
