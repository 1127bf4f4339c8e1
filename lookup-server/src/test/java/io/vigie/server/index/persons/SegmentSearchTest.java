package io.vigie.server.index.persons;

import static io.vigie.server.index.persons.Names.person;
import static io.vigie.server.index.persons.Names.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is a candidate. Person 1 is meant, among some that resemble them. */
class SegmentSearchTest {
    private static final Person MEANT = person("Wilhelmina Sofia", "Brzozowska", "1974-08-12");

    private final SearchScratch scratch = new SearchScratch(SearchLimits.DEFAULT);
    private Segment segment;

    @BeforeEach
    void build() throws IOException {
        segment = Names.segment(
                MEANT,
                person("Sofia", "Martinez", "1974-08-12"),
                person("Wilhelm", "Berger", "1974"),
                person("Jan", "Brzoza", "1931-02-03"));
    }

    @Test
    void findsTheExactNameInAnyOrder() {
        assertFirst("Wilhelmina Sofia", "Brzozowska");
        assertFirst("Brzozowska", "Sofia Wilhelmina");
        assertFirst("", "Sofia Brzozowska Wilhelmina");
    }

    @Test
    void findsOneTypingErrorInEachWord() {
        assertFirst("Wilhelmna", "Brzozowska");
        assertFirst("Wilhelmina", "Brzozowskaa");
        assertFirst("Wilhelmina", "Brzozowzka");
        assertFirst("Wihlelmina", "Brzozosvka");
    }

    @Test
    void findsOneLetterOfAShortWord() throws IOException {
        Segment people = Names.segment(person("Lei", "Song", "1963-01-02"), person("Yaw", "Osei", "1991-02-21"));
        assertThat(Names.search(scratch, question("Lei", "Son", "1963-01-02"), people)).containsExactly(1);
        assertThat(Names.search(scratch, question("Yaq", "Osei", "1991-02-21"), people)).containsExactly(2);
    }

    @Test
    void tiesAWordToTheOneThatIsMeantWhereItIsLikerToAnother() throws IOException {
        Segment people = Names.segment(person("Hossein", "Hosseini", "2004-02-17"));
        assertThat(Names.search(scratch, question("Hossein", "Hosesini", "2004-02-17"), people)).containsExactly(1);
    }

    /** Words that are wrong may be too short to be found, and the one that is right of too many to be sought otherwise. */
    @ParameterizedTest
    @CsvSource({"Kwang-Id, Kim, 1", "KwanIg-l, Kim, 1", "M Unil, Pak, 2", "MiC nhol, Pak, 3", "YJ oong, Han, 5", "Munid, Pak, 2"})
    void findsOneLetterOfAllOnTheSameDay(String given, String surname, int meant) throws IOException {
        Segment people = Names.segment(
                person("Kwang-Il", "Kim", "1969-09-12"),
                person("Mun Il", "Pak", "1969-09-12"),
                person("Min Chol", "Pak", "1969-09-12"),
                person("Sofia", "Kim", "1969-09-12"),
                person("Yo Jong Han", "", "1969-09-12"),
                // Read first, for fewest bear that word; Pak alone would say too little to be read.
                person("Munid", "Lee", "1950-01-01"),
                person("Pak", "Pak", "1969-09-12"));
        assertThat(Names.search(scratch, question(given, surname, "1969-09-12"), people)).contains(meant).doesNotContain(4);
        assertThat(scratch.truncated()).isFalse();
    }

    /** Each of the words, in both spellings, may mean each of the asked ones: more than is kept of one name. */
    @Test
    void findsNamesOfTheSameWordOverAndOver() throws IOException {
        String many = "Müller ".repeat(20).strip();
        Segment people = Names.segment(person("", many), person("Sofia", "Kim"));
        assertThat(Names.search(scratch, question("", many, ""), people)).containsExactly(1);
    }

    @Test
    void findsLettersExchangedThatAreNoNeighbours() {
        assertFirst("Sofia", "Brwozozska");
    }

    @Test
    void findsOtherSpellingsThatSoundAlike() {
        assertFirst("Vilelmina", "Brzozofska");
    }

    @Test
    void findsNamesWrittenAsOneOrInPieces() {
        assertFirst("WilhelminaSofia", "Brzozowska");
        assertFirst("Sofia", "Brzoz owska");
        assertFirst("", "SofiaBrzozowska");
    }

    @Test
    void findsShortenedNamesAndInitials() {
        assertFirst("W.", "Brzozowska");
        assertFirst("Wilhelmina", "Brzoz");
        assertFirst("Wilhel", "Brzozowska");
    }

    /** Two or three letters begin too many words to be sought: the other word is read then, which else says too little. */
    @Test
    void findsTwoLettersBehindAParticleOnTheSameDay() throws IOException {
        Segment people = Names.segment(person("Muhammad", "Al-Hindi", "1974-08-12"), person("Sofia", "Martinez", "1974-08-12"));
        assertThat(Names.search(scratch, question("Muhammad", "Al-Hi", "1974-08-12"), people)).containsExactly(1);
        assertThat(Names.search(scratch, question("Muhammad", "Al-Hin", "1974-08-12"), people)).containsExactly(1);
        assertThat(scratch.truncated()).isFalse();
    }

    @Test
    void findsWhatAZoneCut() {
        PersonQuestion cut = PersonQuestion.newBuilder()
                .addNames(Name.newBuilder().setMrz("WILHELMINA<<SOFIA<MARIA<ANTONIA<BRZOZOW"))
                .build();
        assertThat(Names.search(scratch, cut, segment)).startsWith(1);
    }

    @Test
    void findsByAnyName() {
        PersonQuestion either = PersonQuestion.newBuilder()
                .addNames(Names.name("Zzyzx", "Qqqqq"))
                .addNames(Names.name("Wilhelmina", "Brzozowska"))
                .build();
        assertThat(Names.search(scratch, either, segment)).startsWith(1);
    }

    @Test
    void findsByOtherWordsOfADictionary() {
        PersonQuery query = PersonQuery.of(
                question("Minnie", "Brzozowska", ""),
                0,
                word -> word.equals("MINNIE") ? List.of("WILHELMINA") : List.of());
        SegmentSearch.search(List.of(segment), query, Sight.ALL, Doubts.NONE, scratch, Long.MAX_VALUE);
        assertThat(Names.found(scratch)).startsWith(1);
        assertThat(Names.search(scratch, question("Minnie", "Brzozowska", ""), segment)).isEmpty();
    }

    @Test
    void findsWhatLeavesVowelsOut() throws IOException {
        Segment latin = Names.segment(person("Mahmoud", "Abdelrahman", "1974-08-12"), person("Hamid", "Rahimi", "1974-08-12"));
        assertThat(Names.search(scratch, question("محمود", "عبدالرحمن", "1974-08-12"), latin)).startsWith(1);
    }

    /** By the skeleton alone: most letters differ. */
    @Test
    void findsSpellingsOfOtherCountriesAndJoinedNames() throws IOException {
        assertMeets("جميل لونيسي", person("Djamel", "Lounici"));
        assertMeets("يحيى علوش", person("Yahia", "Alouche"));
        assertMeets("عبد الحكيم رمضان", person("Abdelhakim", "Ramdane"));
        assertMeets("عبد القادر", person("Abdelkader", ""));
    }

    private void assertMeets(String asked, Person meant) throws IOException {
        Segment names = Names.segment(meant, person("Sofia", "Martinez"));
        assertThat(Names.search(scratch, question(asked, "", ""), names)).as(asked).startsWith(1);
    }

    @Test
    void findsADateOfAnotherCalendar() {
        assertThat(Names.search(scratch, question("Sofia", "Brzozowska", "1394-07-24"), segment)).startsWith(1);
    }

    @Test
    void findsTheYearNearbyUnknownOrWithOneWrongDigit() throws IOException {
        assertThat(Names.search(scratch, question("Sofia", "Brzozowska", "1975-01-01"), 1, segment)).startsWith(1);
        assertThat(Names.search(scratch, question("Sofia", "Brzozowska", "1944-08-12"), 1, segment)).startsWith(1);
        assertThat(Names.search(scratch, question("Sofia", "Brzozowska", "1970/1976"), 1, segment)).startsWith(1);
        Segment unknown = Names.segment(person("Sofia", "Brzozowska"));
        assertThat(Names.search(scratch, question("Sofia", "Brzozowska", "1975-01-01"), 1, unknown)).containsExactly(1);
    }

    @Test
    void ranksTheDateThatFitsFirst() throws IOException {
        Segment namesakes = Names.segment(
                person("Ana", "Novak", "1974-12-08"),
                person("Ana", "Novak", "1974-08-12"),
                person("Ana", "Novak", "1960-01-01"));
        assertThat(Names.search(scratch, question("Ana", "Novak", "1974-08-12"), namesakes)).startsWith(2, 1);
    }

    @Test
    void findsNobodyWhoIsNotMeant() {
        assertThat(Names.search(scratch, question("Xavier", "Quintanilla", "1974-08-12"), segment)).isEmpty();
        assertThat(scratch.truncated()).isFalse();
        assertThat(Names.search(scratch, PersonQuestion.getDefaultInstance(), segment)).isEmpty();
    }

    @Test
    void findsEveryNameAndDateOfAPerson() throws IOException {
        Segment manifold = Names.segment(Person.newBuilder()
                .addIdentities(Identity.newBuilder()
                        .addNames(Names.name("Ana", "Novak"))
                        .addBirthDates("1950")
                        .addBirthDates("1981-02-03"))
                .addIdentities(Identity.newBuilder().addNames(Names.name("Ivana", "Horvat")))
                .build());
        assertThat(Names.search(scratch, question("Ivana", "Horvat", "1950-05-05"), manifold)).containsExactly(1);
        assertThat(Names.search(scratch, question("Ana", "Novak", "1981-02-03"), manifold)).containsExactly(1);
    }

    @Test
    void bringsEachNumberOnceFromSeveralSegments() throws IOException {
        Segment changed = Names.segment(person("Wilhelmina", "Brzozowska", "1974-08-12"));
        List<Integer> found = Names.search(scratch, question("Wilhelmina Sofia", "Brzozowska", ""), segment, changed);
        assertThat(found).startsWith(1).doesNotHaveDuplicates();
    }

    @Test
    void saysWhenMoreAreAsGoodAsThoseItBrings() throws IOException {
        List<Person> many = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            many.add(person("Ana", "Novak"));
        }
        Segment namesakes = Names.segment(many.toArray(Person[]::new));
        assertThat(Names.search(scratch, question("Ana", "Novak", ""), namesakes)).hasSize(64);
        assertThat(scratch.truncated()).isTrue();
        assertThat(Names.search(scratch, question("Ana", "Novakova", ""), segment)).isNotNull();
        assertThat(scratch.truncated()).isFalse();
    }

    @Test
    void saysWhenPostingsWereLeftUnread() throws IOException {
        List<Person> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(person("Ana", "Novak"));
        }
        many.add(person("Ana", "Horvat"));
        Segment namesakes = Names.segment(many.toArray(Person[]::new));
        SearchScratch narrow = new SearchScratch(new SearchLimits(30, 10, 20, 20, 0.12f));
        assertThat(Names.search(narrow, question("Ana", "Horvat", ""), namesakes)).startsWith(51);
        assertThat(narrow.truncated()).isFalse();
        Names.search(narrow, question("Ana", "Novak", ""), namesakes);
        assertThat(narrow.truncated()).isTrue();
    }

    @Test
    void saysWhenPostingsOfOtherYearsWereLeftUnread() throws IOException {
        List<Person> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(person("Ana", "Novak", "1935-08-12"));
        }
        Segment namesakes = Names.segment(many.toArray(Person[]::new));
        SearchScratch narrow = new SearchScratch(new SearchLimits(60, 60, 1_000, 20, 0.12f));
        assertThat(Names.search(narrow, question("Ana", "Novak", "1985-08-12"), 1, namesakes)).isEmpty();
        assertThat(narrow.truncated()).isTrue();
    }

    @Test
    void stopsAtTheDeadline() {
        PersonQuery query = PersonQuery.of(question("Sofia", "Brzozowska", ""), 1, PersonQuery.OtherWords.NONE);
        SegmentSearch.search(List.of(segment), query, Sight.ALL, Doubts.NONE, scratch, System.nanoTime() - 1);
        assertThat(scratch.size()).isZero();
        assertThat(scratch.truncated()).isTrue();
    }

    private void assertFirst(String given, String surname) {
        for (String date : List.of("", "1974-08-12")) {
            assertThat(Names.search(scratch, question(given, surname, date), segment))
                    .as("%s / %s %s", given, surname, date)
                    .startsWith(1);
        }
    }
}
