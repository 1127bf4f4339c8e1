package io.vigie.bench.quality;

import io.vigie.server.ingest.synthetic.SyntheticTraveller;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the border.
 *
 * @param recordIds of the record that must be found, and of others on the same person; empty for a clear traveller
 * @param origin where the traveller comes from
 * @param region whose names are like this one; empty when not known
 * @param script ISO 15924, in which the name is written at home
 * @param passport what a zone would tell: one name in parts, date of birth if known to the day, sex, nationality
 * @param transliterated the name in another script or by another scheme; null when there is none
 */
record Traveller(
        Set<String> recordIds,
        Origin origin,
        String region,
        String script,
        PersonQuestion passport,
        @Nullable Name transliterated) {

    /** Where travellers come from. */
    enum Origin {
        /** The synthetic world. */
        WORLD,
        /** The list of the shared data. */
        LIST,
        /** The invented travellers of the shared data, never listed. */
        INVENTED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Traveller of(SyntheticTraveller synthetic) {
        return new Traveller(
                synthetic.recordId().isEmpty() ? Set.of() : Set.of(synthetic.recordId()),
                Origin.WORLD,
                synthetic.region(),
                synthetic.script(),
                synthetic.passport(),
                synthetic.transliterated());
    }

    /** As the passport has it. */
    Name name() {
        return passport.getNames(0);
    }
}
