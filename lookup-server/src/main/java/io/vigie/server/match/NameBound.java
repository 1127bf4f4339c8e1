package io.vigie.server.match;

/** The most that {@link NameScore} gives a name of which only some words agree, with the weights of the table. Pure. */
public final class NameBound {
    private NameBound() {}

    /**
     * Of a record that has nothing else that the question lacks.
     *
     * @param agreed what the words count that agree, at best in full
     * @param missing what the words of the question count that the record lacks
     */
    public static double of(double agreed, double missing) {
        if (agreed <= 0) {
            return 0;
        }
        double cost = missing * MatchFeature.LEFT_IN_QUERY.weight();
        double scarcity = Math.max(1, MatchFeature.SUPPORT.weight() / agreed);
        return Math.max(0, 1 - cost * Math.sqrt(scarcity) / (agreed + cost));
    }
}
