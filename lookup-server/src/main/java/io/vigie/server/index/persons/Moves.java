package io.vigie.server.index.persons;

import io.vigie.v1.Person;
import org.jspecify.annotations.Nullable;

/** Persons whose audience was changed since segments were built that may still hold them under the former one. */
public interface Moves {
    Moves NONE = _ -> null;

    /** The audience that a person has now; null when it was not changed, or not to a restricted one. */
    @Nullable Person audience(int number);
}
