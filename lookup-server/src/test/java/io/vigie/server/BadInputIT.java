package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.Answer;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Hit;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked of persons, from a client to the disk: an answer, or an error that names the field. */
class BadInputIT {
    /** What is asked counts here, not how long a busy machine takes. */
    private static final int DEADLINE_MILLIS = 60_000;

    private static final long SEED = 20260111;

    @TempDir
    Path data;

    @Test
    void refusesWhatCannotBeAnsweredAndNamesTheField() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P1", "Mikhail Volkov"))) {
            Map<PersonQuestion.Builder, String> refused = Map.ofEntries(
                    Map.entry(PersonQuestion.newBuilder(), "person.names"),
                    Map.entry(named(""), "person.names"),
                    Map.entry(named("   "), "person.names"),
                    Map.entry(named("J"), "person.names"),
                    Map.entry(named("J. R."), "person.names"),
                    Map.entry(named("😀😀"), "person.names"),
                    Map.entry(named("\u200F\u202E"), "person.names"),
                    Map.entry(named("Mikhail\u0000Volkov"), "person.names"),
                    Map.entry(named("Mikhail\nVolkov"), "person.names"),
                    Map.entry(named("M".repeat(513)), "person.names"),
                    Map.entry(named("Mikhail Volkov").setBirthDate("1974-02-30"), "person.birthDate"),
                    Map.entry(named("Mikhail Volkov").setBirthDate("12.08.1974"), "person.birthDate"),
                    Map.entry(named("Mikhail Volkov").setBirthDate("1975/1974"), "person.birthDate"),
                    Map.entry(named("Mikhail Volkov").addNationalities("QQQ"), "person.nationalities"),
                    Map.entry(
                            named("Mikhail Volkov")
                                    .addNationalIds(NationalId.newBuilder().setState("QQQ").setNumber("12345")),
                            "person.nationalIds.state"),
                    Map.entry(
                            named("Mikhail Volkov").addNationalIds(NationalId.newBuilder().setNumber("<<<<")),
                            "person.nationalIds.number"));
            refused.forEach((person, field) -> {
                Answer answer = ask(world, person);
                assertThat(answer).as("%s", person).isInstanceOf(Answer.Failed.class);
                assertThat(answer.message().getError().getField()).as("%s", person).isEqualTo(field);
                assertThat(answer.message().getError().getCode())
                        .as("%s", person)
                        .isIn(Error.Code.Value.INVALID_VALUE, Error.Code.Value.MISSING_VALUE, Error.Code.Value.UNKNOWN_VALUE);
            });
        }
    }

    @Test
    void findsANameThroughWhatStandsAroundIt() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P1", "Mikhail Volkov"))) {
            for (String name : new String[] {
                "\u200EMikhail\u200F Volkov", "\u202AMikhail Volkov\u202C", "Mikhail 😀 Volkov", "Михаил Volkov",
                "  mikhail\u00A0\u00A0volkov  ", "Ｍｉｋｈａｉｌ Ｖｏｌｋｏｖ", "Mikhail Volkov 123"
            }) {
                assertThat(ask(world, named(name)).message().getHitsList())
                        .as(name)
                        .extracting(Hit::getRecordId)
                        .containsExactly("P1");
            }
        }
    }

    @Test
    void answersLongNamesAndSaysWhenPartsOfThemWereLeftOut() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P1", "Mikhail Volkov"))) {
            for (String name : new String[] {"Xy ".repeat(60), "Qxz".repeat(166), "Mikhail ".repeat(60)}) {
                Answer answer = ask(world, named(name));
                assertThat(answer).as(name).isInstanceOf(Answer.Incomplete.class);
                assertThat(answer.message().getDatasets(1).getReason())
                        .isEqualTo(DatasetState.Reason.Code.TRUNCATED);
            }
        }
    }

    @Test
    void answersWhateverCharactersItIsAsked() throws IOException {
        Random random = new Random(SEED);
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P1", "Mikhail Volkov"))) {
            for (int i = 0; i < 500; i++) {
                PersonQuestion.Builder person = PersonQuestion.newBuilder();
                for (int names = 1 + random.nextInt(3); names > 0; names--) {
                    person.addNames(Name.newBuilder()
                            .setSurname(text(random, random.nextInt(40)))
                            .setGiven(text(random, random.nextInt(40)))
                            .setPatronymic(text(random, random.nextInt(10))));
                }
                person.setBirthDate(random.nextBoolean() ? "" : (1300 + random.nextInt(900)) + "-0" + (1 + random.nextInt(9)));
                Answer answer = ask(world, person);
                assertThat(answer.message().getError().getCode())
                        .as("seed %d, question %d", SEED, i)
                        .isIn(
                                Error.Code.Value.UNSPECIFIED,
                                Error.Code.Value.INVALID_VALUE,
                                Error.Code.Value.MISSING_VALUE);
            }
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int block = random.nextInt(6);
            int c = block == 0 ? random.nextInt(0x20, 0x250)
                    : block == 1 ? random.nextInt(0x370, 0x700)
                    : block == 2 ? random.nextInt(0x900, 0x1200)
                    : block == 3 ? random.nextInt(0x4E00, 0xA000)
                    : block == 4 ? random.nextInt(0xAC00, 0xD800)
                    : 'A' + random.nextInt(26);
            text.appendCodePoint(random.nextInt(20) == 0 ? random.nextInt(0x10000, 0x110000) : c);
        }
        return text.toString();
    }

    private static PersonQuestion.Builder named(String full) {
        return PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull(full));
    }

    private static Answer ask(ServedWorld world, PersonQuestion.Builder person) {
        return world.client()
                .askAndWait(Question.newBuilder()
                        .setPerson(person)
                        .addDatasets(Dataset.Code.PERSONS)
                        .setDeadlineMillis(DEADLINE_MILLIS)
                        .build());
    }
}
