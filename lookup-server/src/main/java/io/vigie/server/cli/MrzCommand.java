package io.vigie.server.cli;

import io.vigie.mrz.MrzReader;
import io.vigie.server.ingest.ByteCounter;
import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.server.ingest.RecordSource;
import io.vigie.v1.MrzReading;
import io.vigie.wire.ZoneMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads zones offline: one a line in, its reading a line out. */
@Command(name = "mrz", description = "Reads machine-readable zones, offline: {\"mrz\":[…]} per line in, its reading out.")
final class MrzCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE|-", description = "zones (default: standard input)")
    private String file = "-";

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Commands.line(spec).getOut();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        boolean invalid = false;
        try (RecordSource lines = RecordSource.lines(file, new ByteCounter())) {
            for (RecordSource.Item item = lines.next(); item != null; item = lines.next()) {
                MrzReading reading;
                try {
                    reading = ZoneMessage.of(MrzReader.read(zoneOf(item), today));
                } catch (InvalidInputException e) {
                    invalid = true;
                    reading = unreadable("line " + item.number() + ": " + e.getMessage());
                }
                out.println(Json.print(reading));
            }
        }
        out.flush();
        return invalid ? ExitCode.INVALID : ExitCode.ANSWERED;
    }

    private static List<String> zoneOf(RecordSource.Item item) throws InvalidInputException {
        byte[] content = item.content();
        String line = content == null ? null : RecordSource.text(content);
        if (line == null) {
            throw new InvalidInputException(item.fault() == null ? "not UTF-8" : item.fault());
        }
        return Json.zone(line);
    }

    private static MrzReading unreadable(String message) {
        return MrzReading.newBuilder()
                .setFormat(MrzReading.Format.Code.UNKNOWN)
                .addProblems(MrzReading.Problem.newBuilder()
                        .setCode("INVALID_INPUT")
                        .setField("mrz")
                        .setMessage(message))
                .build();
    }
}
