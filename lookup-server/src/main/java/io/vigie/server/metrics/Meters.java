package io.vigie.server.metrics;

/** Every meter, with the name that Prometheus shows. docs/operations.md repeats the table; a test compares the two. */
public enum Meters {
    QUESTIONS("vigie.questions", "kind, verdict", "Requests answered: ask and fetch, by verdict"),
    QUESTION_TIME("vigie.question.time", "kind", "Time from a frame's arrival until its answer is encoded"),
    BURST_AUDIT_TIME("vigie.audit.time", "", "Time from the end of a burst until its block is written"),
    ANSWERED("vigie.datasets.answered", "dataset", "Datasets that answered a question that asked them"),
    INCOMPLETE("vigie.datasets.incomplete", "dataset, reason", "Datasets that did not answer a question that asked them"),
    REFUSED("vigie.refused", "code", "Requests and connections refused, by error code"),
    IN_FLIGHT("vigie.in.flight", "", "Questions taken and not yet answered"),
    WITNESS_MISSING("vigie.audit.witness.missing", "", "Witnesses that lack checkpoints of the audit trail"),
    TLS_REFUSED("vigie.tls.refused", "", "1 when files of TLS changed and cannot be used"),
    PROFILES_REFUSED("vigie.profiles.refused", "", "1 when files of access profiles changed and cannot be granted from"),
    CONNECTIONS("vigie.connections", "", "Open connections"),
    BYTES_READ("vigie.bytes.read", "", "Bytes of frames received"),
    BYTES_WRITTEN("vigie.bytes.written", "", "Bytes of frames sent"),
    RECORDS("vigie.records", "dataset", "Records held"),
    SEQUENCE("vigie.sequence", "", "Position: changes so far in this epoch"),
    STORE_GENERATION("vigie.store.generation", "", "Number of the generation that answers"),
    STORE_BYTES("vigie.store.bytes", "", "Bytes in use by the tables"),
    FILTER_TRUSTED("vigie.filter.trusted", "", "1 when misses are answered by the filter, 0 until it is rebuilt"),
    FILTER_ADDED("vigie.filter.added", "", "Number keys added since the filter was built"),
    FILTER_BYTES("vigie.filter.bytes", "", "Bytes of the filter's file"),
    STORE_READERS("vigie.store.readers", "", "Slots of LMDB's reader table in use"),
    WORKERS_QUEUE("vigie.workers.queue", "", "Questions for persons, and turns of manifests, that wait for a worker"),
    SUBMISSIONS("vigie.submissions", "outcome", "Submissions by owners, by what became of them"),
    SUBMISSION_TIME("vigie.submission.time", "", "Time from a batch's arrival until it is durable"),
    SUBMISSIONS_QUEUE("vigie.submissions.queue", "", "Batches that wait to be applied"),
    FOLLOWERS("vigie.followers", "", "Streams of the log of changes under way"),
    AUDIT_QUEUE("vigie.audit.queue", "", "Audit blocks that wait to be written"),
    MESSAGES_WAITING("vigie.messages.waiting", "", "Messages to parties that nobody has acknowledged yet"),
    MESSAGES_FULL("vigie.messages.full", "", "Parties for whom messages find no room"),
    MESSAGES_QUEUE("vigie.messages.queue", "", "Hits and requests that wait for the thread of messages"),
    CONFIRMATIONS_OPEN("vigie.confirmations.open", "", "Confirmations that wait for an owner's answer"),
    CONFIRMATIONS_OVERDUE("vigie.confirmations.overdue", "", "Those of them whose time has passed"),
    CANARY("vigie.canary", "dataset", "1 when the server finds its own canary, by dataset"),
    SCRUB_FAULTS("vigie.scrub.faults", "", "Damaged or missing entries that the scrub found"),
    SCRUB_PASSES("vigie.scrub.passes", "", "Times that the scrub has read everything since the start"),
    READY("vigie.ready", "", "1 when the node answers questions");

    private final String meterName;
    private final String tags;
    private final String meaning;

    Meters(String meterName, String tags, String meaning) {
        this.meterName = meterName;
        this.tags = tags;
        this.meaning = meaning;
    }

    /** In Micrometer's form; Prometheus shows underscores, a unit and {@code _total} for counters. */
    public String meterName() {
        return meterName;
    }

    public String tags() {
        return tags;
    }

    public String meaning() {
        return meaning;
    }
}
