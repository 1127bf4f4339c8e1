package io.vigie.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The flags that every JVM of Vigie runs with; the build copies them here from the root pom. */
public final class JvmFlags {
    private JvmFlags() {}

    public static List<String> read() {
        try (InputStream in = JvmFlags.class.getResourceAsStream("jvm-flags")) {
            if (in == null) {
                throw new IllegalStateException("jvm-flags: absent (expected: in the jar)");
            }
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split(" +"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
