package io.vigie.server.access;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who a terminal says it is; a certificate carries it as the URI {@code vigie:PARTY/authority/terminal} among its subject
 * alternative names.
 *
 * @param party as it is spelled there
 * @param authority of the party
 * @param terminal of the authority
 */
public record Identity(String party, String authority, String terminal) {
    private static final String SCHEME = "vigie:";
    private static final int URI_NAME = 6;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException that names the part and what is expected */
    public Identity {
        if (!Parties.isKnown(party)) {
            throw new IllegalArgumentException("party: " + quoted(party)
                    + " (expected: a state of Doc 9303-3 or an organisation of the registry, such as EUROPOL)");
        }
        part("authority", authority);
        part("terminal", terminal);
    }

    /**
     * Reads {@code PARTY/authority/terminal}.
     *
     * @throws IllegalArgumentException that names the part and what is expected
     */
    public static Identity parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(quoted(text) + " (expected: PARTY/AUTHORITY/NAME)");
        }
        return new Identity(parts[0], parts[1], parts[2]);
    }

    /**
     * Reads the one identity of a certificate.
     *
     * @throws IllegalArgumentException when it has none, several, or one that is malformed
     */
    public static Identity of(X509Certificate certificate) {
        List<String> found = new ArrayList<>();
        for (List<?> name : alternativeNames(certificate)) {
            if (Integer.valueOf(URI_NAME).equals(name.get(0)) && ((String) name.get(1)).startsWith(SCHEME)) {
                found.add((String) name.get(1));
            }
        }
        if (found.size() != 1) {
            throw new IllegalArgumentException("subject alternative names: " + found.size()
                    + " URIs of the scheme vigie (expected: one, vigie:PARTY/authority/terminal)");
        }
        return parse(found.get(0).substring(SCHEME.length()));
    }

    /** As a certificate carries it. */
    public String uri() {
        return SCHEME + this;
    }

    @Override
    public String toString() {
        return party + "/" + authority + "/" + terminal;
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("subject alternative names: cannot be read", e);
        }
    }

    private static void part(String name, String value) {
        if (!PART.matcher(value).matches()) {
            throw new IllegalArgumentException(name + ": " + quoted(value)
                    + " (expected: 1 to 64 letters, digits, dots, hyphens and underscores)");
        }
    }

    /** What came over the network is not printed at any length, nor with control characters. */
    private static String quoted(String value) {
        String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
        return "\"" + shown.replaceAll("[^\\x20-\\x7E…]", "?") + "\"";
    }
}
