package io.vigie.server.cli;

import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The synthetic world, as files or as a stream. */
@Command(
        name = "generate",
        description = {
            "Makes synthetic records: the same seed gives the same bytes.",
            "Into a folder: records.jsonl (or .pb), questions.jsonl with their truth, and invalid.jsonl, which holds",
            "questions that must be refused. Into -: the records alone."
        })
final class GenerateCommand implements Callable<Integer> {
    private static final int BUFFER_SIZE = 1 << 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR|-", description = "folder, or - for standard output")
    private String out = "-";

    @Option(names = "--documents", paramLabel = "N", description = "travel documents (default: ${DEFAULT-VALUE})")
    private long documents = 200_000;

    @Option(names = "--persons", paramLabel = "N", description = "persons (default: ${DEFAULT-VALUE})")
    private long persons = 50_000;

    @Option(names = "--notices", paramLabel = "N", description = "notices (default: ${DEFAULT-VALUE})")
    private long notices = 5_000;

    @Option(names = "--seed", paramLabel = "S", description = "of the world (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--format", paramLabel = "F", description = "of the records: ${COMPLETION-CANDIDATES}")
    private SyntheticFiles.Format format = SyntheticFiles.Format.JSONL;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = Commands.line(spec).getErr();
        SyntheticWorld world = world();
        if (out.equals("-")) {
            OutputStream stream = new BufferedOutputStream(System.out, BUFFER_SIZE);
            SyntheticFiles.writeRecords(world, format, stream);
            stream.flush();
        } else {
            SyntheticFiles.write(world, format, Path.of(out));
            err.println("wrote records." + format.extension() + ", questions.jsonl and invalid.jsonl to " + out);
        }
        return ExitCode.ANSWERED;
    }

    private SyntheticWorld world() {
        try {
            return new SyntheticWorld(documents, persons, notices, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.line(spec), String.valueOf(e.getMessage()), e);
        }
    }
}
