package io.vigie.mrz;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * National characters in the letters of a zone, after Doc 9303-3, sections 4.6 and 6.
 *
 * <p>A state may choose among several forms for some letters: Ü is UE, UXX or U. {@link #toMrz} takes the first, which
 * is what to write; {@link #forms} gives all, which is what to match.
 */
public final class Transliteration {

    private static final int FORMS_MAX = 256;

    private Transliteration() {}

    /**
     * A name in A to Z, words separated by one filler. Hyphens, commas and blanks separate; apostrophes, full stops,
     * digits and what no table has are left out.
     */
    public static String toMrz(String name) {
        return forms(name, 1).get(0);
    }

    /** The forms of one character, the first to be written; "" alone when it is not written at all. */
    public static List<String> forms(char character) {
        return List.of(LetterForms.of(character));
    }

    /**
     * The forms of a name, at most {@code max} of them and never more than 256: the form to write, then those that
     * differ in one letter and so on.
     */
    public static List<String> forms(String name, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max: " + max + " (expected: >= 1)");
        }
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        List<String> forms = List.of("");
        for (int i = 0; i < composed.length(); i++) {
            forms = extended(forms, composed, i, Math.min(max, FORMS_MAX));
        }
        return withoutOuterFillers(forms);
    }

    private static List<String> extended(List<String> forms, String name, int index, int max) {
        char c = name.charAt(index);
        if (isSeparator(c)) {
            return each(forms, Transliteration::separated);
        }
        if (c == ArabicLetters.SHADDA) {
            String[] doubled = index == 0 ? LetterForms.of(c) : LetterForms.of(name.charAt(index - 1));
            return each(forms, form -> form + repeated(doubled, form));
        }
        if (c == ArabicLetters.TEH_MARBUTA) {
            String written = LetterForms.of(c)[endsWord(name, index + 1) ? 1 : 0];
            return each(forms, form -> form + written);
        }
        return crossed(forms, LetterForms.of(c), max);
    }

    private static List<String> crossed(List<String> forms, String[] letter, int max) {
        if (letter.length == 1) {
            return each(forms, form -> form + letter[0]);
        }
        List<String> longer = new ArrayList<>(Math.min(max, forms.size() * letter.length));
        for (String alternative : letter) {
            for (String form : forms) {
                if (longer.size() < max) {
                    longer.add(form + alternative);
                }
            }
        }
        return longer;
    }

    /** What a shadda adds: XDZ becomes XDZDZ, for the X only announces what follows. */
    private static String repeated(String[] letter, String form) {
        for (String alternative : letter) {
            if (!alternative.isEmpty() && form.endsWith(alternative)) {
                return alternative.length() > 1 && alternative.startsWith("X") ? alternative.substring(1) : alternative;
            }
        }
        return "";
    }

    private static String separated(String form) {
        return form.endsWith("<") ? form : form + "<";
    }

    private static List<String> each(List<String> forms, UnaryOperator<String> change) {
        List<String> changed = new ArrayList<>(forms.size());
        forms.forEach(form -> changed.add(change.apply(form)));
        return changed;
    }

    private static List<String> withoutOuterFillers(List<String> forms) {
        Set<String> distinct = new LinkedHashSet<>();
        for (String form : forms) {
            int start = form.startsWith("<") ? 1 : 0;
            int end = form.length() > start && form.endsWith("<") ? form.length() - 1 : form.length();
            distinct.add(form.substring(start, end));
        }
        return List.copyOf(distinct);
    }

    private static boolean isSeparator(char c) {
        return c == '<' || c == ',' || c == '/' || c == '_' || Character.isWhitespace(c) || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static boolean endsWord(String name, int index) {
        int next = index;
        while (next < name.length() && Character.getType(name.charAt(next)) == Character.NON_SPACING_MARK) {
            next++;
        }
        return next == name.length() || isSeparator(name.charAt(next));
    }
}
