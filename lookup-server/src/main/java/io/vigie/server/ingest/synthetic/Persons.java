package io.vigie.server.ingest.synthetic;

import static io.vigie.server.ingest.synthetic.Shares.share;

import io.vigie.server.ingest.synthetic.Piece.Spelling;
import io.vigie.v1.Action;
import io.vigie.v1.Caution;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.Person;
import io.vigie.v1.Sex;
import java.util.List;

/** Makes the persons of a world. */
final class Persons {
    private static final Shares<Caution.Code> CAUTIONS = Shares.of(
            share(40, Caution.Code.ARMED),
            share(30, Caution.Code.VIOLENT),
            share(10, Caution.Code.ESCAPED),
            share(8, Caution.Code.TERRORISM),
            share(5, Caution.Code.SUICIDE_RISK),
            share(4, Caution.Code.MINOR),
            share(3, Caution.Code.HEALTH));

    private static final Shares<Action.Code> ACTIONS = Shares.of(
            share(45, Action.Code.LOCATE_AND_INFORM),
            share(20, Action.Code.REFUSE_ENTRY),
            share(12, Action.Code.DISCREET_CHECK),
            share(8, Action.Code.RETURN_DECISION),
            share(6, Action.Code.SPECIFIC_CHECK),
            share(5, Action.Code.PROTECT),
            share(4, Action.Code.INFORMATION_ONLY));

    private static final Shares<IdentityCategory.Code> OTHER_IDENTITIES = Shares.of(
            share(80, IdentityCategory.Code.ALIAS),
            share(12, IdentityCategory.Code.NOT_CONFIRMED),
            share(6, IdentityCategory.Code.PREVIOUS),
            share(2, IdentityCategory.Code.MISUSED));

    private static final List<String> NICKNAMES = List.of(
            "Abu Omar", "El Flaco", "Tiger", "Doc", "Maestro", "Piccolo", "Le Blond", "Shorty", "Baba", "Kaiser",
            "Sasha", "Gringo", "Teacher", "Abu Yusuf", "El Chino", "Viking");

    private final SyntheticWorld world;
    private final Ties ties;

    Persons(SyntheticWorld world) {
        this.world = world;
        this.ties = new Ties(world);
    }

    /** Who a person is, before anything is recorded about them. */
    record Traits(IssuingState state, boolean woman, PersonName name, Dice dice) {
        static Traits of(long seed, long index) {
            Dice dice = Dice.of(seed, Dice.Stream.PERSON, index);
            IssuingState state = IssuingStates.PERSONS.state(index);
            boolean woman = dice.perMille(220);
            return new Traits(state, woman, PersonName.draw(state.culture(), woman, dice), dice);
        }
    }

    Person person(long index) {
        Traits traits = Traits.of(world.seed(), index);
        Dice dice = traits.dice();
        String birth = Birth.recorded(Birth.day(dice), dice);
        String owner = owner(world, index);
        Person.Builder person = Person.newBuilder()
                .setId(Ids.person(owner, index))
                .setOwner(owner)
                .addIdentities(first(traits, birth))
                .addNationalities(traits.state().code());
        addOtherIdentities(person, traits, birth);
        if (dice.perMille(60)) {
            addSecondNationality(person, dice);
        }
        if (dice.perMille(180)) {
            person.addNationalIds(nationalId(traits.state(), dice));
        }
        List<Long> notices = ties.noticesOfPerson(index);
        notices.forEach(notice -> person.addNoticeIds(Ids.notice(notice)));
        if (notices.isEmpty()) {
            person.setAction(ACTIONS.draw(dice));
        }
        if (dice.perMille(80)) {
            person.addCautions(CAUTIONS.draw(dice));
        }
        return person.build();
    }

    private static void addSecondNationality(Person.Builder person, Dice dice) {
        String second = IssuingStates.PERSONS.state(dice.next() >>> 32).code();
        if (!second.equals(person.getNationalities(0))) {
            person.addNationalities(second);
        }
    }

    private static Identity first(Traits traits, String birth) {
        Dice dice = traits.dice();
        Identity.Builder identity = Identity.newBuilder()
                .setCategory(dice.perMille(850)
                        ? IdentityCategory.Code.CONFIRMED
                        : IdentityCategory.Code.NOT_CONFIRMED)
                .addNames(dice.perMille(120)
                        ? traits.name().whole(Spelling.LATIN)
                        : traits.name().parts(Spelling.LATIN))
                .addBirthDates(birth)
                .setSex(sex(traits.woman(), dice));
        if (traits.name().isForeignScript() && dice.perMille(300)) {
            identity.addNames(traits.name().whole(Spelling.ORIGINAL));
        }
        if (dice.perMille(300)) {
            identity.setBirthState(traits.state().code());
        }
        return identity.build();
    }

    private static void addOtherIdentities(Person.Builder person, Traits traits, String birth) {
        Dice dice = traits.dice();
        if (traits.woman() && dice.perMille(100)) {
            PersonName atBirth =
                    traits.name().withSurname(traits.name().culture().pool().surname(dice, true));
            person.addIdentities(Identity.newBuilder()
                    .setCategory(IdentityCategory.Code.AT_BIRTH)
                    .addNames(atBirth.parts(Spelling.LATIN))
                    .build());
        }
        int others = dice.perMille(260) ? 1 + dice.below(2) : 0;
        for (int i = 0; i < others; i++) {
            Identity.Builder identity = Identity.newBuilder()
                    .setCategory(OTHER_IDENTITIES.draw(dice))
                    .addNames(alias(traits, dice));
            if (dice.perMille(300)) {
                identity.addBirthDates(birth);
            }
            person.addIdentities(identity.build());
        }
    }

    /** Another spelling, another surname, another name altogether, or a nickname. */
    private static Name alias(Traits traits, Dice dice) {
        PersonName name = traits.name();
        NamePool pool = name.culture().pool();
        Name.Builder alias =
                switch (name.hasOtherLatin() ? dice.below(10) : 4 + dice.below(6)) {
                    case 0, 1, 2, 3 -> name.parts(Spelling.OTHER_LATIN);
                    case 4, 5, 6 -> name.withSurname(pool.surname(dice, traits.woman())).parts(Spelling.LATIN);
                    case 7, 8 -> PersonName.draw(name.culture(), traits.woman(), dice).parts(Spelling.LATIN);
                    default ->
                        Name.newBuilder().setFull(NICKNAMES.get(dice.below(NICKNAMES.size()))).setScript("Latn");
                };
        return alias.build();
    }

    private static Sex.Code sex(boolean woman, Dice dice) {
        int throwOf100 = dice.below(100);
        if (throwOf100 < 3) {
            return throwOf100 == 0 ? Sex.Code.X : Sex.Code.UNSPECIFIED;
        }
        return woman ? Sex.Code.FEMALE : Sex.Code.MALE;
    }

    private static NationalId nationalId(IssuingState state, Dice dice) {
        long number = 10_000_000_000L + Dice.below(dice.next(), 90_000_000_000L);
        return NationalId.newBuilder()
                .setState(state.code())
                .setNumber(Long.toString(number))
                .build();
    }

    static String id(SyntheticWorld world, long index) {
        return Ids.person(owner(world, index), index);
    }

    /** The party that seeks the person: the owner of the first notice about them, where there is one. */
    private static String owner(SyntheticWorld world, long index) {
        List<Long> notices = new Ties(world).noticesOfPerson(index);
        if (!notices.isEmpty()) {
            return Notices.owner(world.seed(), notices.getFirst());
        }
        Dice dice = Dice.of(world.seed(), Dice.Stream.PERSON_OWNER, index);
        return dice.perMille(500)
                ? IssuingStates.PERSONS.state(index).code()
                : IssuingStates.PERSONS.state(dice.next() >>> 32).code();
    }
}
