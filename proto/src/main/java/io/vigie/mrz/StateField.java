package io.vigie.mrz;

/** The three characters of a state, and their repair where that makes an unknown code a known one in one way only. */
final class StateField {

    private StateField() {}

    static void repair(char[] text, int from) {
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
        int length = length(text, from);
        String known = States.known(text, from, length);
        return known != null || length == 0 ? known : new String(text, from, length);
    }

    static boolean isKnown(char[] text, int from) {
        return States.known(text, from, length(text, from)) != null;
    }

    private static int length(char[] text, int from) {
        int length = Layout.STATE_SIZE;
        while (length > 0 && text[from + length - 1] == MrzChars.FILLER) {
            length--;
        }
        return length;
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
            case 'I' -> "L";
            case 'K' -> "<";
            default -> "";
        };
    }
}
