package io.vigie.server.index.persons;

import io.vigie.v1.Person;

/** Which restricted persons one asker may see. What may not be seen takes no part in a search. */
public interface Sight {
    /** Of who may see everything. */
    Sight ALL = _ -> true;

    /**
     * Whether persons of an audience may be seen; the same for the whole of a question.
     *
     * @param audience as {@link PersonPart#audienceOf} makes it
     */
    boolean sees(Person audience);
}
