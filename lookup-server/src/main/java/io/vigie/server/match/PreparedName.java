package io.vigie.server.match;

import io.vigie.v1.Name;
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
    /** Words that a cut may have shortened: the last of a part. */
    final boolean[] isLast;

    /** Words i and i + 1 as one, and i to i + 2; null where there are none, or the name has a part between. */
    final @Nullable Word[] pairs;

    final @Nullable Word[] triples;

    /** All words but particles as one; null when there is but one. */
    final @Nullable Word whole;

    final boolean truncated;

    /** Words that are no particles. */
    final int nameCount;

    PreparedName(Name name, Weights table, NameGroups dictionary) {
        this(NameReader.read(name), NameReader.isUnvowelled(name), table, dictionary);
    }

    PreparedName(ReadName name, boolean unvowelled, Weights table, NameGroups dictionary) {
        List<NameToken> tokens = name.tokens();
        size = tokens.size();
        truncated = name.truncated();
        words = new Word[size];
        spellings = new Word[size][];
        roles = new Role[size];
        weights = new double[size];
        rarities = new double[size];
        groups = new int[size][];
        nicknames = new int[size][];
        isLast = new boolean[size];
        int names = 0;
        for (int i = 0; i < size; i++) {
            NameToken token = tokens.get(i);
            words[i] = new Word(token.text(), unvowelled);
            spellings[i] = token.otherSpellings().isEmpty() ? NO_WORDS
                    : token.otherSpellings().stream().map(other -> new Word(other, unvowelled)).toArray(Word[]::new);
            roles[i] = token.role();
            rarities[i] = NameRarity.of(token.text());
            weights[i] = rarities[i] * table.of(featureOf(token));
            groups[i] = dictionary.of(token.text());
            nicknames[i] = Nicknames.of(token.text());
            isLast[i] = i + 1 == size || tokens.get(i + 1).role() != token.role();
            names += token.role() == Role.PARTICLE ? 0 : 1;
        }
        nameCount = names;
        pairs = joined(2, unvowelled);
        triples = joined(3, unvowelled);
        whole = wholeOf(unvowelled);
    }

    private static MatchFeature featureOf(NameToken token) {
        return switch (token.role()) {
            case PARTICLE -> MatchFeature.PARTICLE_WORD;
            case PATRONYMIC -> token.text().length() == 1 ? MatchFeature.INITIAL_WORD : MatchFeature.PATRONYMIC_WORD;
            case SURNAME -> token.text().length() == 1 ? MatchFeature.INITIAL_WORD : MatchFeature.SURNAME_WORD;
            case GIVEN, UNKNOWN -> token.text().length() == 1 ? MatchFeature.INITIAL_WORD : MatchFeature.OTHER_WORD;
        };
    }

    private @Nullable Word[] joined(int count, boolean unvowelled) {
        @Nullable Word[] joined = new Word[size];
        for (int i = 0; i + count <= size; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = i; j < i + count; j++) {
                text.append(words[j].text);
            }
            joined[i] = text.length() <= NameReader.TOKEN_LENGTH_MAX ? new Word(text.toString(), unvowelled) : null;
        }
        return joined;
    }

    private @Nullable Word wholeOf(boolean unvowelled) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < size; i++) {
            if (roles[i] != Role.PARTICLE && text.length() + words[i].letters.length <= NameReader.TOKEN_LENGTH_MAX) {
                text.append(words[i].text);
            }
        }
        return nameCount > 1 ? new Word(text.toString(), unvowelled) : null;
    }
}
