package io.vigie.server.index;

import io.vigie.mrz.NumberKey;
import java.nio.charset.StandardCharsets;

/**
 * A number of which only the beginning is known: {@code AB12*}. {@link NumberKey} would drop the star and take the rest
 * for a whole number, so everybody who takes a number from a question asks here first. Pure.
 */
public final class NumberPattern {
    /** Letters and digits that must be known. */
    public static final int CHARACTERS_MIN = 4;

    private NumberPattern() {}

    /** Whether a wildcard stands anywhere in the number, rightly or wrongly. */
    public static boolean hasWildcard(String number) {
        for (int i = 0; i < number.length(); i++) {
            if (isWildcard(number.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the number is a pattern that can be searched: one star, at the end, behind enough characters. */
    public static boolean isPrefix(String number) {
        String pattern = number.strip();
        if (!pattern.endsWith("*")) {
            return false;
        }
        String known = pattern.substring(0, pattern.length() - 1);
        String key = new String(NumberKey.of(known), StandardCharsets.UTF_8);
        return !hasWildcard(known) && key.codePointCount(0, key.length()) >= CHARACTERS_MIN;
    }

    /** Also the wide forms of East Asian keyboards. */
    private static boolean isWildcard(char c) {
        return c == '*' || c == '?' || c == '\uFF0A' || c == '\uFF1F';
    }
}
