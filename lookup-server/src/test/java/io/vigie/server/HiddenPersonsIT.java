package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Answer;
import io.vigie.v1.Batch;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.Outcome;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Recipients;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import io.vigie.v1.Submission;
import io.vigie.v1.Withdrawal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three worlds: one of open persons; the same with persons for DEU; the same with persons for KEN as well. Whoever sees none of
 * what was added gets the same bytes, also where a bound cuts, also after changes and a restart.
 */
class HiddenPersonsIT {
    private static final long SEED = 20261126;
    private static final String BLIND = "ITA";
    private static final String SEEING = "DEU";
    private static final String OTHER = "KEN";
    private static final String OPERATOR = "";
    private static final String NUMBER = "AB123456";


    private static final String[] GIVEN = {"Mohammed", "Ahmed", "Fatima", "Anna Maria"};
    private static final String[] SURNAMES = {"Alhassan", "Haddad", "Kowalska"};

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final List<Record> open = many("open", "", 1_000);
    private final List<Record> forSeeing = many("A-deu", SEEING, 500);
    private final List<Record> forOther = many("A-ken", OTHER, 700);

    @Test
    void answersAreEqualToTheByte() throws IOException {
        List<Record> withSeeing = joined(open, forSeeing);
        List<Record> withAll = joined(withSeeing, forOther);
        List<Map<String, List<Answer>>> first = world("first", open, List.of());
        List<Map<String, List<Answer>>> second = world("second", withSeeing, List.of(SEEING));
        List<Map<String, List<Answer>>> third = world("third", withAll, List.of(SEEING, OTHER));
        for (int step = 0; step < first.size(); step++) {
            String when = "seed " + SEED + ", step " + step;
            assertSame(when, second.get(step).get(BLIND), first.get(step).get(BLIND));
            assertSame(when, third.get(step).get(BLIND), first.get(step).get(BLIND));
            assertSame(when, third.get(step).get(SEEING), second.get(step).get(SEEING));
            assertThat(second.get(step).get(SEEING)).isNotEqualTo(first.get(step).get(SEEING));
            assertThat(third.get(step).get(OPERATOR)).isNotEqualTo(second.get(step).get(OPERATOR));
            assertThat(first.get(step).get(BLIND)).as("what a bound cut, %s", when).anyMatch(HiddenPersonsIT::isTruncated);
            assertThat(first.get(step).get(BLIND)).anyMatch(answer -> answer.getComplete() && answer.getHitsCount() > 1);
            assertThat(ids(third.get(step).get(SEEING))).anyMatch(id -> id.startsWith("A-deu"));
            assertThat(ids(third.get(step).get(BLIND))).allMatch(id -> id.startsWith("open"));
        }
    }

    /** Answers by party: as loaded, after changes, after a start. */
    private List<Map<String, List<Answer>>> world(String name, List<Record> records, List<String> parties) throws IOException {
        List<Map<String, List<Answer>>> answers = new ArrayList<>();
        Path data = folder.resolve(name);
        try (ServedWorld world = ServedWorld.of(data, records.toArray(Record[]::new))) {
            answers.add(ask(world));
            change(world, parties);
            answers.add(ask(world));
        }
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            answers.add(ask(world));
        }
        return answers;
    }

    private static Map<String, List<Answer>> ask(ServedWorld world) {
        return Map.of(BLIND, ask(world, BLIND), SEEING, ask(world, SEEING), OPERATOR, ask(world, OPERATOR));
    }

    private static List<Answer> ask(ServedWorld world, String party) {
        List<Answer> answers = new ArrayList<>();
        for (Question question : questions()) {
            // An id of its own: those of hits are made of it.
            Question asked = question.toBuilder().setId("q" + answers.size()).setAskingParty(party).build();
            answers.add(world.client().askAndWait(asked).message().toBuilder().clearMicros().clearAsOf().build());
        }
        return answers;
    }

    /**
     * Every party enters persons; open ones are changed between them. Some are withdrawn, some open ones become restricted,
     * some that DEU sees become KEN's.
     */
    private void change(ServedWorld world, List<String> parties) {
        for (int round = 0; round < 5; round++) {
            for (String party : parties) {
                // Nobody in the worlds without this party has seen them, and nothing that is left of it may tell.
                String prefix = "Z-" + party + round;
                submit(world, many(prefix, "", 120));
                submit(world, many(prefix, party, 120));
                submit(world, many(prefix + "b", party, 200));
                submit(world, many(prefix + "gone", party, 60));
                withdraw(world, prefix + "gone", 60);
            }
            if (parties.contains(OTHER)) {
                submit(world, many("Y-moved" + round, SEEING, 120));
                submit(world, many("Y-moved" + round, OTHER, 120));
            }
            submit(world, many("open-late" + round, "", 40));
        }
    }

    private static void submit(ServedWorld world, List<Record> records) {
        Batch.Builder batch = Batch.newBuilder();
        records.forEach(record -> batch.addSubmissions(Submission.newBuilder().setPerson(record.getPerson())));
        assertThat(world.client().submitAndWait(batch.build()))
                .allMatch(outcome -> outcome.getOutcome() == Outcome.Result.Code.ACCEPTED);
    }

    private static void withdraw(ServedWorld world, String prefix, int count) {
        Batch.Builder batch = Batch.newBuilder();
        for (int i = 0; i < count; i++) {
            batch.addSubmissions(Submission.newBuilder()
                    .setWithdraw(Withdrawal.newBuilder().setId(prefix + "-" + i)));
        }
        assertThat(world.client().submitAndWait(batch.build()))
                .allMatch(outcome -> outcome.getOutcome() == Outcome.Result.Code.ACCEPTED);
    }

    private static List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (String given : List.of("Mohammed", "Mohamad", "A.", "Zbigniew")) {
            for (String surname : List.of("Alhassan", "Al Hassan", "Kowalskka", "Brzezinski")) {
                for (String date : List.of("", "1980-05-07", "1981")) {
                    Name name = Name.newBuilder().setGiven(given).setSurname(surname).build();
                    questions.add(question(PersonQuestion.newBuilder().addNames(name).setBirthDate(date)));
                }
            }
        }
        questions.add(question(
                PersonQuestion.newBuilder().addNationalIds(NationalId.newBuilder().setNumber(NUMBER))));
        return questions;
    }

    private static Question question(PersonQuestion.Builder person) {
        return Question.newBuilder()
                .addDatasets(Dataset.Code.PERSONS)
                .setExplain(true)
                .setLimit(100)
                .setMinScore(0.6)
                .setDeadlineMillis(60_000)
                .setPerson(person)
                .build();
    }

    private static boolean isTruncated(Answer answer) {
        return answer.getDatasetsList().stream()
                .anyMatch(state -> state.getReason() == DatasetState.Reason.Code.TRUNCATED);
    }

    private static List<String> ids(List<Answer> answers) {
        return answers.stream()
                .flatMap(answer -> answer.getHitsList().stream())
                .map(hit -> hit.getRecordId())
                .toList();
    }

    private static void assertSame(String when, List<Answer> found, List<Answer> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).as("%s, question %s", when, questions().get(i)).isEqualTo(expected.get(i));
            assertThat(found.get(i).toByteString()).isEqualTo(expected.get(i).toByteString());
        }
    }

    private static List<Record> joined(List<Record> some, List<Record> others) {
        List<Record> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** Persons of few names and dates; of the hidden ones some bear names that nobody else does, many one number. */
    private List<Record> many(String prefix, String party, int count) {
        // The same persons in every world, whatever else is drawn.
        random.setSeed(prefix.hashCode());
        List<Record> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String surname = drawn(SURNAMES) + (!party.isEmpty() && i % 5 == 0 ? letters(i) : "");
            Person.Builder person = Person.newBuilder()
                    .setId(prefix + "-" + i)
                    .setOwner("FRA")
                    .addIdentities(Identity.newBuilder()
                            .setCategory(IdentityCategory.Code.CONFIRMED)
                            .addNames(Name.newBuilder().setGiven(drawn(GIVEN)).setSurname(surname))
                            .addBirthDates("19" + (78 + random.nextInt(5)) + "-05-0" + (1 + random.nextInt(9))));
            if (!party.isEmpty()) {
                person.setRestrictions(restrictedTo(party, i));
            }
            if (!party.isEmpty() || i < 20) {
                person.addNationalIds(NationalId.newBuilder().setNumber(NUMBER));
            }
            records.add(Record.newBuilder().setPerson(person).build());
        }
        return records;
    }

    private static Restrictions restrictedTo(String party, int i) {
        return switch (i % 3) {
            case 0 -> Restrictions.newBuilder().setRecipients(Recipients.Code.LIST).addParties(party).build();
            case 1 -> Restrictions.newBuilder().addParties(party).build();
            default ->
                Restrictions.newBuilder()
                        .setRecipients(Recipients.Code.EXCEPT)
                        .addParties(BLIND)
                        .addParties(party.equals(SEEING) ? OTHER : SEEING)
                        .build();
        };
    }

    private static String letters(int i) {
        return "" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26);
    }

    private String drawn(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
