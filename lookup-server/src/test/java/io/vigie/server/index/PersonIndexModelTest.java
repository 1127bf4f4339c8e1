package io.vigie.server.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Recipients;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The index against a list of persons that is looked through: whoever bears the asked name now is a candidate, whatever was
 * loaded, changed, reopened and rebuilt before.
 */
class PersonIndexModelTest {
    private static final int PERSONS = 1_500;
    private static final int ROUNDS = 12;
    private static final int CANDIDATES_MAX = 64;

    @TempDir
    Path path;

    @Test
    void everyPersonIsFoundByEachOfTheirNames() throws IOException {
        Random random = new Random(20260104);
        SyntheticWorld world = new SyntheticWorld(0, 4 * PERSONS, 0, 7);
        List<Person> model = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            model.add(world.person(i));
        }
        Fixtures.load(path, model.stream().map(PersonIndexModelTest::record).toArray(Record[]::new));
        for (int round = 0; round < ROUNDS; round++) {
            try (DataFolder folder = DataFolder.open(path)) {
                PersonIndex.open(folder);
                change(folder, model, world, random);
                if (round % 3 == 2) {
                    assertThat(PersonKeeper.rebuild(folder)).isTrue();
                    change(folder, model, world, random);
                }
                assertFound(folder, model, random);
            }
        }
    }

    /** Persons take the names and dates of others, or are new; who may see them changes too. */
    private static void change(DataFolder folder, List<Person> model, SyntheticWorld world, Random random) {
        for (int i = 0; i < 20; i++) {
            Person other = world.person(random.nextInt((int) world.persons()));
            if (random.nextInt(4) == 0) {
                Person added = restricted(other, random).setId("NEW-" + model.size()).build();
                model.add(added);
                PersonIndexTest.put(folder, record(added));
            } else {
                int at = random.nextInt(model.size());
                Person changed = restricted(other, random).setId(model.get(at).getId()).build();
                model.set(at, changed);
                PersonIndexTest.put(folder, record(changed));
            }
        }
    }

    /** Some are open, others for this party or that. */
    private static Person.Builder restricted(Person person, Random random) {
        Restrictions.Builder restrictions = Restrictions.newBuilder();
        if (random.nextBoolean()) {
            restrictions.setRecipients(Recipients.Code.LIST).addParties(random.nextBoolean() ? "DEU" : "ITA");
        }
        return person.toBuilder().setRestrictions(restrictions);
    }

    private static void assertFound(DataFolder folder, List<Person> model, Random random) {
        try (ReadView view = folder.newView()) {
            view.begin();
            for (int i = 0; i < 150; i++) {
                Person person = model.get(random.nextInt(model.size()));
                Identity identity = person.getIdentities(random.nextInt(person.getIdentitiesCount()));
                Name name = identity.getNames(random.nextInt(identity.getNamesCount()));
                PersonQuestion.Builder question = PersonQuestion.newBuilder().addNames(name);
                if (identity.getBirthDatesCount() > 0 && random.nextBoolean()) {
                    question.setBirthDate(identity.getBirthDates(0));
                }
                assertFound(view, question.build(), person, model);
            }
        }
    }

    private static void assertFound(ReadView view, PersonQuestion question, Person person, List<Person> model) {
        List<Person> candidates = PersonIndexTest.candidates(view, question);
        long namesakes = model.stream()
                .filter(other -> bears(other, question.getNames(0)))
                .count();
        if (namesakes <= CANDIDATES_MAX) {
            assertThat(candidates).as("one of %d namesakes", namesakes).anyMatch(found -> found.getId().equals(person.getId()));
        } else {
            assertThat(candidates).hasSize(CANDIDATES_MAX);
        }
        for (Person found : candidates) {
            assertThat(model).anyMatch(now -> now.getId().equals(found.getId()));
        }
    }

    private static boolean bears(Person person, Name name) {
        return person.getIdentitiesList().stream()
                .anyMatch(identity -> identity.getNamesList().contains(name));
    }

    private static Record record(Person person) {
        return Record.newBuilder().setPerson(person).build();
    }
}
