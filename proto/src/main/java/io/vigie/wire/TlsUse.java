package io.vigie.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which side of a connection a certificate is for. */
public enum TlsUse {
    SERVER("1.3.6.1.5.5.7.3.1", "a server's"),
    TERMINAL("1.3.6.1.5.5.7.3.2", "a terminal's");

    private static final String ANY = "2.5.29.37.0";

    private final String purpose;
    private final String meaning;

    TlsUse(String purpose, String meaning) {
        this.purpose = purpose;
        this.meaning = meaning;
    }

    /** Whether a certificate with these extended key usages, null = it names none, may be used so. */
    boolean isAllowedBy(@Nullable List<String> purposes) {
        return purposes == null || purposes.contains(purpose) || purposes.contains(ANY);
    }

    /** For people. */
    String meaning() {
        return meaning;
    }
}
