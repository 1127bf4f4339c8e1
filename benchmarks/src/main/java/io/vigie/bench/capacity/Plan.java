package io.vigie.bench.capacity;

import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How much is measured.
 *
 * @param world under load
 * @param documents sizes of the sweep over documents, ascending
 * @param persons sizes of the sweep over persons, ascending
 * @param warmup of a step
 * @param step measured
 * @param steps of the curve
 * @param refinements of the search for the highest rate, each of which halves the interval
 */
public record Plan(
        SyntheticWorld world,
        List<Long> documents,
        List<Long> persons,
        Duration warmup,
        Duration step,
        int steps,
        int refinements) {
    /** A larger world of a sweep is measured only where it was made before: it takes minutes to load. */
    static final long MADE_IN_THE_RUN_MAX = 10_000_000;

    /** The same for persons. */
    static final long PERSONS_MADE_IN_THE_RUN_MAX = 1_000_000;

    /** Documents beside the persons of the sweep over persons. */
    static final long FEW_DOCUMENTS = 1_000;

    private static final long SEED = 2026;
    private static final long FEW = 10;
    private static final long DOCUMENTS_A_NOTICE = 100;

    public Plan {
        documents = List.copyOf(documents);
        persons = List.copyOf(persons);
    }

    /** Below three minutes on two cores. */
    public static Plan quick() {
        return new Plan(
                world(200_000, 20_000),
                List.of(50_000L, 150_000L, 450_000L),
                List.of(5_000L, 15_000L, 45_000L),
                Duration.ofMillis(400),
                Duration.ofMillis(1_500),
                6,
                2);
    }

    /** Some ten minutes on two cores. */
    public static Plan usual() {
        return new Plan(
                world(1_000_000, 100_000),
                List.of(100_000L, 500_000L, 2_500_000L),
                List.of(10_000L, 50_000L, 250_000L),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                9,
                4);
    }

    /** About half an hour on two cores. */
    public static Plan full() {
        return new Plan(
                world(10_000_000, 1_000_000),
                List.of(1_000_000L, 10_000_000L, 100_000_000L),
                List.of(100_000L, 1_000_000L, 10_000_000L),
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                12,
                5);
    }

    /** The same with other data. */
    public Plan with(SyntheticWorld other, List<Long> otherDocuments, List<Long> otherPersons) {
        return new Plan(other, otherDocuments, otherPersons, warmup, step, steps, refinements);
    }

    /**
     * Without sizes that would take too long to make.
     *
     * @param kept worlds that were made before, which are measured however large they are
     */
    public Plan within(@Nullable Path kept) {
        return with(
                world,
                documents.stream()
                        .filter(size -> size <= MADE_IN_THE_RUN_MAX || kept != null && MadeWorld.isMade(ofDocuments(size), kept))
                        .toList(),
                persons.stream()
                        .filter(size -> size <= PERSONS_MADE_IN_THE_RUN_MAX || kept != null && MadeWorld.isMade(ofPersons(size), kept))
                        .toList());
    }

    /** The same with other times. */
    public Plan with(Duration otherWarmup, Duration otherStep) {
        return new Plan(world, documents, persons, otherWarmup, otherStep, steps, refinements);
    }

    /** A world with as many notices as fit its documents. */
    public static SyntheticWorld world(long documents, long persons) {
        return new SyntheticWorld(documents, persons, documents / DOCUMENTS_A_NOTICE, SEED);
    }

    /** The sizes of a sweep that ends at a given one; a handful of records tells nothing of growth. */
    public static List<Long> upTo(long largest) {
        return LongStream.of(largest / 100, largest / 10, largest)
                .filter(size -> size >= FEW || size == largest)
                .boxed()
                .toList();
    }

    SyntheticWorld ofDocuments(long count) {
        return new SyntheticWorld(count, 0, 0, SEED);
    }

    SyntheticWorld ofPersons(long count) {
        return new SyntheticWorld(FEW_DOCUMENTS, count, 0, SEED);
    }
}
