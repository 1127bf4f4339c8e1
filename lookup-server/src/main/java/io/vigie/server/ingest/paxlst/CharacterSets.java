package io.vigie.server.ingest.paxlst;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Characters of a file, by the syntax identifier of its first UNB (ISO 9735, element 0001). */
final class CharacterSets {
    private static final Map<String, String> BY_IDENTIFIER = Map.ofEntries(
            Map.entry("UNOC", "ISO-8859-1"),
            Map.entry("UNOD", "ISO-8859-2"),
            Map.entry("UNOE", "ISO-8859-5"),
            Map.entry("UNOF", "ISO-8859-7"),
            Map.entry("UNOG", "ISO-8859-3"),
            Map.entry("UNOH", "ISO-8859-4"),
            Map.entry("UNOI", "ISO-8859-6"),
            Map.entry("UNOJ", "ISO-8859-8"),
            Map.entry("UNOK", "ISO-8859-9"));

    /** UNB comes first or behind UNA. */
    private static final int LOOKED_AT = 256;

    private CharacterSets() {}

    /**
     * The text. Where the identifier allows ASCII alone (UNOA, UNOB) or is absent, more is read as UTF-8 and, where it
     * is none, as Latin-1: names are worth more than the letter of the standard.
     */
    static String decode(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        int header = start.indexOf("UNB");
        String identifier = header < 0 || start.length() < header + 8 ? "" : start.substring(header + 4, header + 8);
        String named = BY_IDENTIFIER.get(identifier);
        if (named != null && Charset.isSupported(named)) {
            return new String(file, Charset.forName(named));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(file, StandardCharsets.ISO_8859_1);
        }
    }
}
