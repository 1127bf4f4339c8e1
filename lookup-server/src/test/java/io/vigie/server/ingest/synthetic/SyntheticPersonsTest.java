package io.vigie.server.ingest.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.mrz.Transliteration;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SyntheticPersonsTest {
    private static final int PERSONS = 200_000;

    @Test
    void namesAreManyAndUnevenlySpread() {
        Set<String> tokens = new HashSet<>();
        Map<String, Integer> scripts = new HashMap<>();
        int names = 0;
        int partial = 0;
        SyntheticWorld world = new SyntheticWorld(0, PERSONS, 0, 1);
        for (int i = 0; i < PERSONS; i++) {
            Person person = world.person(i);
            for (Identity identity : person.getIdentitiesList()) {
                for (Name name : identity.getNamesList()) {
                    names++;
                    scripts.merge(name.getScript(), 1, Integer::sum);
                    addTokens(name, tokens);
                }
            }
            if (person.getIdentities(0).getBirthDates(0).length() != 10) {
                partial++;
            }
        }
        assertThat(tokens.size()).isGreaterThan(120_000);
        assertThat((double) names / PERSONS).isBetween(1.4, 1.7);
        assertThat((double) partial / PERSONS).isBetween(0.09, 0.11);
        assertThat(scripts)
                .containsOnlyKeys("Latn", "Cyrl", "Arab", "Grek", "Geor", "Hebr", "Deva", "Thai", "Hani", "Hang");
    }

    private static void addTokens(Name name, Set<String> tokens) {
        String text = String.join(" ", name.getFull(), name.getSurname(), name.getGiven(), name.getPatronymic());
        for (String token : text.toUpperCase(Locale.ROOT).split("[ -]+")) {
            if (!token.isEmpty()) {
                tokens.add(token);
            }
        }
    }

    @Test
    void linksHoldInBothDirections() {
        SyntheticWorld world = new SyntheticWorld(100_000, 3_000, 700, 2);
        Map<String, Set<String>> noticesOf = new HashMap<>();
        Map<String, Set<String>> subjectsOf = new HashMap<>();
        for (int i = 0; i < world.persons(); i++) {
            Person person = world.person(i);
            noticesOf.put(person.getId(), new HashSet<>(person.getNoticeIdsList()));
        }
        Set<String> persons = Set.copyOf(noticesOf.keySet());
        for (int i = 0; i < world.documents(); i++) {
            var document = world.document(i);
            if (document.getPersonIdsCount() > 0) {
                assertThat(persons.containsAll(document.getPersonIdsList()))
                        .as(document.getId())
                        .isTrue();
            }
            if (document.getNoticeIdsCount() > 0) {
                noticesOf.put(document.getId(), new HashSet<>(document.getNoticeIdsList()));
            }
        }
        for (int i = 0; i < world.notices(); i++) {
            var notice = world.notice(i);
            subjectsOf.put(notice.getId(), new HashSet<>(notice.getSubjectsList()));
        }
        noticesOf.forEach((subject, notices) ->
                notices.forEach(notice -> assertThat(subjectsOf.getOrDefault(notice, Set.of()).contains(subject))
                        .as(subject)
                        .isTrue()));
        subjectsOf.forEach((notice, subjects) ->
                subjects.forEach(subject -> assertThat(noticesOf.getOrDefault(subject, Set.of()).contains(notice))
                        .as(notice)
                        .isTrue()));
        assertThat(subjectsOf.values()).anyMatch(subjects -> subjects.size() == 3);
    }

    @Test
    void moreNoticesThanPersonsGoRound() {
        SyntheticWorld world = new SyntheticWorld(0, 10, 5_000, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(world.person(i).getNoticeIdsCount()).isBetween(50, 100);
        }
    }

    @Test
    void everyCultureSpellsItsNames() {
        for (Culture culture : Culture.values()) {
            for (int i = 0; i < 500; i++) {
                PersonName name = PersonName.draw(culture, i % 2 == 0, Dice.of(9, Dice.Stream.PERSON, i));
                String latin = name.full(Piece.Spelling.LATIN);
                assertThat(Transliteration.toMrz(name.surname(Piece.Spelling.LATIN))).isNotEmpty();
                assertThat(Transliteration.toMrz(name.given(Piece.Spelling.LATIN))).isNotEmpty();
                assertThat(latin.codePoints().filter(Character::isLetter))
                        .as(latin)
                        .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
                if (name.isForeignScript()) {
                    assertThat(name.full(Piece.Spelling.ORIGINAL).codePoints().filter(Character::isLetter))
                            .noneMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
                    assertThat(name.full(Piece.Spelling.ORIGINAL))
                            .as("a vowel behind a consonant is a sign")
                            .doesNotContainPattern("[\\u0915-\\u0939][\\u0905-\\u0914]");
                }
            }
        }
    }
}
