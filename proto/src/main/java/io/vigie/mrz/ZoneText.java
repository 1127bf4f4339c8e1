package io.vigie.mrz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The characters of a zone as received, and what they are after the accidents of typing and transport. */
final class ZoneText {

    /** Far more than any zone and its noise; what follows is not looked at. */
    private static final int CHARACTERS_MAX = 1_000;

    private static final int PROBLEMS_MAX = 8;
    private static final int WIDE_OFFSET = '\uFF21' - 'A';
    private static final String ZONE = "zone";

    private ZoneText() {}

    /** The lines joined, when their number, lengths and characters are those of a format; else null. */
    static char[] exact(List<String> lines) {
        int count = lines.size();
        String first = count == 0 ? null : lines.get(0);
        if (first == null || !isZone(count, first.length())) {
            return null;
        }
        int width = first.length();
        char[] text = new char[count * width];
        for (int i = 0; i < count; i++) {
            String line = lines.get(i);
            if (line == null || line.length() != width) {
                return null;
            }
            line.getChars(0, width, text, i * width);
        }
        for (char c : text) {
            if (!MrzChars.isLegal(c)) {
                return null;
            }
        }
        return text;
    }

    /**
     * The lines as a zone when each sign, guillemets and blanks too, stands for one character, and their number and
     * lengths are then those of a format; else null.
     */
    static char[] oneForOne(List<String> lines, Draft draft) {
        List<String> signs = new ArrayList<>();
        for (String line : lines) {
            signs.add(line == null ? "" : oneForOne(line));
        }
        char[] text = exact(signs);
        for (int i = 0; text != null && i < signs.size(); i++) {
            if (!signs.get(i).equals(lines.get(i))) {
                draft.wellFormed = false;
                draft.repair(ZONE, lines.get(i), signs.get(i), "written in the characters of a zone, one for one");
            }
        }
        return text;
    }

    private static String oneForOne(String line) {
        StringBuilder signs = new StringBuilder(line.length());
        for (int i = 0; i < Math.min(line.length(), CHARACTERS_MAX); i++) {
            char c = line.charAt(i);
            signs.append(isGuillemet(c) || c == ' ' ? MrzChars.FILLER : Character.toUpperCase(c));
        }
        return signs.toString();
    }

    /** Or the sign for much less than. */
    private static boolean isGuillemet(char c) {
        return c == '\u00AB' || c == '\u226A';
    }

    private static boolean isZone(int count, int width) {
        return switch (count) {
            case 1 -> isTotal(width);
            case 2 -> width == 44 || width == 36;
            case 3 -> width == 30;
            default -> false;
        };
    }

    /** True for the length of a whole zone; the chip holds it without line breaks (Doc 9303-10, data group 1). */
    static boolean isTotal(int length) {
        return length == 88 || length == 72 || length == 90;
    }

    /** The lines that hold anything, in characters of zones; others become {@link MrzChars#FOREIGN}. */
    static List<String> clean(List<String> lines, Draft draft) {
        List<String> cleaned = new ArrayList<>();
        int left = CHARACTERS_MAX;
        for (String line : lines) {
            String part = line == null ? "" : line.substring(0, Math.min(left, line.length()));
            left -= part.length();
            int start = 0;
            for (int i = 0; i <= part.length(); i++) {
                if (i == part.length() || isLineBreak(part.charAt(i))) {
                    addCleaned(part.substring(start, i).strip(), cleaned, draft);
                    start = i + 1;
                }
            }
        }
        return cleaned;
    }

    private static void addCleaned(String line, List<String> cleaned, Draft draft) {
        StringBuilder clean = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            append(clean, line.charAt(i), draft, cleaned.size(), i);
        }
        if (clean.isEmpty()) {
            return;
        }
        String text = clean.toString();
        if (!text.equals(line)) {
            draft.wellFormed = false;
            draft.repair(ZONE, line, text, "written in the characters of a zone");
        }
        cleaned.add(text);
    }

    private static void append(StringBuilder clean, char c, Draft draft, int line, int column) {
        if (MrzChars.isLegal(c)) {
            clean.append(c);
            return;
        }
        if (isGuillemet(c)) {
            clean.append("<<");
            return;
        }
        switch (c) {
            case '\u2039', '\uFF1C', '\u3008', '\u27E8' -> clean.append(MrzChars.FILLER); // single angles
            default -> appendOther(clean, c, draft, line, column);
        }
    }

    private static void appendOther(StringBuilder clean, char c, Draft draft, int line, int column) {
        int digit = Character.digit(c, 10);
        char upper = Character.toUpperCase(isWideLetter(c) ? (char) (c - WIDE_OFFSET) : c);
        if (isBlank(c)) {
            return;
        }
        if (digit >= 0) {
            clean.append((char) ('0' + digit));
        } else if (MrzChars.isLetter(upper)) {
            clean.append(upper);
        } else {
            clean.append(MrzChars.FOREIGN);
            report(draft, c, line, column);
        }
    }

    private static void report(Draft draft, char c, int line, int column) {
        if (draft.problemCount() < PROBLEMS_MAX) {
            draft.malformed(
                    MrzProblem.Code.CHARACTER,
                    ZONE,
                    "line " + (line + 1) + ", position " + (column + 1) + ": "
                            + (c > ' ' && c < 127 ? "'" + c + "'" : String.format(Locale.ROOT, "U+%04X", (int) c)));
        }
        draft.wellFormed = false;
    }

    /** Letters of East Asian keyboards, as wide as an ideograph. */
    private static boolean isWideLetter(char c) {
        return c >= '\uFF21' && c <= '\uFF3A' || c >= '\uFF41' && c <= '\uFF5A';
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085';
    }
}
