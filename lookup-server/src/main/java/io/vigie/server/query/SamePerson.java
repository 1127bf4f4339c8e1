package io.vigie.server.query;

import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.Records;
import io.vigie.server.match.IdNumbers;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Dataset;
import io.vigie.v1.Hit;
import io.vigie.v1.LinkColour;
import io.vigie.v1.Person;
import io.vigie.v1.PersonLink;
import io.vigie.v1.Record;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the persons found are one person, recorded by several owners: those whom one of them says to be (white links),
 * who have a number in common that tells who somebody is, or to whom one document found belongs; never those whom one of
 * them says to be different. Each is still shown. Used once, by one thread.
 */
final class SamePerson {
    private final ReadView view;

    SamePerson(ReadView view) {
        this.view = view;
    }

    /** A hit on a person, with what the records of one person have in common. */
    private record Known(int at, Person person, Set<String> numbers) {}

    /**
     * Names the group of each person who is not the only one of theirs.
     *
     * @param hits best first; changed in place
     */
    void group(List<Hit> hits) {
        List<Known> persons = persons(hits);
        List<Hit> linking = hits.stream().filter(hit -> hit.getPersonIdsCount() > 1).toList();
        int[] groups = new int[hits.size()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = i;
        }
        for (int i = 0; i < persons.size(); i++) {
            for (int j = 0; j < i; j++) {
                int one = groups[persons.get(i).at];
                int other = groups[persons.get(j).at];
                if (areOne(persons.get(i), persons.get(j), linking) && !areApart(persons, groups, one, other)) {
                    merge(groups, one, other);
                }
            }
        }
        for (Known known : persons) {
            int group = groups[known.at];
            boolean alone = persons.stream().filter(other -> groups[other.at] == group).count() == 1;
            if (!alone) {
                hits.set(
                        known.at,
                        hits.get(known.at).toBuilder()
                                .setGroup(hits.get(group).getRecordId())
                                .build());
            }
        }
    }

    /** Whether somebody of one group is said to be another than somebody of the other. */
    private static boolean areApart(List<Known> persons, int[] groups, int one, int other) {
        return persons.stream()
                .filter(known -> groups[known.at] == one)
                .anyMatch(known -> persons.stream()
                        .filter(another -> groups[another.at] == other)
                        .anyMatch(another -> saysDifferent(known.person, another.person)
                                || saysDifferent(another.person, known.person)));
    }

    /** The better hit names the group. */
    private static void merge(int[] groups, int one, int other) {
        int least = Math.min(one, other);
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == one || groups[i] == other) {
                groups[i] = least;
            }
        }
    }

    private List<Known> persons(List<Hit> hits) {
        List<Known> persons = new ArrayList<>();
        if (hits.stream().filter(SamePerson::isPerson).count() > 1) {
            for (int i = 0; i < hits.size(); i++) {
                Person person = isPerson(hits.get(i)) ? read(hits.get(i).getRecordId()) : null;
                if (person != null) {
                    persons.add(new Known(i, person, numbers(person)));
                }
            }
        }
        return persons;
    }

    private static boolean isPerson(Hit hit) {
        return hit.getDataset() == Dataset.Code.PERSONS;
    }

    /** Read before, in the same moment; one that is damaged was told of then. */
    private @Nullable Person read(String id) {
        try {
            Record record = Records.byId(view, id);
            return record == null || !record.hasPerson() ? null : record.getPerson();
        } catch (DamagedException e) {
            return null;
        }
    }

    /** Numbers that tell who somebody is, with the state that gave them, which must be known. */
    private static Set<String> numbers(Person person) {
        Set<String> numbers = new HashSet<>();
        person.getNationalIdsList().forEach(id -> add(numbers, id.getState(), id.getNumber()));
        person.getDocumentsList().forEach(document -> add(numbers, document.getIssuingState(), document.getNumber()));
        return numbers;
    }

    private static void add(Set<String> numbers, String state, String number) {
        byte[] key = NumberKey.of(number);
        if (!state.isEmpty() && IdNumbers.isTelling(key)) {
            numbers.add(States.canonical(state) + ' ' + new String(key, StandardCharsets.UTF_8));
        }
    }

    /**
     * Asked of every two persons that are found, of whom most have neither links nor numbers.
     *
     * @param linking hits on documents of several persons
     */
    private static boolean areOne(Known one, Known other, List<Hit> linking) {
        if (saysDifferent(one.person, other.person) || saysDifferent(other.person, one.person)) {
            return false;
        }
        return saysSame(one.person, other.person)
                || saysSame(other.person, one.person)
                || !Collections.disjoint(one.numbers, other.numbers)
                || !linking.isEmpty()
                        && linking.stream()
                                .anyMatch(hit -> hit.getPersonIdsList().contains(one.person.getId())
                                        && hit.getPersonIdsList().contains(other.person.getId()));
    }

    private static boolean saysSame(Person one, Person other) {
        return links(one, other, LinkColour.Code.WHITE);
    }

    private static boolean saysDifferent(Person one, Person other) {
        return one.getNotSameAsList().contains(other.getId())
                || links(one, other, LinkColour.Code.GREEN)
                || links(one, other, LinkColour.Code.RED);
    }

    private static boolean links(Person one, Person other, LinkColour.Code colour) {
        for (PersonLink link : one.getLinksList()) {
            if (link.getColour() == colour && link.getPersonId().equals(other.getId())) {
                return true;
            }
        }
        return false;
    }
}
