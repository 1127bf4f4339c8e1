package io.vigie.bench.peers;

import io.vigie.server.ingest.synthetic.NameVariants;
import io.vigie.server.ingest.synthetic.SyntheticTraveller;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.ingest.synthetic.Variant;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Record;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * People of a synthetic world under one given name and one surname each, and questions about them with one typing error:
 * a letter too many, too few or wrong, or two exchanged.
 *
 * @param count of people
 * @param seed of people and questions
 */
record TwoWordNames(int count, long seed) {

    /**
     * A question.
     *
     * @param meant index of the person it is about
     * @param given as typed
     * @param surname as typed
     */
    record Asked(int meant, String given, String surname) {}

    PersonQuestion passport(int index) {
        PersonQuestion passport = SyntheticTraveller.listed(new SyntheticWorld(0, count, 0, seed), index).passport();
        Name name = passport.getNames(0);
        return passport.toBuilder()
                .setNames(0, Name.newBuilder().setGiven(firstWord(name.getGiven())).setSurname(firstWord(name.getSurname())))
                .build();
    }

    Name name(int index) {
        return passport(index).getNames(0);
    }

    /** All people as records, as length-delimited protobuf. */
    void writeTo(OutputStream out) throws IOException {
        for (int i = 0; i < count; i++) {
            PersonQuestion passport = passport(i);
            Identity identity = Identity.newBuilder()
                    .setCategory(IdentityCategory.Code.CONFIRMED)
                    .addNames(passport.getNames(0))
                    .addBirthDates(passport.getBirthDate())
                    .setSex(passport.getSex())
                    .build();
            Person person = Person.newBuilder()
                    .setId(id(i))
                    .setOwner("UNO")
                    .addIdentities(identity)
                    .addAllNationalities(passport.getNationalitiesList())
                    .build();
            Record.newBuilder().setPerson(person).build().writeDelimitedTo(out);
        }
    }

    static String id(int index) {
        return String.format(Locale.ROOT, "UNO-P-%07d", index);
    }

    static int index(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }

    List<Asked> questions(int wanted) {
        List<Asked> questions = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        while (questions.size() < wanted) {
            int index = random.nextInt(count);
            Name name = name(index);
            Variant error = random.nextInt(4) == 0 ? Variant.LETTERS_SWAPPED : Variant.ONE_EDIT;
            Name typed = NameVariants.of(error, name.getSurname(), name.getGiven(), null, random.nextLong());
            if (typed != null) {
                questions.add(new Asked(index, typed.getGiven(), typed.getSurname()));
            }
        }
        return questions;
    }

    private static String firstWord(String text) {
        return text.trim().split("[\\s'-]+")[0];
    }
}
