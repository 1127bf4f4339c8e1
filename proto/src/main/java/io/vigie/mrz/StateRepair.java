package io.vigie.mrz;

/** Repairs the three characters of a state where that makes an unknown code a known one, in exactly one way. */
final class StateRepair {

    private StateRepair() {}

    static void apply(char[] text, int from) {
        if (isKnown(text, from)) {
            return;
        }
        char[] code = {text[from], text[from + 1], text[from + 2]};
        PositionRepair.lettersAt(code, 0, code.length);
        if (!isKnown(code, 0)) {
            code = oneChange(code);
        }
        System.arraycopy(code, 0, text, from, code.length);
    }

    /** The code as printed, without the fillers that follow it; null when it is empty. */
    static String read(char[] text, int from) {
        int end = from + Layout.STATE_SIZE;
        while (end > from && text[end - 1] == MrzChars.FILLER) {
            end--;
        }
        return end == from ? null : new String(text, from, end - from);
    }

    private static char[] oneChange(char[] code) {
        char[] found = null;
        for (int i = 0; i < code.length; i++) {
            String meant = meant(code[i]);
            for (int m = 0; m < meant.length(); m++) {
                char[] trial = code.clone();
                replaceAll(trial, code[i], meant.charAt(m), i);
                if (isKnown(trial, 0)) {
                    if (found != null) {
                        return code;
                    }
                    found = trial;
                }
            }
        }
        return found == null ? code : found;
    }

    /** Fillers read as K come in runs, other letters one by one. */
    private static void replaceAll(char[] trial, char read, char meant, int place) {
        for (int i = place; i < trial.length; i++) {
            if (trial[i] == read && (i == place || meant == MrzChars.FILLER)) {
                trial[i] = meant;
            }
        }
    }

    private static String meant(char read) {
        return switch (read) {
            case 'O' -> "DQ";
            case 'D', 'Q' -> "O";
            case 'K' -> "<";
            default -> "";
        };
    }

    private static boolean isKnown(char[] text, int from) {
        String code = read(text, from);
        return code != null && States.isKnown(code);
    }
}
