package io.vigie.server.match;

import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.Sex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A record made ready by {@link PersonScorer#prepare(Person)}, to be scored many times. Immutable. */
public final class PreparedPerson {
    final Person person;
    final Candidate[] candidates;

    /** One name of one identity, with what is known of that identity, or of the person where it is silent. */
    record Candidate(
            Identity identity, Name name, PreparedName prepared, List<PartialDate> births, Sex.Code sex) {}

    PreparedPerson(Person person, Weights weights, NameGroups groups) {
        this.person = person;
        List<Candidate> all = new ArrayList<>();
        for (Identity identity : person.getIdentitiesList()) {
            List<PartialDate> births = births(identity);
            Sex.Code sex = identity.getSex();
            for (Identity other : person.getIdentitiesList()) {
                births = births.isEmpty() ? births(other) : births;
                sex = sex == Sex.Code.UNSPECIFIED ? other.getSex() : sex;
            }
            for (Name name : identity.getNamesList()) {
                PreparedName prepared = new PreparedName(name, weights, groups);
                all.add(new Candidate(identity, name, prepared, births, sex));
            }
        }
        candidates = all.toArray(Candidate[]::new);
    }

    private static List<PartialDate> births(Identity identity) {
        return identity.getBirthDatesList().stream()
                .map(PartialDate::parse)
                .filter(Objects::nonNull)
                .toList();
    }
}
