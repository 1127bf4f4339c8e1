package io.vigie.server.ingest.synthetic;

import static io.vigie.server.ingest.synthetic.Shares.share;

import io.vigie.server.ingest.synthetic.Piece.Spelling;
import io.vigie.v1.Dataset;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Sex;
import io.vigie.v1.Verdict;
import java.time.LocalDate;

/** Makes questions about persons: two of five about travellers whom nobody seeks. */
final class PersonQuestions {
    private static final int CLEAR_PER_MILLE = 400;

    private static final Shares<Variant> VARIANTS = Shares.of(
            share(2, Variant.EXACT),
            share(2, Variant.TRANSLITERATION),
            share(2, Variant.INVERSION),
            share(2, Variant.ONE_FIELD),
            share(3, Variant.WORDS_SWAPPED),
            share(2, Variant.LETTERS_SWAPPED),
            share(2, Variant.ONE_EDIT),
            share(4, Variant.PUNCTUATION),
            share(2, Variant.TRUNCATION),
            share(3, Variant.NATIONAL_ID));

    private final SyntheticWorld world;
    private final Persons persons;

    PersonQuestions(SyntheticWorld world) {
        this.world = world;
        this.persons = new Persons(world);
    }

    SyntheticQuestion question(String id, Dice dice) {
        return dice.perMille(CLEAR_PER_MILLE) ? clear(id, dice) : recorded(id, dice);
    }

    private static SyntheticQuestion clear(String id, Dice dice) {
        IssuingState state = IssuingStates.DOCUMENTS.state(dice.next() >>> 32);
        boolean woman = dice.perMille(480);
        PersonName name = PersonName.draw(state.culture(), woman, dice);
        PersonQuestion.Builder person = PersonQuestion.newBuilder().addNames(name.parts(Spelling.LATIN));
        describe(person, state, woman, Birth.day(dice), dice);
        return asked(id, person, "", Variant.EXACT, Verdict.Code.NO_HIT);
    }

    private SyntheticQuestion recorded(String id, Dice dice) {
        long index = Dice.below(dice.next(), world.persons());
        Person record = persons.person(index);
        Persons.Traits traits = Persons.Traits.of(world.seed(), index);
        Variant variant = VARIANTS.draw(dice);
        Name name = NameVariants.of(variant, traits.name(), dice);
        if (name == null || variant == Variant.NATIONAL_ID && record.getNationalIdsCount() == 0) {
            variant = Variant.EXACT;
            name = traits.name().parts(Spelling.LATIN).build();
        }
        PersonQuestion.Builder person = PersonQuestion.newBuilder().addNames(name);
        describe(person, traits.state(), traits.woman(), Birth.day(traits.dice()), dice);
        if (variant == Variant.NATIONAL_ID) {
            person.addNationalIds(record.getNationalIds(0));
            return asked(id, person, record.getId(), variant, Verdict.Code.HIT);
        }
        return asked(id, person, record.getId(), variant, Verdict.Code.POSSIBLE);
    }

    /** What a zone would tell besides the name, or a part of it. */
    private static void describe(
            PersonQuestion.Builder person, IssuingState state, boolean woman, LocalDate birth, Dice dice) {
        if (dice.perMille(800)) {
            person.setBirthDate(birth.toString());
        }
        if (dice.perMille(600)) {
            person.setSex(woman ? Sex.Code.FEMALE : Sex.Code.MALE);
        }
        if (dice.perMille(600) && state.isKnown()) {
            person.addNationalities(state.code());
        }
    }

    private static SyntheticQuestion asked(
            String id, PersonQuestion.Builder person, String recordId, Variant variant, Verdict.Code verdict) {
        Question question = Question.newBuilder()
                .setId(id)
                .setPerson(person)
                .addDatasets(Dataset.Code.PERSONS)
                .build();
        return new SyntheticQuestion(question, new Truth(recordId, variant.label(), verdict, Dataset.Code.PERSONS));
    }
}
