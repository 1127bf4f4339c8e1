package io.vigie.server.cli;

import io.vigie.server.index.RecordCheck;
import io.vigie.server.ingest.Json;
import io.vigie.server.ingest.foreign.ForeignFormat;
import io.vigie.server.ingest.foreign.ForeignImport;
import io.vigie.server.ingest.foreign.ImportOptions;
import io.vigie.server.ingest.foreign.ImportSummary;
import io.vigie.server.ingest.foreign.InvalidMappingException;
import io.vigie.server.ingest.foreign.OfacFiles;
import io.vigie.text.Counted;
import io.vigie.v1.Record;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** A foreign list in, records out, as {@code load} takes them. */
@Command(
        name = "import",
        description = {
            "Reads a foreign list and writes records as JSON Lines, as `vigie load` takes them.",
            "What is wrong, and what was left out and why, is told on standard error.",
            "Ends with 2 when anything was wrong; all that is right is written even then."
        })
final class ImportCommand implements Callable<Integer> {
    private static final int BUFFER_SIZE = 256 << 10;
    private static final int LINES_A_CHECK = 1024;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "F",
            converter = FormatConverter.class,
            completionCandidates = Formats.class,
            description = "of the list: ${COMPLETION-CANDIDATES}")
    private ForeignFormat format = ForeignFormat.UN_XML;

    @Option(names = "--mapping", paramLabel = "FILE", description = "what the columns of a csv are (JSON)")
    private @Nullable Path mapping;

    @Option(names = "--alt", paramLabel = "FILE", description = "ALT.CSV, aliases that OFAC publishes beside SDN.CSV")
    private @Nullable Path aliases;

    @Option(names = "--add", paramLabel = "FILE", description = "ADD.CSV, addresses")
    private @Nullable Path addresses;

    @Option(names = "--comments", paramLabel = "FILE", description = "SDN_COMMENTS.CSV, how remarks go on that were cut")
    private @Nullable Path comments;

    @Option(
            names = "--owner",
            paramLabel = "PARTY",
            description = "owner of the records (default: the body that publishes the list)")
    private String owner = "";

    @Parameters(arity = "1", paramLabel = "FILE|-", description = "the list, also gzipped, or - for standard input")
    private String file = "-";

    /** Names of formats, as they are written. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ForeignFormat.values()).map(ForeignFormat::label).iterator();
        }
    }

    /** Reads the name of a format. */
    static final class FormatConverter implements ITypeConverter<ForeignFormat> {
        @Override
        public ForeignFormat convert(String value) {
            return Arrays.stream(ForeignFormat.values())
                    .filter(format -> format.label().equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(ForeignFormat.values())
                                    .map(ForeignFormat::label)
                                    .collect(Collectors.joining(", "))
                            + " but was '" + value + "'"));
        }
    }

    @Override
    public Integer call() throws IOException {
        if (!owner.isEmpty() && !RecordCheck.isParty(owner)) {
            throw new ParameterException(
                    Commands.line(spec), "--owner: " + owner + " (expected: a state, or an organisation such as EUROPOL)");
        }
        if ((format == ForeignFormat.CSV) != (mapping != null)) {
            throw new ParameterException(
                    Commands.line(spec), mapping == null ? "--format csv needs --mapping" : "--mapping is for --format csv");
        }
        OfacFiles beside = new OfacFiles(aliases, addresses, comments);
        if (format != ForeignFormat.OFAC_CSV && !beside.equals(OfacFiles.NONE)) {
            throw new ParameterException(Commands.line(spec), "--alt, --add and --comments are for --format ofac-csv");
        }
        requireReadable(file);
        for (Path other : Stream.of(mapping, aliases, addresses, comments).filter(Objects::nonNull).toList()) {
            requireReadable(other.toString());
        }
        PrintWriter err = Commands.line(spec).getErr();
        String name = file.equals("-") ? "standard input" : file;
        ImportSummary summary;
        try (Lines lines = new Lines()) {
            summary = ForeignImport.run(
                    new ImportOptions(file, format, mapping, beside, owner),
                    lines::write,
                    fault -> err.println((fault.file() == null ? name : fault.file()) + ":" + fault));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InvalidMappingException e) {
            e.problems().forEach(problem -> err.println("vigie: " + mapping + ": " + problem));
            return ExitCode.INVALID;
        }
        tell(summary, err);
        return summary.faults() > 0 ? ExitCode.INVALID : ExitCode.ANSWERED;
    }

    private static void requireReadable(String name) throws IOException {
        if (!name.equals("-") && (!Files.isReadable(Path.of(name)) || Files.isDirectory(Path.of(name)))) {
            throw new IOException(name + ": cannot be read (no such file, no permission or a folder)");
        }
    }

    /** Standard output, a record a line; ends early when nobody reads it any more. */
    private static final class Lines implements AutoCloseable {
        private final OutputStream out = new BufferedOutputStream(System.out, BUFFER_SIZE);
        private long lines;

        void write(Record record) {
            try {
                out.write((Json.print(record) + '\n').getBytes(StandardCharsets.UTF_8));
                if (++lines % LINES_A_CHECK == 0) {
                    requireReader();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void requireReader() throws IOException {
            if (System.out.checkError()) {
                throw new IOException("standard output: closed");
            }
        }

        @Override
        public void close() throws IOException {
            out.flush();
            requireReader();
        }
    }

    private static void tell(ImportSummary summary, PrintWriter err) {
        err.println(String.format(
                Locale.ROOT,
                "read %s, mapped %,d: %s, %s, %s; left out %,d, damaged %,d; %s",
                Counted.of(summary.entries(), "entry", "entries"),
                summary.mapped(),
                Counted.of(summary.persons(), "person"),
                Counted.of(summary.documents(), "document"),
                Counted.of(summary.notices(), "notice"),
                summary.entries() - summary.mapped() - summary.damaged(),
                summary.damaged(),
                Counted.of(summary.faults(), "fault")));
        if (summary.damaged() > 0) {
            err.println("entries were lost: `load --replace` of what was written withdraws them where they are held");
        }
        tell("left out", summary.losses().entries(), err);
        tell("value not held", summary.losses().values(), err);
        tell("no field for", summary.losses().fields(), err);
        err.flush();
    }

    private static void tell(String what, Map<String, ImportSummary.Count> losses, PrintWriter err) {
        losses.forEach((name, count) -> err.println(
                what + ": " + name + ", " + times(count.times()) + (count.firstLine() > 0 ? ", first in line " + count.firstLine() : "")));
    }

    private static String times(long times) {
        return times == 1 ? "once" : String.format(Locale.ROOT, "%,d times", times);
    }
}
