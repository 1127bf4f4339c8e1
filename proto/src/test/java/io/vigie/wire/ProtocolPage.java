package io.vigie.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What docs/protocol.md says, for the tests that hold it to the code. */
final class ProtocolPage {
    private static final Path PAGE = Path.of("..", "docs", "protocol.md");

    private ProtocolPage() {}

    /** All places where {@code regex} is found; {@code ^} and {@code $} are ends of lines. */
    static List<MatchResult> find(String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(section(""))
                .results()
                .toList();
    }

    /** From the heading on to the next one of its level. */
    static String section(String heading) {
        try {
            String page = Files.readString(PAGE);
            if (heading.isEmpty()) {
                return page;
            }
            String rest = page.split("(?m)^## " + Pattern.quote(heading) + "$", 2)[1];
            return rest.split("(?m)^## ", 2)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
