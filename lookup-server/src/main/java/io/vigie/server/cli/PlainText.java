package io.vigie.server.cli;

import java.util.Locale;

/** What others have written, on a terminal: nothing in it moves the cursor or turns the order of letters. Pure. */
final class PlainText {
    private PlainText() {}

    static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            int type = Character.getType(letter);
            boolean hidden = Character.isISOControl(letter)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
            if (hidden) {
                plain.append(String.format(Locale.ROOT, "\\u%04x", letter));
            } else {
                plain.appendCodePoint(letter);
            }
        });
        return plain.toString();
    }
}
