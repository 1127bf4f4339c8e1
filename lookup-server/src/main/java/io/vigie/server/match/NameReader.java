package io.vigie.server.match;

import io.vigie.v1.Name;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a name in any script as words of A to Z with their roles.
 *
 * <p>Takes any text: what is no letter separates or is left out, and what exceeds the bounds is cut. Parts (surname and
 * given names; one alone only when the full text says no more) go before the zone's name field, and that before the full
 * text. In a full text the words before a comma, or those alone in capitals, are the surname. Thread-safe.
 */
public final class NameReader {
    /** Words of one name that are read. */
    public static final int TOKENS_MAX = 24;

    /** Letters of one word that are read. */
    public static final int TOKEN_LENGTH_MAX = 40;

    /** Characters of one text that are read. */
    static final int TEXT_LENGTH_MAX = 512;

    /** ABU, father of, as Arabic writes it. */
    private static final int KUNYA_LENGTH = 3;

    private NameReader() {}

    /** The name; without tokens when it holds no letter. */
    public static ReadName read(Name name) {
        List<NameToken> tokens = new ArrayList<>();
        String read = name.getSurname() + ' ' + name.getGiven();
        if (isWholeInParts(name)) {
            readPart(name.getSurname(), Role.SURNAME, tokens);
            readPart(name.getGiven(), Role.GIVEN, tokens);
        } else if (!name.getMrz().isBlank()) {
            read = name.getMrz();
            readZone(read, tokens);
        }
        if (tokens.isEmpty()) {
            read = name.getFull();
            readFull(read, tokens);
        }
        readPart(name.getPatronymic(), Role.PATRONYMIC, tokens);
        boolean cut = isCut(read, tokens) || isCut(name.getPatronymic(), tokens);
        return new ReadName(tokens, isFull(name.getMrz()), cut, isUnvowelled(read));
    }

    /** A name that is one text. */
    static ReadName read(String full) {
        return read(Name.newBuilder().setFull(full).build());
    }

    /** Whether surname and given names are there, or the one that is there says as much as the full name. */
    private static boolean isWholeInParts(Name name) {
        if (!name.getSurname().isBlank() && !name.getGiven().isBlank()) {
            return true;
        }
        String part = name.getSurname().isBlank() ? name.getGiven() : name.getSurname();
        return !part.isBlank()
                && WordSplitter.words(part, TOKENS_MAX).size()
                        >= WordSplitter.words(name.getFull(), TOKENS_MAX).size();
    }

    private static boolean isUnvowelled(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                return c >= 0x0590 && c < 0x0700;
            }
        }
        return false;
    }

    /** Whether a bound may have kept something out; sooner too often than not often enough. */
    private static boolean isCut(String text, List<NameToken> tokens) {
        if (tokens.size() >= TOKENS_MAX || text.length() > TEXT_LENGTH_MAX) {
            return true;
        }
        for (NameToken token : tokens) {
            if (token.text().length() >= TOKEN_LENGTH_MAX) {
                return true;
            }
        }
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            length = Character.isWhitespace(text.charAt(i)) || "<-,".indexOf(text.charAt(i)) >= 0 ? 0 : length + 1;
            if (length > TOKEN_LENGTH_MAX) {
                return true;
            }
        }
        return false;
    }

    /** TD1, TD2 and TD3 have 30, 31 and 39 places for the name; a name that fills them may go on. */
    private static boolean isFull(String field) {
        int length = field.length();
        return (length == 30 || length == 31 || length == 39) && field.charAt(length - 1) != '<';
    }

    private static void readZone(String field, List<NameToken> tokens) {
        int separator = field.indexOf("<<");
        if (separator < 0) {
            readPart(field, Role.UNKNOWN, tokens);
        } else {
            readPart(field.substring(0, separator), Role.SURNAME, tokens);
            readPart(field.substring(separator), Role.GIVEN, tokens);
        }
    }

    private static void readFull(String full, List<NameToken> tokens) {
        if (full.isBlank()) {
            return;
        }
        if (full.contains("<<")) {
            readZone(full, tokens);
            return;
        }
        int comma = comma(full);
        if (comma > 0) {
            readPart(full.substring(0, comma), Role.SURNAME, tokens);
            readPart(full.substring(comma + 1), Role.GIVEN, tokens);
            return;
        }
        List<String> words = WordSplitter.words(full, TOKENS_MAX);
        if (words.size() == 1 && EastAsianNames.surnameLength(words.getFirst()) > 0) {
            readUnspaced(words.getFirst(), tokens);
            return;
        }
        int first = tokens.size();
        boolean capitals = tellsByCapitals(words);
        for (String word : words) {
            Role role = !capitals ? Role.UNKNOWN : isCapitals(word) ? Role.SURNAME : Role.GIVEN;
            addWord(word, role, tokens);
        }
        markParticles(tokens, first);
    }

    private static void readPart(String text, Role role, List<NameToken> tokens) {
        if (text.isBlank()) {
            return;
        }
        int first = tokens.size();
        for (String word : WordSplitter.words(text, TOKENS_MAX - first)) {
            addWord(word, role, tokens);
        }
        markParticles(tokens, first);
    }

    private static void readUnspaced(String word, List<NameToken> tokens) {
        int length = EastAsianNames.surnameLength(word);
        List<String> spellings = EastAsianNames.surnameSpellings(word.substring(0, length));
        if (spellings.isEmpty()) {
            addWord(word.substring(0, length), Role.SURNAME, tokens);
        } else {
            tokens.add(new NameToken(spellings.getFirst(), Role.SURNAME, spellings.subList(1, spellings.size())));
        }
        addWord(word.substring(length), Role.GIVEN, tokens);
    }

    private static void addWord(String word, Role role, List<NameToken> tokens) {
        if (tokens.size() >= TOKENS_MAX) {
            return;
        }
        String cut = word.length() > TOKEN_LENGTH_MAX ? word.substring(0, TOKEN_LENGTH_MAX) : word;
        if (cut.length() >= 7 && cut.startsWith("عبدال") && !cut.endsWith("لله")) {
            tokens.add(new NameToken("ABDUL", role, List.of()));
            cut = cut.substring(5);
        } else if (isArabicCompound(cut, tokens.size())) {
            int end = cut.startsWith("بو", 1) ? KUNYA_LENGTH : cut.lastIndexOf("ال");
            addWord(cut.substring(0, end), role, tokens);
            addWord(cut.substring(end), role, tokens);
            return;
        } else if (hasArabicArticle(cut, isAfterServant(tokens))) {
            if (!isAfterServant(tokens)) {
                tokens.add(new NameToken("AL", Role.PARTICLE, List.of()));
            }
            cut = cut.substring(2);
        }
        List<String> spellings = Spellings.of(cut);
        if (spellings.isEmpty() || tokens.size() >= TOKENS_MAX) {
            return;
        }
        String text = spellings.getFirst();
        if (NameWords.isArabicArticle(text) && isAfterServant(tokens)) {
            return; // ABD AL AZIZ is ABDUL AZIZ
        }
        if (NameWords.isServant(text)) {
            text = "ABDUL";
        } else if (compounded(text, role, tokens)) {
            return;
        }
        tokens.add(new NameToken(text, role, spellings.subList(1, spellings.size())));
    }

    /** X AL DIN and X ULLAH are one name, however they are spaced. */
    private static boolean compounded(String text, Role role, List<NameToken> tokens) {
        int last = tokens.size() - 1;
        boolean article = last >= 0 && NameWords.isArticleOfDin(tokens.get(last).text());
        int name = article ? last - 1 : last;
        String end = NameWords.isDin(text, article) ? "UDDIN" : !article && NameWords.isUllah(text) ? "ULLAH" : "";
        if (end.isEmpty() || name < 0 || NameWords.isParticle(tokens.get(name).text())) {
            return false;
        }
        NameToken before = tokens.get(name);
        String stem = before.text().equals("ABDUL") ? "ABD" : before.text();
        if (stem.length() + end.length() > TOKEN_LENGTH_MAX) {
            return false;
        }
        while (tokens.size() > name) {
            tokens.removeLast();
        }
        List<String> others = stem.equals(before.text())
                ? before.otherSpellings().stream().map(other -> other + end).filter(NameReader::isOfLength).toList()
                : List.of();
        tokens.add(new NameToken(stem + end, role, others));
        return true;
    }

    private static boolean isOfLength(String word) {
        return word.length() <= TOKEN_LENGTH_MAX;
    }

    private static boolean isAfterServant(List<NameToken> tokens) {
        return !tokens.isEmpty() && NameWords.isServant(tokens.getLast().text());
    }

    /** X AL DIN, X ALLAH and ABU X, written in Arabic without the space; two words at least have room. */
    private static boolean isArabicCompound(String word, int before) {
        if (before > TOKENS_MAX - 2 || word.length() < KUNYA_LENGTH + 3 || word.equals("عبدالله")) {
            return false;
        }
        boolean father = (word.charAt(0) == 'ا' || word.charAt(0) == 'أ') && word.startsWith("بو", 1);
        return father || word.endsWith("الدين") && word.length() >= 7 || word.endsWith("الدین") && word.length() >= 7
                || word.endsWith("الله") || word.endsWith("اللہ");
    }

    /** AL, which Arabic writes in one word with what it belongs to. */
    private static boolean hasArabicArticle(String word, boolean afterServant) {
        int least = afterServant ? 4 : 5;
        return word.length() >= least && word.charAt(0) == 'ا' && word.charAt(1) == 'ل' && word.charAt(2) != 'ل'
                && Letters.isArabic(word.charAt(least - 1));
    }

    /** Particles lose their other role, unless nothing but particles would remain. */
    private static void markParticles(List<NameToken> tokens, int first) {
        boolean anyName = false;
        for (int i = first; i < tokens.size() && !anyName; i++) {
            anyName = !isParticle(tokens, first, i);
        }
        for (int i = first; anyName && i < tokens.size(); i++) {
            NameToken token = tokens.get(i);
            if (token.role() != Role.PARTICLE && isParticle(tokens, first, i)) {
                tokens.set(i, new NameToken(token.text(), Role.PARTICLE, token.otherSpellings()));
            }
        }
    }

    private static boolean isParticle(List<NameToken> tokens, int first, int index) {
        NameToken token = tokens.get(index);
        if (token.role() == Role.PARTICLE || tellsTheSex(tokens, index)) {
            return true;
        }
        boolean opens = index == first && (token.role() == Role.UNKNOWN || token.role() == Role.GIVEN);
        return NameWords.isParticle(token.text())
                && !(opens && NameWords.isAlsoName(token.text()))
                && !isTitleBorneAsName(tokens, first, index);
    }

    /** VAN and THI of Vietnam, in front of a given name of somebody who has a surname: Burmese have none. */
    private static boolean tellsTheSex(List<NameToken> tokens, int index) {
        NameToken token = tokens.get(index);
        return token.role() == Role.GIVEN
                && NameWords.tellsTheSex(token.text())
                && index + 1 < tokens.size()
                && tokens.get(index + 1).role() == Role.GIVEN
                && tokens.stream().anyMatch(other -> other.role() == Role.SURNAME);
    }

    /** Whether a title is all that a surname, or the given names, hold. */
    private static boolean isTitleBorneAsName(List<NameToken> tokens, int first, int index) {
        Role role = tokens.get(index).role();
        if (!NameWords.isTitleBorneAsName(tokens.get(index).text()) || role != Role.SURNAME && role != Role.GIVEN) {
            return false;
        }
        return tokens.subList(first, tokens.size()).stream()
                .noneMatch(other -> other.role() == role && !NameWords.isParticle(other.text()));
    }

    private static int comma(String full) {
        for (int i = 0; i < full.length(); i++) {
            char c = full.charAt(i);
            if (c == ',' || c == '،' || c == '，' || c == '、') {
                return i;
            }
        }
        return -1;
    }

    /** Whether some words of two letters or more are in capitals and others not. */
    private static boolean tellsByCapitals(List<String> words) {
        boolean some = false;
        boolean others = false;
        for (String word : words) {
            if (word.length() > 1) {
                some |= isCapitals(word);
                others |= !isCapitals(word) && Character.isUpperCase(word.charAt(0));
            }
        }
        return some && others;
    }

    private static boolean isCapitals(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Character.isUpperCase(word.charAt(i))) {
                return false;
            }
        }
        return word.length() > 1;
    }
}
