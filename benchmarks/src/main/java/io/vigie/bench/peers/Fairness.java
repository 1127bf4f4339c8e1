package io.vigie.bench.peers;

import java.util.List;

/** What a comparison does not show, in either direction. */
public final class Fairness {
    private Fairness() {}

    public static List<String> notes() {
        return List.of(
                "Clients and servers share the cores of one machine; each client has one thread, but pgjdbc, which needs one for "
                        + "each connection.",
                "For ours: a miss filter stands in front of the index. Redis and PostgreSQL could have one too; nobody sets them up so.",
                "Against ours: it parses a question of state, type and number as people write it, compares state and type, checks the "
                        + "record's checksum, writes an audit trail, and answers with verdict, datasets and position. The others are "
                        + "asked for a normalised number and give the record's bytes. Its client parses whole answers.",
                "Redis: 7 as Debian has it, no persistence, one thread for commands; ours has one event loop beside its audit thread, "
                        + "unless --set net.threads says otherwise. Both are asked by one thread over as many connections.",
                "PostgreSQL: a process for each connection, on all cores; an index over the number, prepared statements, no WAL to "
                        + "wait for. pgjdbc does not pipeline: deeper than one, a statement asks for as many numbers at once (= ANY), "
                        + "which spares it round trips that pipelining would not.",
                "Echo: reads a length, throws the frame away, and writes zeros of the size of our answer. Nothing that answers can be "
                        + "as fast.",
                "lmdb, hashmap: in the process, one thread, no network; ours from the bytes of a question to its answer, audit entry "
                        + "included, theirs a get.",
                "persons.lucene: in the process, default edits of search engines (AUTO); .oneEdit as few as the questions hold. "
                        + "persons.postgresql: pg_trgm, GIN, default similarity, over loopback. Ours in the process, from payload to "
                        + "answer with audit entry, scores and evidence. Names are two words with one typing error, found among 50.");
    }
}
