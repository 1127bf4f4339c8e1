package io.vigie.server.match;

import io.vigie.mrz.Transliteration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways to write one word in A to Z. */
final class Spellings {
    private static final int FORMS_MAX = 4;

    private Spellings() {}

    /** The usual spelling, then those of ICAO's tables that differ; empty when the word has no letter to write. */
    static List<String> of(String word) {
        String plain = word.equals("عبدالله") ? "ABDULLAH" : asciiUpper(word);
        if (plain != null) {
            return hasArticle(plain) ? List.of(plain, plain.substring(2)) : List.of(plain);
        }
        Set<String> spellings = new LinkedHashSet<>();
        if (isKnown(word)) {
            add(spelled(word), spellings);
            if (Letters.isArabic(word.charAt(0))) {
                add(spelled(Letters.persian(word)), spellings);
            }
            for (String form : Transliteration.forms(word, FORMS_MAX)) {
                add(form, spellings);
            }
        } else if (IndicNames.isOf(word.charAt(0))) {
            IndicNames.spellings(word).forEach(spelling -> add(spelling, spellings));
        } else {
            add(OtherScripts.latin(word), spellings);
        }
        return List.copyOf(spellings);
    }

    /** The Arabic article, drawn to the letter that follows: ESSAADI, ASSAADI; not ANNABEL or ATTILA. */
    private static boolean hasArticle(String word) {
        if (word.length() < 6 || word.charAt(1) != word.charAt(2)) {
            return false;
        }
        return word.charAt(0) == 'E' && "SRDZTN".indexOf(word.charAt(1)) >= 0
                || word.charAt(0) == 'A' && "SRDZ".indexOf(word.charAt(1)) >= 0;
    }

    private static void add(String spelling, Set<String> spellings) {
        StringBuilder letters = new StringBuilder(spelling.length());
        for (int i = 0; i < spelling.length() && letters.length() < NameReader.TOKEN_LENGTH_MAX; i++) {
            char c = spelling.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                letters.append(c);
            }
        }
        if (!letters.isEmpty()) {
            spellings.add(letters.toString());
        }
    }

    private static boolean isKnown(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Letters.isKnown(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String spelled(String word) {
        StringBuilder latin = new StringBuilder(word.length() + 8);
        int index = 0;
        while (index < word.length()) {
            index += Letters.append(word, index, latin);
        }
        return latin.toString();
    }

    /** Null when the word is not of A to Z alone. */
    private static @Nullable String asciiUpper(String word) {
        char[] upper = new char[word.length()];
        for (int i = 0; i < upper.length; i++) {
            char c = word.charAt(i);
            if (c >= 'a' && c <= 'z') {
                upper[i] = (char) (c - 32);
            } else if (c >= 'A' && c <= 'Z') {
                upper[i] = c;
            } else {
                return null;
            }
        }
        return upper.length == 0 ? null : new String(upper);
    }
}
