package io.vigie.bench.micro;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.server.index.PersonIndex;
import io.vigie.server.index.persons.PersonQuery;
import io.vigie.server.index.persons.SearchLimits;
import io.vigie.server.index.persons.SearchScratch;
import io.vigie.server.index.persons.Sight;
import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticTraveller;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.match.NameRarity;
import io.vigie.server.match.NameReader;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.v1.PersonQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does it take one thread to find the candidates for a name, reading of the question included?
 *
 * <p>Command: {@code ./vigie bench micro PersonSearch}; {@code --persons 100000,1000000,10000000} for growth.
 *
 * <p>Decides: the bounds of a search ({@link SearchLimits}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class PersonSearchBenchmark {
    private static final long SEED = 1;
    private static final int QUESTIONS_MAX = 4_096;

    /** Questions of names that are called common, or rare. */
    private static final int SHARE = 64;
    private static final long DEADLINE_NANOS = 1_000_000_000;

    /** 10_000_000 takes minutes to build, once. */
    @Param("1000000")
    public int persons;

    /** Of somebody listed, as recorded or with one letter inserted, deleted or replaced; or of nobody who is listed. */
    @Param({"exact", "oneEdit", "common", "rare", "nobody"})
    public String name = "exact";

    @Param({"true", "false"})
    public boolean birthDate;

    private final SearchScratch scratch = new SearchScratch(SearchLimits.DEFAULT);
    private @Nullable DataFolder folder;
    private @Nullable ReadView view;
    private List<PersonQuestion> questions = List.of();
    private int at;

    @Setup
    public void open() throws IOException {
        SyntheticWorld world = new SyntheticWorld(0, persons, 0, SEED);
        folder = KeptFolders.persons(world);
        PersonIndex.open(folder);
        view = folder.newView();
        questions = switch (name) {
            case "common" -> byRarity(world).subList(0, SHARE);
            case "rare" -> byRarity(world).reversed().subList(0, SHARE);
            case "nobody" -> LongStream.range(0, QUESTIONS_MAX)
                    .mapToObj(i -> dated(SyntheticTraveller.clear(SEED + 1, i).passport()))
                    .toList();
            case "oneEdit" -> listed(world, "f");
            default -> listed(world, "exact");
        };
    }

    private List<PersonQuestion> listed(SyntheticWorld world, String variant) {
        List<PersonQuestion> listed = new ArrayList<>();
        for (long i = 0; i < world.questionCount() && listed.size() < QUESTIONS_MAX; i++) {
            SyntheticQuestion question = world.question(i);
            PersonQuestion person = question.question().getPerson();
            if (question.truth().variant().equals(variant)
                    && !question.truth().recordId().isEmpty()
                    && !person.getBirthDate().isEmpty()) {
                listed.add(dated(person));
            }
        }
        return listed;
    }

    /** Common ones first. */
    private List<PersonQuestion> byRarity(SyntheticWorld world) {
        return listed(world, "exact").stream()
                .sorted(Comparator.comparingDouble(PersonSearchBenchmark::rarity))
                .toList();
    }

    private static double rarity(PersonQuestion person) {
        return NameReader.read(person.getNames(0)).tokens().stream()
                .mapToDouble(token -> NameRarity.of(token.text()))
                .average()
                .orElse(0);
    }

    private PersonQuestion dated(PersonQuestion person) {
        return birthDate ? person : person.toBuilder().clearBirthDate().build();
    }

    @TearDown
    public void close() {
        if (view != null) {
            view.close();
        }
        if (folder != null) {
            folder.close();
        }
    }

    @Benchmark
    public int candidates() {
        if (view == null) {
            throw new IllegalStateException("view: absent (expected: after open)");
        }
        view.begin();
        at = at + 1 == questions.size() ? 0 : at + 1;
        PersonQuery query = PersonQuery.of(questions.get(at), 1, PersonQuery.OtherWords.NONE);
        PersonIndex.search(view, query, Sight.ALL, scratch, System.nanoTime() + DEADLINE_NANOS);
        view.end();
        return scratch.size();
    }
}
