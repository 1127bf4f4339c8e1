package io.vigie.server.match;

import io.vigie.v1.Explanation;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import java.util.List;

/**
 * How a record agrees with a question.
 *
 * @param score 0 to 1, for a threshold; many good candidates share the 1
 * @param byName the score that names and facts would have without a number
 * @param evidence orders those of equal score; without bound
 * @param identity that agreed best
 * @param name of that identity that agreed best
 * @param idAgrees whether a national id or document number agrees, which alone makes the person certain
 * @param explanation feature by feature; empty unless asked for
 */
public record PersonScore(
        double score,
        double byName,
        double evidence,
        Identity identity,
        Name name,
        boolean idAgrees,
        List<Explanation> explanation) {}
