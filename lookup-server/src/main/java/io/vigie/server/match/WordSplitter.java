package io.vigie.server.match;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Text into words of letters and marks: what stands between words is dropped, what stands inside them as well. */
final class WordSplitter {
    /** From Thaana to what stands before the marks that belong to no script. */
    private static final int FIRST_VOWEL_SIGN = 0x0780;

    private static final int LAST_VOWEL_SIGN = 0x1AAF;

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
        int remark = 0;
        for (int i = 0; i < composed.length() && words.size() < max; ) {
            int c = composed.codePointAt(i);
            if (c == '(' && (remark > 0 || !words.isEmpty() || !word.isEmpty()) && composed.indexOf(')', i) > 0) {
                remark++;
            }
            if (remark > 0) {
                end(word, words);
                remark -= c == ')' ? 1 : 0;
            } else if (isLetter(c) || isVowelSign(c) && !word.isEmpty()) {
                word.appendCodePoint(c);
            } else if (!isInside(c)) {
                end(word, words);
            }
            i += Character.charCount(c);
        }
        if (words.size() < max) {
            end(word, words);
        }
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(int c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        }
        return Character.isLetter(c) && !isInside(c);
    }

    /** Scripts of Asia write vowels as marks; elsewhere a mark is an accent, or what a name does without. */
    private static boolean isVowelSign(int c) {
        if (c < FIRST_VOWEL_SIGN || c > LAST_VOWEL_SIGN) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Apostrophes and their like, marks, format characters and halves of a pair that stand alone: they end no word. */
    private static boolean isInside(int c) {
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
