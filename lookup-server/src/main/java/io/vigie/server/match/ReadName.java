package io.vigie.server.match;

import java.util.List;

/**
 * A name as words of A to Z, in the order written.
 *
 * @param tokens at most {@link NameReader#TOKENS_MAX}; empty when the text holds no letter
 * @param truncated whether it fills the name field of a zone, so that its last words may be cut
 */
public record ReadName(List<NameToken> tokens, boolean truncated) {
    public ReadName {
        tokens = List.copyOf(tokens);
    }
}
