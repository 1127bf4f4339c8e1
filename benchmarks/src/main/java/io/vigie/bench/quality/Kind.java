package io.vigie.bench.quality;

import io.vigie.server.ingest.synthetic.NameVariants;
import io.vigie.server.ingest.synthetic.Variant;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a question differs from what is recorded: as it stands, one of the letters of the Regulation, or the date. */
sealed interface Kind {
    /** A variant of a name is tried with so many seeds before a name is said to have no place for it. */
    int TRIES = 8;

    /** All, in the order of the tables. */
    List<Kind> ALL = Stream.of(
                    Stream.of(new OfName(Variant.EXACT)),
                    Variant.SIMILAR_NAMES.stream().map(OfName::new),
                    Stream.of(DateVariant.values()).map(OfDate::new))
            .<Kind>flatMap(kinds -> kinds)
            .toList();

    String label();

    /**
     * The question so changed; null when this traveller offers no place for it.
     *
     * @param seed of what is left to chance
     */
    @Nullable PersonQuestion question(Traveller traveller, long seed);

    /** True when a variant, and not the name and date as they stand. */
    default boolean isVariant() {
        return !label().equals(Variant.EXACT.label());
    }

    /** The name is changed. */
    record OfName(Variant variant) implements Kind {
        @Override
        public String label() {
            return variant.label();
        }

        @Override
        public @Nullable PersonQuestion question(Traveller traveller, long seed) {
            Name name = traveller.name();
            for (int i = 0; i < TRIES; i++) {
                Name changed = NameVariants.of(
                        variant, name.getSurname(), name.getGiven(), traveller.transliterated(), seed * TRIES + i);
                if (changed != null) {
                    return traveller.passport().toBuilder().setNames(0, changed).build();
                }
            }
            return null;
        }
    }

    /** The date of birth is changed. */
    record OfDate(DateVariant variant) implements Kind {
        @Override
        public String label() {
            return variant.label();
        }

        @Override
        public @Nullable PersonQuestion question(Traveller traveller, long seed) {
            String birth = traveller.passport().getBirthDate();
            String changed = birth.isEmpty() ? null : variant.of(birth, seed);
            return changed == null
                    ? null
                    : traveller.passport().toBuilder().setBirthDate(changed).build();
        }
    }
}
