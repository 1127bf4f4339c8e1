package io.vigie.wire;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one side's part of a secure connection is kept, all in PEM.
 *
 * @param certificate its certificate, and those between it and an authority
 * @param key of the certificate, PKCS #8 without a password
 * @param authorities that the other side's certificate must come from
 * @param revocations lists of certificates that are revoked; null = none
 */
public record TlsFiles(Path certificate, Path key, Path authorities, @Nullable Path revocations) {
    /** All of them. */
    public List<Path> all() {
        List<Path> all = new ArrayList<>(List.of(certificate, key, authorities));
        if (revocations != null) {
            all.add(revocations);
        }
        return List.copyOf(all);
    }
}
