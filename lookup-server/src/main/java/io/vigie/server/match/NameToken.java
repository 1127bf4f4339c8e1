package io.vigie.server.match;

import java.util.List;

/**
 * One word of a name, normalised.
 *
 * @param text A to Z only, upper case, never empty: the usual spelling, near to what ICU gives
 * @param role what part of the name it is
 * @param otherSpellings other ways to write the same letters, such as ICAO's, also A to Z; often empty
 */
public record NameToken(String text, Role role, List<String> otherSpellings) {
    public NameToken {
        otherSpellings = List.copyOf(otherSpellings);
    }
}
