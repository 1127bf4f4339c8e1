package io.vigie.mrz;

/** The field of names: primary identifier, double filler, secondary identifier (Doc 9303-3, 4.6). */
final class Names {

    private Names() {}

    static void read(char[] text, int from, int to, Draft draft) {
        int end = to;
        while (end > from && text[end - 1] == MrzChars.FILLER) {
            end--;
        }
        if (end == to) {
            draft.truncated = true;
            draft.problem(MrzProblem.Code.NAME_TRUNCATED, "names", "the name fills its field and may be cut");
        }
        int separator = separator(text, from, end);
        if (separator < 0) {
            draft.surname = words(text, from, end);
            draft.problem(MrzProblem.Code.NAME_SEPARATOR, "names", "no double filler: all of it taken as the surname");
        } else {
            draft.surname = words(text, from, separator);
            draft.givenNames = words(text, separator, end);
            reportParts(text, separator, end, draft);
        }
        if (draft.surname == null) {
            draft.problem(MrzProblem.Code.NAME_MISSING, "surname", "no primary identifier");
        }
    }

    /** Russian internal passports write Cyrillic letters that Latin lacks as digits. */
    static boolean holdDigits(char[] text) {
        return text[0] == 'P' && text[1] == 'N' && text[2] == 'R' && text[3] == 'U' && text[4] == 'S';
    }

    /** Words of a field separated by one blank each; null when there are none. */
    static String words(char[] text, int from, int to) {
        int end = from;
        while (end < to && text[end] != MrzChars.FILLER) {
            end++;
        }
        return end == to && end > from ? new String(text, from, end - from) : severalWords(text, from, to);
    }

    private static String severalWords(char[] text, int from, int to) {
        char[] words = new char[Math.max(0, to - from)];
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c != MrzChars.FILLER) {
                words[length++] = c;
            } else if (length > 0 && words[length - 1] != ' ') {
                words[length++] = ' ';
            }
        }
        if (length > 0 && words[length - 1] == ' ') {
            length--;
        }
        return length == 0 ? null : new String(words, 0, length);
    }

    private static void reportParts(char[] text, int separator, int end, Draft draft) {
        int start = separator;
        while (start < end && text[start] == MrzChars.FILLER) {
            start++;
        }
        if (separator(text, start, end) >= 0) {
            draft.problem(MrzProblem.Code.NAME_PARTS, "names", "more than one double filler inside the name");
        }
    }

    private static int separator(char[] text, int from, int end) {
        for (int i = from; i < end - 1; i++) {
            if (text[i] == MrzChars.FILLER && text[i + 1] == MrzChars.FILLER) {
                return i;
            }
        }
        return -1;
    }
}
