package io.vigie.bench;

import io.vigie.bench.load.KnownQuestion;
import io.vigie.bench.load.QuestionFile;
import io.vigie.server.ingest.InvalidInputException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The running server that a command asks, and the questions that it is asked. */
final class AskedServer {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7480",
            description = "server to ask (default: ${DEFAULT-VALUE})")
    private String server = "127.0.0.1:7480";

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Option(
            names = "--questions",
            required = true,
            paramLabel = "FILE",
            description = "questions.jsonl of the world that the server holds, with truth, as `vigie generate` writes it")
    private String file = "";

    /** As given: {@code HOST:PORT}. */
    String endpoint() {
        return server;
    }

    /** How connections to it are secured. */
    TlsOptions tls() {
        return tls;
    }

    /** As given. */
    String file() {
        return file;
    }

    /**
     * The questions of the file.
     *
     * @param subject they are about
     */
    List<KnownQuestion> questions(QuestionFile.Subject subject) throws IOException {
        try {
            return QuestionFile.read(file, subject);
        } catch (InvalidInputException e) {
            throw new ParameterException(Bench.line(spec), String.valueOf(e.getMessage()));
        }
    }
}
