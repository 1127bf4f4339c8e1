package io.vigie.server.ingest.foreign;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Languages as ISO 639-3 codes them. Pure. */
final class Languages {
    /** Codes of ISO 639-2/B, which INTERPOL uses, that differ from ISO 639-3. */
    private static final String BIBLIOGRAPHIC = "alb sqi|arm hye|baq eus|bur mya|chi zho|cze ces|dut nld|fre fra|geo kat|ger deu|"
            + "gre ell|ice isl|mac mkd|mao mri|may msa|per fas|rum ron|slo slk|tib bod|wel cym";

    private static final Map<String, String> CODES = new HashMap<>();

    static {
        for (String code : Locale.getISOLanguages()) {
            String three = Locale.of(code).getISO3Language();
            CODES.put(code, three);
            CODES.put(three, three);
        }
        for (String row : BIBLIOGRAPHIC.split("\\|")) {
            CODES.put(row.substring(0, 3), row.substring(4));
        }
    }

    private Languages() {}

    /** The code of a language given by two or three letters; null when it is unknown. */
    static @Nullable String code(String text) {
        return CODES.get(text.toLowerCase(Locale.ROOT));
    }
}
