package io.vigie.mrz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes names into their field, shortening them where they do not fit (Doc 9303-4, 4.2.3.2; 9303-5 to 7 alike).
 *
 * <p>Words are cut from the right, those of the secondary identifier first, the last first, each to its initial at
 * the shortest, until the field is exactly filled: a letter in its last position says that something may be missing.
 * Initials that still find no room are left out.
 */
final class NameField {

    private static final String SEPARATOR = "<<";

    private NameField() {}

    /** The field without fillers at its end; names in national or zone characters, absent ones null or empty. */
    static String of(String surname, String givenNames, int width) {
        List<String> words = new ArrayList<>(words(surname));
        int primary = words.size();
        words.addAll(words(givenNames));
        shorten(words, primary, width);
        String field = joined(words, primary);
        return field.substring(0, Math.min(width, field.length()));
    }

    private static List<String> words(String name) {
        String written = name == null ? "" : Transliteration.toMrz(name);
        return written.isEmpty() ? List.of() : Arrays.asList(written.split("<"));
    }

    private static void shorten(List<String> words, int primary, int width) {
        for (int i = words.size() - 1; i >= 0; i--) {
            int excess = joined(words, primary).length() - width;
            if (excess <= 0) {
                return;
            }
            String word = words.get(i);
            words.set(i, word.substring(0, Math.max(1, word.length() - excess)));
        }
    }

    private static String joined(List<String> words, int primary) {
        String surname = String.join("<", words.subList(0, Math.min(primary, words.size())));
        return words.size() <= primary
                ? surname
                : surname + SEPARATOR + String.join("<", words.subList(primary, words.size()));
    }
}
