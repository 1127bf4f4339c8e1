package io.vigie.server.ingest.synthetic;

import io.vigie.server.ingest.synthetic.Piece.Spelling;
import io.vigie.v1.Name;
import org.jspecify.annotations.Nullable;

/**
 * The name of somebody, that can be spelt in several ways.
 *
 * @param culture that it belongs to
 * @param given and the others: as parts, in all spellings
 * @param secondSurname null for most
 */
record PersonName(
        Culture culture,
        Piece given,
        @Nullable Piece secondGiven,
        Piece surname,
        @Nullable Piece secondSurname,
        @Nullable Piece patronymic) {

    private static final String[] FATHERS = {
        "Иванов", "Александров", "Владимиров", "Сергеев", "Андреев", "Николаев", "Петров", "Викторов", "Михайлов",
        "Магомедов", "Борисов", "Павлов", "Алексеев", "Рустамов", "Олегов", "Дмитриев",
    };
    private static final Piece[] SONS = patronymics("ич");
    private static final Piece[] DAUGHTERS = patronymics("на");

    static PersonName draw(Culture culture, boolean woman, Dice dice) {
        NamePool pool = culture.pool();
        Culture.Form form = culture.form();
        Piece given = pool.given(dice, woman);
        Piece secondGiven = dice.below(100) < form.secondGivenPercent() ? pool.given(dice, woman) : null;
        Piece surname = pool.surname(dice, woman);
        Piece secondSurname = dice.below(100) < form.secondSurnamePercent() ? pool.surname(dice, woman) : null;
        Piece patronymic = null;
        if (culture.hasPatronymics() && dice.perMille(600)) {
            Piece[] children = woman ? DAUGHTERS : SONS;
            patronymic = children[dice.below(children.length)];
        }
        return new PersonName(culture, given, secondGiven, surname, secondSurname, patronymic);
    }

    PersonName withSurname(Piece other) {
        return new PersonName(culture, given, secondGiven, other, null, patronymic);
    }

    /** True when the name is not written in Latin letters at home. */
    boolean isForeignScript() {
        return culture.script() != Script.LATIN;
    }

    /** True when there is a second way to spell it in Latin letters. */
    boolean hasOtherLatin() {
        return !full(Spelling.LATIN).equals(full(Spelling.OTHER_LATIN));
    }

    String given(Spelling spelling) {
        return joined(given, secondGiven, " ", spelling);
    }

    String surname(Spelling spelling) {
        return joined(surname, secondSurname, culture.form().hyphens() ? "-" : " ", spelling);
    }

    String patronymic(Spelling spelling) {
        return patronymic == null ? "" : patronymic.in(spelling);
    }

    /** As one text, in the order of its language. */
    String full(Spelling spelling) {
        if (culture.form().familyFirst()) {
            return surname(spelling) + (spelling == Spelling.ORIGINAL ? "" : " ") + given(spelling);
        }
        return patronymic == null
                ? given(spelling) + ' ' + surname(spelling)
                : given(spelling) + ' ' + patronymic(spelling) + ' ' + surname(spelling);
    }

    /** In parts, with its script. */
    Name.Builder parts(Spelling spelling) {
        Name.Builder name = Name.newBuilder()
                .setSurname(surname(spelling))
                .setGiven(given(spelling))
                .setScript(script(spelling));
        return patronymic == null ? name : name.setPatronymic(patronymic(spelling));
    }

    /** As one text, with its script. */
    Name.Builder whole(Spelling spelling) {
        return Name.newBuilder().setFull(full(spelling)).setScript(script(spelling));
    }

    private String script(Spelling spelling) {
        return spelling == Spelling.ORIGINAL ? culture.script().code() : Script.LATIN.code();
    }

    private static String joined(Piece first, @Nullable Piece second, String separator, Spelling spelling) {
        return second == null ? first.in(spelling) : first.in(spelling) + separator + second.in(spelling);
    }

    private static Piece[] patronymics(String ending) {
        Piece[] names = new Piece[FATHERS.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = Script.CYRILLIC.piece(FATHERS[i] + ending);
        }
        return names;
    }
}
