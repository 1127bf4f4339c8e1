package io.vigie.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One command, run as a user would, and what it said. */
record BenchRun(int exitCode, String out, String err) {
    static BenchRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = line.execute(arguments);
        return new BenchRun(exitCode, out.toString(), err.toString());
    }
}
