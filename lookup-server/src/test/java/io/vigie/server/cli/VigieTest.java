package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class VigieTest {
    private static final Error UNEXPECTED =
            new ExceptionInInitializerError(new IllegalStateException("no\n  library", new AccessDeniedException("/tmp")));

    @Command(name = "broken")
    private static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("a bug");
        }
    }

    @Test
    void whatNobodyExpectedIsOneLineThatNamesItsCause() {
        assertThat(told(false))
                .isEqualTo("vigie: java.lang.ExceptionInInitializerError, caused by"
                        + " java.nio.file.AccessDeniedException: /tmp (set VIGIE_DEBUG=1 for the stack)\n");
        assertThat(told(true)).contains("(set VIGIE_DEBUG=1 for the stack)\n", "\tat " + VigieTest.class.getName());
    }

    @Test
    void bugsOfCommandsAreToldTheSameWay() {
        StringWriter err = new StringWriter();
        assertThat(Vigie.commandLine(new Broken()).setErr(new PrintWriter(err)).execute())
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("vigie: java.lang.IllegalStateException: a bug (set VIGIE_DEBUG=1");
    }

    private static String told(boolean debug) {
        StringWriter err = new StringWriter();
        assertThat(Vigie.unexpected(UNEXPECTED, new PrintWriter(err), debug)).isEqualTo(1);
        return err.toString();
    }
}
