package io.vigie.server.match;

import io.vigie.v1.Name;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A name made ready to be compared many times: all that can be known of it alone. Immutable. */
final class PreparedName {
    private static final Word[] NO_WORDS = {};

    final int size;
    final Word[] words;
    final Word[][] spellings;
    final Role[] roles;
    /** What each word counts: its role's weight times its rarity. */
    final double[] weights;

    final double[] rarities;
    final int[][] groups;
    final int[][] nicknames;
    /** {@link ReadName#asBeginning} of each word. */
    final @Nullable MatchFeature[] beginnings;

    private final boolean unvowelled;

    /** Joined words, made when first asked for: two threads may make one twice, to the same end. */
    private final @Nullable Word[] pairs;

    private final @Nullable Word[] triples;
    private @Nullable Word whole;

    /** Words that are no particles. */
    final int nameCount;

    /** {@link ReadName#whole}. */
    final byte[] wholeLetters;

    /** {@link ReadName#surnameLength}. */
    final int surnameLength;

    PreparedName(Name name, Weights table, NameGroups dictionary) {
        this(NameReader.read(name), table, dictionary);
    }

    PreparedName(ReadName name, Weights table, NameGroups dictionary) {
        List<NameToken> tokens = name.tokens();
        unvowelled = name.unvowelled();
        size = tokens.size();
        words = new Word[size];
        spellings = new Word[size][];
        roles = new Role[size];
        weights = new double[size];
        rarities = new double[size];
        groups = new int[size][];
        nicknames = new int[size][];
        beginnings = new MatchFeature[size];
        int names = 0;
        for (int i = 0; i < size; i++) {
            NameToken token = tokens.get(i);
            words[i] = new Word(token.text(), unvowelled);
            spellings[i] = token.otherSpellings().isEmpty() ? NO_WORDS
                    : token.otherSpellings().stream().map(other -> new Word(other, unvowelled)).toArray(Word[]::new);
            roles[i] = token.role();
            rarities[i] = NameRarity.of(token.text());
            weights[i] = rarities[i] * table.of(MatchFeature.ofWord(token.role(), token.text().length()));
            groups[i] = dictionary.of(token.text());
            nicknames[i] = Nicknames.of(token.text());
            beginnings[i] = name.asBeginning(i);
            names += token.role() == Role.PARTICLE ? 0 : 1;
        }
        nameCount = names;
        wholeLetters = name.whole().getBytes(StandardCharsets.US_ASCII);
        surnameLength = name.surnameLength();
        pairs = new Word[size];
        triples = new Word[size];
    }

    /** Words {@code from} on as one, two or three; null when that is longer than a word may be. */
    @Nullable Word joined(int from, int count) {
        @Nullable Word[] made = count == 3 ? triples : pairs;
        Word known = made[from];
        if (known != null) {
            return known;
        }
        int length = 0;
        for (int i = from; i < from + count; i++) {
            length += words[i].letters.length;
        }
        if (length > NameReader.TOKEN_LENGTH_MAX) {
            return null;
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = from; i < from + count; i++) {
            text.append(words[i].text);
        }
        Word joined = new Word(text.toString(), unvowelled);
        made[from] = joined;
        return joined;
    }

    /** Whether the word before may belong to the same part. */
    boolean mayFollowInPart(int index) {
        return index > 0 && roles[index].mayFollow(roles[index - 1]);
    }

    /** The letters of {@link #whole}, without making it. */
    int wholeLength() {
        int length = 0;
        for (int i = 0; i < size; i++) {
            length += roles[i] == Role.PARTICLE && nameCount > 0 ? 0 : words[i].letters.length;
        }
        return length;
    }

    /** All words but particles as one, as far as a word may be long. */
    Word whole() {
        Word known = whole;
        if (known != null) {
            return known;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < size; i++) {
            boolean counts = roles[i] != Role.PARTICLE || nameCount == 0;
            if (counts && text.length() + words[i].letters.length <= NameReader.TOKEN_LENGTH_MAX) {
                text.append(words[i].text);
            }
        }
        Word made = new Word(text.toString(), unvowelled);
        whole = made;
        return made;
    }
}
