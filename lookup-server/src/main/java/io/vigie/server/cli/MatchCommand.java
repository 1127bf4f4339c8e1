package io.vigie.server.cli;

import io.vigie.server.cli.NamePairs.Scored;
import io.vigie.server.ingest.ByteCounter;
import io.vigie.server.ingest.RecordSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares names offline: two a line in, their score and its reasons a line out. */
@Command(
        name = "match",
        description = {
            "Compares names, offline: two per line in, their score out.",
            "In: `name1 TAB name2`; out: {\"score\":…,\"explanation\":[…]}."
        })
final class MatchCommand implements Callable<Integer> {
    private static final int CHUNK_LINES = 1_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE|-", description = "pairs of names (default: standard input)")
    private String file = "-";

    private boolean invalid;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        PrintWriter out = Commands.line(spec).getOut();
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadLocal<NamePairs> pairs = ThreadLocal.withInitial(NamePairs::new);
        Deque<Future<Scored>> pending = new ArrayDeque<>();
        try (RecordSource lines = RecordSource.lines(file, new ByteCounter());
                ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            for (List<RecordSource.Item> chunk = chunk(lines); !chunk.isEmpty(); chunk = chunk(lines)) {
                List<RecordSource.Item> work = chunk;
                pending.add(workers.submit(() -> pairs.get().score(work)));
                if (pending.size() > 2 * threads) {
                    print(pending.remove(), out);
                }
            }
            while (!pending.isEmpty()) {
                print(pending.remove(), out);
            }
        }
        out.flush();
        return invalid ? ExitCode.INVALID : ExitCode.ANSWERED;
    }

    private void print(Future<Scored> scored, PrintWriter out) throws InterruptedException, ExecutionException {
        out.print(scored.get().json());
        invalid |= scored.get().invalid();
    }

    private static List<RecordSource.Item> chunk(RecordSource lines) {
        List<RecordSource.Item> chunk = new ArrayList<>(CHUNK_LINES);
        while (chunk.size() < CHUNK_LINES) {
            RecordSource.Item item = lines.next();
            if (item == null) {
                break;
            }
            chunk.add(item);
        }
        return chunk;
    }
}
