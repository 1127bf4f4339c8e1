package io.vigie.server.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name as words of A to Z, in the order written.
 *
 * @param tokens at most {@link NameReader#TOKENS_MAX}; empty when the text holds no letter
 * @param truncated whether it fills the name field of a zone, so that its last words may be cut
 * @param cut whether it exceeded a bound of the reader, so that something of it may not be among the tokens
 * @param unvowelled whether it was written in a script that leaves vowels out, Arabic or Hebrew
 */
public record ReadName(List<NameToken> tokens, boolean truncated, boolean cut, boolean unvowelled) {
    private static final int PREFIX_LENGTH_MIN = 4;

    public ReadName {
        tokens = List.copyOf(tokens);
    }

    /** Whether it holds more than initials, which say nothing of who is meant. */
    public boolean hasWord() {
        return tokens.stream().anyMatch(token -> token.text().length() > 1);
    }

    /**
     * As what the word counts where another begins with it, or null where it is not taken for the beginning of one: {@code
     * ZONE_PREFIX}, {@code PREFIX} or {@code SHORT_PREFIX}.
     */
    public @Nullable MatchFeature asBeginning(int index) {
        NameToken token = tokens.get(index);
        int letters = token.text().length();
        boolean isLastOfPart = index + 1 == tokens.size() || tokens.get(index + 1).role() != token.role();
        if (letters == 1 || !isLastOfPart) {
            return null;
        }
        if (truncated) {
            return MatchFeature.ZONE_PREFIX;
        }
        if (letters >= PREFIX_LENGTH_MIN) {
            return MatchFeature.PREFIX;
        }
        boolean hasPart = token.role() == Role.SURNAME || token.role() == Role.GIVEN;
        return hasPart && index > 0 && token.role().mayFollow(tokens.get(index - 1).role()) ? MatchFeature.SHORT_PREFIX : null;
    }

    /** All words but particles, written as one. */
    public String whole() {
        StringBuilder whole = new StringBuilder();
        for (NameToken token : tokens) {
            if (token.role() != Role.PARTICLE) {
                whole.append(token.text());
            }
        }
        return whole.toString();
    }

    /** How many letters of {@link #whole} are the surname, with which it begins; 0 where it begins with another part. */
    public int surnameLength() {
        int length = 0;
        for (NameToken token : tokens) {
            if (token.role() != Role.SURNAME && token.role() != Role.PARTICLE) {
                break;
            }
            length += token.role() == Role.SURNAME ? token.text().length() : 0;
        }
        return length;
    }

    /** The same, as one that the zone cut. */
    ReadName asTruncated() {
        return new ReadName(tokens, true, cut, unvowelled);
    }
}
