package io.vigie.server.index.persons;

import io.vigie.server.match.NameReader;
import io.vigie.server.match.NameToken;
import io.vigie.server.match.ReadName;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a person is found by: each different name once, and the dates of birth of all identities, since a person has one
 * birth whatever name it is written beside.
 *
 * @param names with words
 * @param dates packed
 */
record PersonTerms(List<List<NameToken>> names, int[] dates) {
    static PersonTerms of(Person person) {
        Set<List<NameToken>> names = new LinkedHashSet<>();
        Set<Integer> dates = new LinkedHashSet<>();
        for (Identity identity : person.getIdentitiesList()) {
            for (Name name : identity.getNamesList()) {
                ReadName read = NameReader.read(name);
                if (!read.tokens().isEmpty() && names.size() < RecordCode.NAMES_MAX) {
                    names.add(read.tokens());
                }
            }
            for (String text : identity.getBirthDatesList()) {
                int date = PackedDate.parse(text);
                if (date != PackedDate.NONE && dates.size() < RecordCode.DATES_MAX) {
                    dates.add(date);
                }
            }
        }
        return new PersonTerms(List.copyOf(names), ints(dates));
    }

    private static int[] ints(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
