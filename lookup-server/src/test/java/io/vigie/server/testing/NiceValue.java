package io.vigie.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A thread of Linux and its nice value, as its file {@code stat} tells (proc(5)).
 *
 * @param thread its name, as the system has it: of 15 characters at most
 * @param value -20 to 19; the higher, the more others go first
 */
public record NiceValue(String thread, int value) {
    /** Counted behind the name in parentheses, which may hold spaces. */
    private static final int FIELD = 16;

    /** @param task a folder such as /proc/thread-self or /proc/PID/task/TID */
    public static NiceValue of(Path task) throws IOException {
        String stat = Files.readString(task.resolve("stat"));
        int end = stat.lastIndexOf(')');
        return new NiceValue(stat.substring(stat.indexOf('(') + 1, end), Integer.parseInt(stat.substring(end + 2).split(" ")[FIELD]));
    }
}
