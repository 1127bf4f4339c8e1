package io.vigie.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Explanation;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Sex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonScorerTest {
    private static final Person ANNA = Person.newBuilder()
            .setId("P-1")
            .addIdentities(Identity.newBuilder()
                    .setCategory(IdentityCategory.Code.CONFIRMED)
                    .addNames(Name.newBuilder().setSurname("Eriksson").setGiven("Anna Maria"))
                    .addBirthDates("1974-08-12")
                    .setSex(Sex.Code.FEMALE))
            .addIdentities(Identity.newBuilder()
                    .setCategory(IdentityCategory.Code.NOT_CONFIRMED)
                    .addNames(Name.newBuilder().setFull("Petra Wolkenstein")))
            .addNationalities("DEU")
            .addNationalIds(NationalId.newBuilder().setState("UTO").setNumber("ZE-184 226"))
            .build();

    private final PersonScorer scorer = new PersonScorer(Weights.STANDARD, NameGroups.none());

    @Test
    void agreeingFactsAddEvidenceAndContradictionsTakeScore() {
        PersonScore name = score(anna());
        PersonScore born = score(anna().setBirthDate("1974-08-12"));
        PersonScore other = score(anna().setBirthDate("1951-03-30"));
        PersonScore man = score(anna().setSex(Sex.Code.MALE));
        assertThat(name.score()).isGreaterThanOrEqualTo(Weights.THRESHOLD);
        assertThat(born.score()).isGreaterThanOrEqualTo(name.score());
        assertThat(born.evidence()).isGreaterThan(name.evidence());
        assertThat(other.score()).isLessThan(Weights.THRESHOLD);
        assertThat(man.score()).isLessThan(name.score());
        assertThat(score(anna().setSex(Sex.Code.FEMALE)).score()).isEqualTo(name.score());
    }

    @Test
    void aCommonNameNeedsMoreThanADateThatAgreesInPart() {
        for (String recorded : List.of("1986", "1986-07-13")) {
            assertThat(born("Wei Chen", "1986-07-12", recorded)).as(recorded).isLessThan(Weights.THRESHOLD);
            assertThat(born("Zdzisława Brzozowska", "1986-07-12", recorded)).as(recorded).isEqualTo(1);
        }
        assertThat(born("Wei Chen", "1986-07-12", "1986-07-12")).isEqualTo(1);
        assertThat(born("Wei Chen", "1986-07-12", "1986-12-07")).isEqualTo(1);
        assertThat(born("Wei Chen", "1986", "1986-07-12")).as("asked for a year").isEqualTo(1);
        assertThat(born("Wei Chen", "1986-01-01", "1986-07-12")).as("1 January is a year").isEqualTo(1);
    }

    @Test
    void exchangedPartsNeedNoMoreThanTheNameAsItStands() {
        Person person = Person.newBuilder()
                .addIdentities(Identity.newBuilder()
                        .addNames(Name.newBuilder().setSurname("Kolilberger").setGiven("Peter"))
                        .addBirthDates("1999-03"))
                .build();
        Name exchanged = Name.newBuilder().setSurname("Peter").setGiven("Kolilberger").build();
        PersonQuestion question = PersonQuestion.newBuilder().addNames(exchanged).setBirthDate("1999-03-14").build();
        assertThat(scorer.score(scorer.prepare(question, 0, false), person, false).score()).isGreaterThan(Weights.THRESHOLD);
    }

    @Test
    void saysOfOneLetterOfAllWhatCounts() {
        Person person = Person.newBuilder()
                .addIdentities(Identity.newBuilder()
                        .addNames(Name.newBuilder().setFull("Kwang-Il KIM"))
                        .addBirthDates("1969-09-12"))
                .build();
        Name asked = Name.newBuilder().setSurname("Kim").setGiven("Kwang-Id").build();
        PersonQuestion question = PersonQuestion.newBuilder().addNames(asked).setBirthDate("1969-09-12").build();
        List<Explanation> rows = scorer.score(scorer.prepare(question, 0, false), person, true).explanation();
        assertThat(rows).extracting(Explanation::getFeature).containsExactly("name", "birthDate");
        assertThat(rows.getFirst().getScore()).isEqualTo(0.65);
        assertThat(rows.getFirst().getDetail()).contains("one letter");
    }

    @Test
    void oneLetterOfAllNeedsTheSameDay() {
        assertThat(onTheSameDay("Kim", "Kwang-Id", "Kim", "Kwang-Il")).isGreaterThanOrEqualTo(Weights.THRESHOLD);
        assertThat(onTheSameDay("Kim", "MiC nhol", "Kim", "Min Chol")).isGreaterThanOrEqualTo(Weights.THRESHOLD);
        assertThat(onTheSameDay("Kim", "YJ oong", "", "Yo Jong Kim")).as("surname last").isGreaterThanOrEqualTo(Weights.THRESHOLD);
        assertThat(asked("1950-01-20", "Kim", "Kwang-Id", "Kim", "Kwang-Il")).as("another day").isLessThan(asked("", "Kim", "Kwang-Id", "Kim", "Kwang-Il"));
        assertThat(onTheSameDay("Xu", "Ba", "Xu", "Bo")).as("too short").isLessThan(Weights.THRESHOLD);
        assertThat(asked("", "Kim", "Kwang-Id", "Kim", "Kwang-Il")).as("no date").isLessThan(Weights.THRESHOLD);
        assertThat(onTheSameDay("Ki", "Mchol", "Kim", "Chol")).as("no word in common").isLessThan(Weights.THRESHOLD);
        assertThat(asked("1997-07-04", "Kim", "Kwang-Id", "Kim", "Kwang-Il")).as("exchanged").isLessThan(Weights.THRESHOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"El-M", "El-Ma", "El-Maa"})
    void oneNameAndAnInitialNeedTheSameDay(String initial) {
        Person person = Person.newBuilder()
                .addIdentities(Identity.newBuilder()
                        .addNames(Name.newBuilder().setSurname("El-Maani").setGiven("Hassan"))
                        .addBirthDates("1997-04-07"))
                .build();
        Name cut = Name.newBuilder().setSurname(initial).setGiven("Hassan").build();
        PersonQuestion.Builder question = PersonQuestion.newBuilder().addNames(cut);
        assertThat(scorer.score(scorer.prepare(question.setBirthDate("1997-04-07").build(), 0, false), person, false).score())
                .isGreaterThanOrEqualTo(Weights.THRESHOLD);
        for (String other : List.of("", "1997", "1997-07-04", "1997-04-08")) {
            PreparedQuery query = scorer.prepare(question.setBirthDate(other).build(), 0, false);
            assertThat(scorer.score(query, person, false).score()).as(other).isLessThan(Weights.THRESHOLD);
        }
    }

    @Test
    void oneNameAndAnInitialAreAllOfTheQuestion() {
        assertThat(onTheSameDay("El-M", "Hassan", "El-Maani", "Hassan")).isGreaterThanOrEqualTo(Weights.THRESHOLD);
        assertThat(onTheSameDay("El-Maani", "Hassan", "El-M", "Hassan")).as("initial of the record").isLessThan(Weights.THRESHOLD);
        assertThat(onTheSameDay("El-Maani", "Hassan", "El-Maa", "Hassan")).as("beginning in the record").isLessThan(Weights.THRESHOLD);
        assertThat(onTheSameDay("El-Maa", "Hassan", "El-Maa", "Hassan")).as("no beginning at all").isEqualTo(1);
        assertThat(onTheSameDay("El-M", "Hassan Tikriti", "El-Maani", "Hassan")).as("a name left over").isLessThan(Weights.THRESHOLD);
    }

    private double onTheSameDay(String surname, String given, String recordSurname, String recordGiven) {
        return asked("1997-04-07", surname, given, recordSurname, recordGiven);
    }

    private double asked(String date, String surname, String given, String recordSurname, String recordGiven) {
        Name recorded = Name.newBuilder().setSurname(recordSurname).setGiven(recordGiven).build();
        Name asked = Name.newBuilder().setSurname(surname).setGiven(given).build();
        Person person = Person.newBuilder()
                .addIdentities(Identity.newBuilder().addNames(recorded).addBirthDates("1997-04-07"))
                .build();
        PersonQuestion question = PersonQuestion.newBuilder().addNames(asked).setBirthDate(date).build();
        return scorer.score(scorer.prepare(question, 0, false), person, false).score();
    }

    private double born(String name, String asked, String recorded) {
        Person person = Person.newBuilder()
                .addIdentities(Identity.newBuilder().addNames(Name.newBuilder().setFull(name)).addBirthDates(recorded))
                .build();
        PreparedQuery query = scorer.prepare(question(name).setBirthDate(asked).build(), 0, false);
        PersonScore score = scorer.score(query, person, true);
        assertThat(score.explanation())
                .anyMatch(row -> row.getDetail().contains("so common") == score.score() < Weights.THRESHOLD);
        return score.score();
    }

    @Test
    void anExplanationSaysHowFarAFeatureAgrees() {
        PersonScore same = score(anna().setBirthDate("1974-08-12").setSex(Sex.Code.FEMALE).addNationalities("DEU"));
        assertThat(same.explanation())
                .filteredOn(row -> List.of("birthDate", "sex", "nationality").contains(row.getFeature()))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.getScore()).isEqualTo(1));
        PersonScore other = score(anna().setBirthDate("1951-03-30").setSex(Sex.Code.MALE).addNationalities("FRA"));
        assertThat(other.explanation())
                .filteredOn(row -> List.of("birthDate", "sex", "nationality").contains(row.getFeature()))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.getScore()).isZero());
    }

    @Test
    void nationalityCountsOnlyWhenItContradicts() {
        double name = score(anna()).score();
        assertThat(score(anna().addNationalities("D")).score()).as("D is DEU").isEqualTo(name);
        assertThat(score(anna().addNationalities("FRA")).score()).isLessThan(name);
        assertThat(score(anna().addNationalities("FRA").addNationalities("DEU")).score()).isEqualTo(name);
    }

    @Test
    void theNameThatAgreedIsTold() {
        PersonScore alias = score(question("Petra Wolkenstein"));
        assertThat(alias.name().getFull()).isEqualTo("Petra Wolkenstein");
        assertThat(alias.identity().getCategory()).isEqualTo(IdentityCategory.Code.NOT_CONFIRMED);
        assertThat(alias.score()).isLessThan(1).isGreaterThanOrEqualTo(Weights.THRESHOLD);
        assertThat(alias.explanation()).extracting(Explanation::getFeature).contains("name", "word", "identity");
    }

    @Test
    void aNationalIdThatAgreesIsCertainWhateverTheName() {
        PersonScore found = score(question("Somebody Else")
                .addNationalIds(NationalId.newBuilder().setState("UTO").setNumber("ZE184226")));
        assertThat(found.idAgrees()).isTrue();
        assertThat(found.score()).isEqualTo(1);
        assertThat(found.explanation()).extracting(Explanation::getFeature).contains("nationalId");
        assertThat(score(question("Somebody Else")
                                .addNationalIds(NationalId.newBuilder().setState("UTO").setNumber("ＺＥ-184226")))
                        .idAgrees())
                .as("compared as document numbers are")
                .isTrue();
        assertThat(score(question("Anna Maria Eriksson")
                                .addNationalIds(NationalId.newBuilder().setState("FRA").setNumber("ZE184226")))
                        .idAgrees())
                .as("of another state")
                .isFalse();
    }

    @Test
    void explainsOnlyWhenAsked() {
        PreparedQuery query = scorer.prepare(anna().build(), 0, false);
        assertThat(scorer.score(query, ANNA, false).explanation()).isEmpty();
        assertThat(scorer.score(query, ANNA, true).score()).isEqualTo(scorer.score(query, ANNA, false).score());
    }

    @Test
    void withoutNamesNothingIsFound() {
        assertThat(score(PersonQuestion.newBuilder().setBirthDate("1974-08-12")).score()).isZero();
        assertThat(score(question("😀 12")).score()).isZero();
        assertThat(scorer.score(scorer.prepare(anna().build(), 0, false), Person.getDefaultInstance(), true).score())
                .isZero();
    }

    private PersonScore score(PersonQuestion.Builder question) {
        return scorer.score(scorer.prepare(question.build(), 0, false), ANNA, true);
    }

    private static PersonQuestion.Builder anna() {
        return PersonQuestion.newBuilder()
                .addNames(Name.newBuilder().setSurname("Eriksson").setGiven("Anna Maria"));
    }

    private static PersonQuestion.Builder question(String full) {
        return PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull(full));
    }
}
