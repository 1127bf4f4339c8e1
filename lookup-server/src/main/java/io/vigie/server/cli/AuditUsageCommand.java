package io.vigie.server.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.vigie.server.audit.Usage;
import io.vigie.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who uses the server, without a word about travellers. */
@Command(
        name = "usage",
        description = {
            "Counts questions, hits and changes by party, and says when each terminal asked last. `shared`: answers with a document or "
                    + "person of which the party and another have records. `delay`: days from event to entry of its new records.",
            "Terminals that the access profiles, also those of parties, name and that never asked are listed as such (* = any). Reading is recorded."
        })
final class AuditUsageCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private AuditOptions options = new AuditOptions();

    @Mixin
    private AuditOptions.Key key = new AuditOptions.Key();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CommandLine line = Commands.line(spec);
        Usage usage = new Usage();
        int code = options.read(line, key, usage::add);
        List<String> faults = new ArrayList<>();
        List<String> silent =
                SilentTerminals.of(options.config().profiles(), usage.terminals().keySet(), faults::add);
        faults.forEach(line.getErr()::println);
        Instant now = Instant.now();
        if (json) {
            line.getOut().println(json(usage, silent, now));
        } else {
            print(usage, silent, now, line.getOut());
        }
        line.getOut().flush();
        return code == ExitCode.ANSWERED && !faults.isEmpty() ? ExitCode.FAILED : code;
    }

    private static void print(Usage usage, List<String> silent, Instant now, PrintWriter out) {
        String row = "%-16s %12s %12s %12s %12s %12s %12s %12s%n";
        out.printf(
                Locale.ROOT, row, "party", "questions", "hits", "refused", "fetches", "batches", "shared", "delay p50/90");
        usage.parties().forEach((name, party) -> out.printf(
                Locale.ROOT,
                row,
                name,
                party.questions(),
                party.hits(),
                party.refused(),
                party.fetches(),
                party.batches(),
                party.shared(),
                party.delayDays(100) < 0 ? "" : party.delayDays(50) + "/" + party.delayDays(90) + " d"));
        out.println();
        usage.terminals().forEach((terminal, last) ->
                out.println(terminal + " last " + last + ", silent for " + Counted.of(silentDays(last, now), "day")));
        silent.forEach(terminal -> out.println(terminal + " never"));
    }

    private static long silentDays(Instant last, Instant now) {
        return Math.max(0, Duration.between(last, now).toDays());
    }

    private static JsonObject json(Usage usage, List<String> silent, Instant now) {
        JsonArray parties = new JsonArray();
        usage.parties().forEach((name, party) -> {
            JsonObject line = new JsonObject();
            line.addProperty("party", name);
            line.addProperty("questions", party.questions());
            line.addProperty("hits", party.hits());
            line.addProperty("refused", party.refused());
            line.addProperty("fetches", party.fetches());
            line.addProperty("batches", party.batches());
            line.addProperty("shared", party.shared());
            if (party.delayDays(100) >= 0) {
                line.addProperty("delayDaysMedian", party.delayDays(50));
                line.addProperty("delayDays90", party.delayDays(90));
                line.addProperty("delayDaysMax", party.delayDays(100));
            }
            parties.add(line);
        });
        JsonArray terminals = new JsonArray();
        for (Map.Entry<String, Instant> terminal : usage.terminals().entrySet()) {
            JsonObject line = new JsonObject();
            line.addProperty("terminal", terminal.getKey());
            line.addProperty("last", terminal.getValue().toString());
            line.addProperty("silentDays", silentDays(terminal.getValue(), now));
            terminals.add(line);
        }
        JsonArray never = new JsonArray();
        silent.forEach(never::add);
        JsonObject whole = new JsonObject();
        whole.add("parties", parties);
        whole.add("terminals", terminals);
        whole.add("never", never);
        return whole;
    }
}
