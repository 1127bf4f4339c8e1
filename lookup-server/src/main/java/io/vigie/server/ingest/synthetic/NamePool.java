package io.vigie.server.ingest.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The names of one culture, prepared once: the common ones by rank, and the pieces that the rare ones are put together
 * from.
 *
 * @param female given names of women, and so on; most frequent first
 */
record NamePool(
        List<Piece> male,
        List<Piece> female,
        List<Piece> surnames,
        List<Piece> feminineSurnames,
        List<Piece> heads,
        List<Piece> middles,
        List<Piece> tails,
        List<Piece> feminineTails,
        List<Piece> givenTails,
        List<Piece> feminineGivenTails) {
    /*
     * How frequent a name is. Names have ranks; the share of a rank falls as its inverse (Zipf). Drawn without floating
     * point: first an octave, each as likely, then a rank within it, each as likely. The first ranks are the listed
     * names, the others are composed: a rank gives head, middles and tail by a fixed hash, so the hundred-thousandth
     * Russian surname is the same in all worlds, as in life.
     *
     * Cultures with few surnames (China, Korea, Vietnam) have no tails and never leave their list.
     *
     * Rejected: datafaker, which is slow to start for many locales, changes its lists between releases (and with them
     * all bytes), draws from java.util.Random, knows no frequency and gives one script.
     */

    private static final int FIRST_OCTAVE = 3;
    private static final int SURNAME_OCTAVES = 17;
    private static final int GIVEN_OCTAVES = 9;

    /** Reads lists of pieces, parted by white space; {@code feminine} makes the woman's form of a surname. */
    static NamePool of(
            Script script,
            UnaryOperator<String> feminine,
            String male,
            String female,
            String surnames,
            String heads,
            String middles,
            String tails,
            String givenTails,
            String feminineGivenTails) {
        return new NamePool(
                names(script, male, UnaryOperator.identity()),
                names(script, female, UnaryOperator.identity()),
                names(script, surnames, UnaryOperator.identity()),
                names(script, surnames, feminine),
                names(script, heads, UnaryOperator.identity()),
                pieces(script, middles, UnaryOperator.identity()),
                pieces(script, tails, UnaryOperator.identity()),
                pieces(script, tails, feminine),
                pieces(script, givenTails, UnaryOperator.identity()),
                pieces(script, feminineGivenTails, UnaryOperator.identity()));
    }

    private static List<Piece> names(Script script, String list, UnaryOperator<String> form) {
        return pieces(script, list, form).stream().map(Piece::capitalised).toList();
    }

    private static List<Piece> pieces(Script script, String list, UnaryOperator<String> form) {
        List<Piece> pieces = new ArrayList<>();
        for (String text : list.trim().split("\\s+")) {
            if (!text.isEmpty()) {
                pieces.add(script.piece(form.apply(text)));
            }
        }
        return List.copyOf(pieces);
    }

    Piece surname(Dice dice, boolean woman) {
        List<Piece> listed = woman ? feminineSurnames : surnames;
        List<Piece> endings = woman ? feminineTails : tails;
        int rank = endings.isEmpty()
                ? dice.below(1 + dice.below(listed.size()))
                : rank(FIRST_OCTAVE + dice.below(SURNAME_OCTAVES - FIRST_OCTAVE), dice);
        return rank < listed.size() ? listed.get(rank) : composed(rank, endings);
    }

    Piece given(Dice dice, boolean woman) {
        List<Piece> listed = woman ? female : male;
        List<Piece> endings = woman ? feminineGivenTails : givenTails;
        int octaves = GIVEN_OCTAVES - FIRST_OCTAVE;
        int rank = endings.isEmpty()
                ? dice.below(1 + dice.below(listed.size()))
                : rank(FIRST_OCTAVE + lowerOfTwo(octaves, dice), dice);
        return rank < listed.size() ? listed.get(rank) : shortComposed(rank, endings);
    }

    private static int rank(int octave, Dice dice) {
        return (1 << octave) - (1 << FIRST_OCTAVE) + dice.below(1 << octave);
    }

    /** Given names are more alike than surnames: low octaves more often. */
    private static int lowerOfTwo(int octaves, Dice dice) {
        int once = dice.below(octaves);
        return Math.min(once, dice.below(octaves));
    }

    private Piece composed(int rank, List<Piece> endings) {
        long hash = Dice.hash(0, Dice.Stream.NAME, rank);
        Piece name = part(heads, hash);
        if ((hash & 7) != 0) {
            name = name.with(part(middles, hash << 13));
        }
        if ((hash & 1) != 0) {
            name = name.with(part(middles, hash << 26));
        }
        return name.with(part(endings, hash << 39));
    }

    private Piece shortComposed(int rank, List<Piece> endings) {
        long hash = Dice.hash(1, Dice.Stream.NAME, rank);
        return part(heads, hash).with(part(endings, hash << 13));
    }

    private static Piece part(List<Piece> parts, long hash) {
        return parts.get((int) Dice.below(hash, parts.size()));
    }
}
