package io.vigie.server.ingest.foreign;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The script of a name, as ISO 15924 codes it. Pure. */
final class Scripts {
    private static final String CODES = "Arab Armn Beng Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hani Hebr Hira Kana Khmr Knda "
            + "Laoo Latn Mlym Mong Mymr Orya Sinh Taml Telu Thaa Thai Tibt";

    private static final Map<UnicodeScript, String> BY_SCRIPT = new EnumMap<>(UnicodeScript.class);

    static {
        for (String code : CODES.split(" ")) {
            BY_SCRIPT.put(UnicodeScript.forName(code), code);
        }
        BY_SCRIPT.put(UnicodeScript.HIRAGANA, "Jpan");
        BY_SCRIPT.put(UnicodeScript.KATAKANA, "Jpan");
        BY_SCRIPT.put(UnicodeScript.HANGUL, "Kore");
    }

    private Scripts() {}

    /** The script of most letters; empty when it is none of those that names are listed in. */
    static String of(String text) {
        int[] letters = new int[UnicodeScript.values().length];
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(letter -> letters[UnicodeScript.of(letter).ordinal()]++);
        int most = Arrays.stream(letters).max().orElse(0);
        for (UnicodeScript script : UnicodeScript.values()) {
            if (most > 0 && letters[script.ordinal()] == most) {
                return BY_SCRIPT.getOrDefault(script, "");
            }
        }
        return "";
    }
}
