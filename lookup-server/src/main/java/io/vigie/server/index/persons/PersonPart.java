package io.vigie.server.index.persons;

import io.vigie.v1.Person;
import io.vigie.v1.Recipients;
import io.vigie.v1.Restrictions;

/**
 * The two parts of the index of names. They share nothing, so that what is found among open persons cannot depend on any
 * restricted one.
 */
public enum PersonPart {
    /** Persons whom everybody may see. */
    OPEN,
    /** All others: each with their {@link Sight audience}. */
    RESTRICTED;

    public static PersonPart of(Person person) {
        Restrictions restrictions = person.getRestrictions();
        boolean toAll = restrictions.getRecipients() == Recipients.Code.ALL
                || restrictions.getRecipients() == Recipients.Code.UNSPECIFIED && restrictions.getPartiesCount() == 0;
        boolean ordinary =
                switch (restrictions.getConfidentiality()) {
                    case UNSPECIFIED, OFFICIAL_USE -> true;
                    case RESTRICTED, CONFIDENTIAL, UNRECOGNIZED -> false;
                };
        return toAll && ordinary && person.getFile().isEmpty() ? OPEN : RESTRICTED;
    }

    /** All that decides who may see a person, as a person of whom nothing else is left; the same for all open ones. */
    public static Person audienceOf(Person person) {
        if (of(person) == OPEN) {
            return Person.getDefaultInstance();
        }
        return Person.newBuilder()
                .setOwner(person.getOwner())
                .setFile(person.getFile())
                .setRestrictions(Restrictions.newBuilder()
                        .setRecipientsValue(person.getRestrictions().getRecipientsValue())
                        .setConfidentialityValue(person.getRestrictions().getConfidentialityValue())
                        .addAllParties(person.getRestrictions().getPartiesList()))
                .build();
    }
}
