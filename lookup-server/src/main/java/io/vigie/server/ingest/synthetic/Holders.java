package io.vigie.server.ingest.synthetic;

import io.vigie.server.ingest.synthetic.Piece.Spelling;
import io.vigie.server.ingest.synthetic.Ties.Tie;
import java.time.LocalDate;

/** Who bears the passport of a question: the person it belongs to, else somebody invented. */
record Holders(SyntheticWorld world) {
    /** What stands in a zone besides the document. */
    record Holder(String surname, String given, String nationality, LocalDate birth, char sex, LocalDate expiry) {}

    private static final int FIRST_EXPIRY = 2027;
    private static final int LAST_EXPIRY = 2035;

    Holder of(Tie tie, IssuingState state, Dice dice) {
        LocalDate expiry = Days.within(dice, FIRST_EXPIRY, LAST_EXPIRY);
        return switch (tie) {
            case Tie.ToPerson(long person) -> {
                Persons.Traits traits = Persons.Traits.of(world.seed(), person);
                yield holder(traits.name(), traits.state(), traits.woman(), Birth.day(traits.dice()), expiry);
            }
            case Tie.ToNotice _, Tie.None _ -> {
                boolean woman = dice.perMille(480);
                PersonName name = PersonName.draw(state.culture(), woman, dice);
                yield holder(name, state, woman, Birth.day(dice), expiry);
            }
        };
    }

    private static Holder holder(
            PersonName name, IssuingState state, boolean woman, LocalDate birth, LocalDate expiry) {
        return new Holder(
                name.surname(Spelling.LATIN),
                name.given(Spelling.LATIN),
                state.zoneCode(),
                birth,
                woman ? 'F' : 'M',
                expiry);
    }
}
