package io.vigie.server.match;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Text into words of letters and marks: what stands between words is dropped, what stands inside them as well. */
final class WordSplitter {
    private WordSplitter() {}

    /**
     * At most {@code max} words of the first {@link NameReader#TEXT_LENGTH_MAX} characters, composed (NFKC). What stands in
     * parentheses after a word is a remark, or the name once more, and is left out.
     */
    static List<String> words(String text, int max) {
        String bounded = text.length() > NameReader.TEXT_LENGTH_MAX ? text.substring(0, NameReader.TEXT_LENGTH_MAX) : text;
        String composed = isAscii(bounded) ? bounded : Normalizer.normalize(bounded, Normalizer.Form.NFKC);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < composed.length() && words.size() < max; i++) {
            char c = composed.charAt(i);
            depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
            if (depth > 0 && (!words.isEmpty() || !word.isEmpty())) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else if (isLetter(c)) {
                word.append(c);
            } else if (!isInside(c) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty() && words.size() < max) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        }
        return Character.isLetter(c) && !isInside(c);
    }

    /** Apostrophes and their like, marks, format characters and halves of pairs: they end no word. */
    private static boolean isInside(char c) {
        if (c < 128) {
            return c == '\'' || c == '`';
        }
        int type = Character.getType(c);
        return c == '’' || c == '‘' || c == 'ʼ' || c == 'ʻ' || c == 'ʹ' || c == 'ʾ' || c == 'ʿ' || c == '´' || c == '′'
                || c == '״' || c == '׳' || c == 'ـ'
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT
                || type == Character.SURROGATE;
    }
}
