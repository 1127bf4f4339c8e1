package io.vigie.server.ingest.synthetic;

import io.vigie.server.ingest.synthetic.Piece.Spelling;
import io.vigie.v1.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a name as Delegated Regulation (EU) 2023/333, Annex II, says that names of one person may differ: the one
 * generator of such names, for synthetic persons and for lists.
 */
public final class NameVariants {
    /** Shorter words lose too much by one letter to be called similar. */
    private static final int WORD_LENGTH_MIN = 4;

    private NameVariants() {}

    /**
     * The name so changed; null when this name offers no place for it, or the variant is none of a name.
     *
     * @param transliterated the same name in another script or by another scheme; null when none is known
     * @param seed of what is left to chance; another seed may find a place where this one does not
     */
    public static @Nullable Name of(
            Variant variant, String surname, String given, @Nullable Name transliterated, long seed) {
        return of(variant, surname, given, transliterated, Dice.of(seed, Dice.Stream.VARIANT, variant.ordinal()));
    }

    static @Nullable Name of(Variant variant, PersonName name, Dice dice) {
        String surname = name.surname(Spelling.LATIN);
        String given = name.given(Spelling.LATIN);
        return of(variant, surname, given, transliterated(name), dice);
    }

    private static @Nullable Name of(
            Variant variant, String surname, String given, @Nullable Name transliterated, Dice dice) {
        return switch (variant) {
            case EXACT, NATIONAL_ID -> parts(surname, given);
            case TRANSLITERATION -> transliterated;
            case INVERSION -> parts(given, surname);
            case ONE_FIELD -> parts(surname + ' ' + given, "");
            case WORDS_SWAPPED -> wordsSwapped(given + ' ' + surname, dice);
            case LETTERS_SWAPPED -> inLongerPart(surname, given, lettersSwapped(longer(surname, given), dice));
            case ONE_EDIT -> inLongerPart(surname, given, oneEdit(longer(surname, given), dice));
            case PUNCTUATION -> punctuated(surname, given);
            case TRUNCATION -> inLongerPart(surname, given, truncated(longer(surname, given), dice));
            case SPACING, HYPHENS, LOWER_CASE, NO_STATE, NO_TYPE, EQUIVALENT_STATE, FAMILY_TYPE, WRONG_STATE,
                    WRONG_TYPE, ZONE, TRAVELLER, REPORTED_DOCUMENT, DOCUMENT_OF_PERSON, DOCUMENT_OF_NOTICE,
                    LISTED_TRAVELLER, UNREADABLE_NUMBER -> null;
        };
    }

    private static Name parts(String surname, String given) {
        return Name.newBuilder().setSurname(surname).setGiven(given).build();
    }

    static @Nullable Name transliterated(PersonName name) {
        if (name.isForeignScript()) {
            return name.whole(Spelling.ORIGINAL).build();
        }
        return name.hasOtherLatin()
                ? parts(name.surname(Spelling.OTHER_LATIN), name.given(Spelling.OTHER_LATIN))
                : null;
    }

    private static @Nullable Name wordsSwapped(String full, Dice dice) {
        List<String> words = new ArrayList<>(Arrays.asList(full.split(" ")));
        if (words.size() < 3) {
            return null;
        }
        int first = dice.below(words.size() - 1);
        int second = first + 1 + dice.below(words.size() - 1 - first);
        if (words.get(first).equals(words.get(second))) {
            return null;
        }
        Collections.swap(words, first, second);
        return Name.newBuilder().setFull(String.join(" ", words)).build();
    }

    private static String longer(String surname, String given) {
        return surname.length() >= given.length() ? surname : given;
    }

    private static @Nullable Name inLongerPart(String surname, String given, @Nullable String changed) {
        if (changed == null) {
            return null;
        }
        return surname.length() >= given.length() ? parts(changed, given) : parts(surname, changed);
    }

    private static @Nullable String lettersSwapped(String word, Dice dice) {
        if (word.length() < WORD_LENGTH_MIN) {
            return null;
        }
        int first = 1 + dice.below(word.length() - 2);
        for (int second = first + 1; second < word.length(); second++) {
            if (bothLetters(word, first, second) && word.charAt(first) != word.charAt(second)) {
                StringBuilder swapped = new StringBuilder(word);
                swapped.setCharAt(first, word.charAt(second));
                swapped.setCharAt(second, word.charAt(first));
                return swapped.toString();
            }
        }
        return null;
    }

    private static boolean bothLetters(String word, int first, int second) {
        return Character.isLetter(word.charAt(first)) && Character.isLetter(word.charAt(second));
    }

    private static @Nullable String oneEdit(String word, Dice dice) {
        if (word.length() < WORD_LENGTH_MIN) {
            return null;
        }
        int at = 1 + dice.below(word.length() - 1);
        char letter = (char) ('a' + dice.below(26));
        if (!Character.isLetter(word.charAt(at)) || word.charAt(at) == letter) {
            return null;
        }
        return switch (dice.below(3)) {
            case 0 -> word.substring(0, at) + letter + word.substring(at);
            case 1 -> word.substring(0, at) + word.substring(at + 1);
            default -> word.substring(0, at) + letter + word.substring(at + 1);
        };
    }

    private static @Nullable Name punctuated(String surname, String given) {
        Name plain = parts(surname.replace('-', ' ').replace("'", ""), given.replace('-', ' '));
        if (!plain.equals(parts(surname, given))) {
            return plain;
        }
        return given.contains(" ") ? parts(surname, given.replace(' ', '-')) : null;
    }

    private static @Nullable String truncated(String word, Dice dice) {
        int spare = word.length() - WORD_LENGTH_MIN;
        return spare < 1 ? null : word.substring(0, WORD_LENGTH_MIN + dice.below(spare)).trim();
    }
}
