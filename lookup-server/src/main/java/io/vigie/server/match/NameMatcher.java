package io.vigie.server.match;

import io.vigie.v1.Explanation;
import io.vigie.v1.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares names alone. Not thread-safe: it keeps names that it has read. */
public final class NameMatcher {
    private static final int KEPT_MAX = 4096;

    private final Weights weights;
    private final NameGroups groups;
    private final NameScore names;
    private final Map<String, PreparedName> kept = new HashMap<>();

    public NameMatcher(Weights weights, NameGroups groups) {
        this.weights = weights;
        this.groups = groups;
        names = new NameScore(weights);
    }

    /** The score of two names, and how it came about. */
    public record NameMatch(double score, List<Explanation> explanation) {}

    /** Compares two names that are one text each; null when one of them holds no letter. */
    public @Nullable NameMatch match(String one, String other) {
        PreparedName query = prepared(one);
        PreparedName record = prepared(other);
        if (query.size == 0 || record.size == 0) {
            return null;
        }
        double score = names.of(query, record);
        return new NameMatch(score, NameExplanation.of(names, score, query, record, one, other));
    }

    /** The score alone; 0 when one of the names holds no letter. */
    public double score(String one, String other) {
        return names.of(prepared(one), prepared(other));
    }

    private PreparedName prepared(String full) {
        PreparedName known = kept.get(full);
        if (known == null) {
            known = new PreparedName(Name.newBuilder().setFull(full).build(), weights, groups);
            if (kept.size() >= KEPT_MAX) {
                kept.clear();
            }
            kept.put(full, known);
        }
        return known;
    }
}
