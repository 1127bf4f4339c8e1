package io.vigie.server.ingest.synthetic;

import io.vigie.server.ingest.synthetic.Piece.Spelling;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Sex;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Somebody at the border of a synthetic world. Immutable. */
public final class SyntheticTraveller {
    private final String recordId;
    private final IssuingState state;
    private final boolean woman;
    private final PersonName name;
    private final LocalDate birth;

    private SyntheticTraveller(String recordId, IssuingState state, boolean woman, PersonName name, LocalDate birth) {
        this.recordId = recordId;
        this.state = state;
        this.woman = woman;
        this.name = name;
        this.birth = birth;
    }

    /** Whom a record of the world is about. */
    public static SyntheticTraveller listed(SyntheticWorld world, long index) {
        Persons.Traits traits = Persons.Traits.of(world.seed(), index);
        LocalDate birth = Birth.day(traits.dice());
        return new SyntheticTraveller(
                Persons.id(world, index), traits.state(), traits.woman(), traits.name(), birth);
    }

    /** Somebody about whom no record is; that a record describes such a person is chance. */
    public static SyntheticTraveller clear(long seed, long index) {
        Dice dice = Dice.of(seed, Dice.Stream.CLEAR_TRAVELLER, index);
        IssuingState state = IssuingStates.DOCUMENTS.state(dice.next() >>> 32);
        boolean woman = dice.perMille(480);
        PersonName name = PersonName.draw(state.culture(), woman, dice);
        return new SyntheticTraveller("", state, woman, name, Birth.day(dice));
    }

    /** Of the record that must be found; empty when none must. */
    public String recordId() {
        return recordId;
    }

    /** Whose names are like this one, such as {@code west_african}. */
    public String region() {
        return name.culture().name().toLowerCase(Locale.ROOT);
    }

    /** ISO 15924: in which the name is written at home. */
    public String script() {
        return name.culture().script().code();
    }

    /** What the zone of a passport tells: name in Latin letters, date of birth, sex, nationality. */
    public PersonQuestion passport() {
        PersonQuestion.Builder passport = PersonQuestion.newBuilder()
                .addNames(Name.newBuilder()
                        .setSurname(name.surname(Spelling.LATIN))
                        .setGiven(name.given(Spelling.LATIN)))
                .setBirthDate(birth.toString())
                .setSex(woman ? Sex.Code.FEMALE : Sex.Code.MALE);
        return (state.isKnown() ? passport.addNationalities(state.code()) : passport).build();
    }

    /** The same name in the script of home, or spelt otherwise in Latin letters; null when there is neither. */
    public @Nullable Name transliterated() {
        return NameVariants.transliterated(name);
    }
}
