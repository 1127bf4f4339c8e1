package io.vigie.server.match;

import java.util.List;

/**
 * A name as words of A to Z, in the order written.
 *
 * @param tokens at most {@link NameReader#TOKENS_MAX}; empty when the text holds no letter
 * @param truncated whether it fills the name field of a zone, so that its last words may be cut
 * @param cut whether it exceeded a bound of the reader, so that something of it may not be among the tokens
 * @param unvowelled whether it was written in a script that leaves vowels out, Arabic or Hebrew
 */
public record ReadName(List<NameToken> tokens, boolean truncated, boolean cut, boolean unvowelled) {
    public ReadName {
        tokens = List.copyOf(tokens);
    }

    /** Whether it holds more than initials, which say nothing of who is meant. */
    public boolean hasWord() {
        return tokens.stream().anyMatch(token -> token.text().length() > 1);
    }

    /** The same, as one that the zone cut. */
    ReadName asTruncated() {
        return new ReadName(tokens, true, cut, unvowelled);
    }
}
