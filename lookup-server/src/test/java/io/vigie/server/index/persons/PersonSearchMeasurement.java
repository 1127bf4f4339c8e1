package io.vigie.server.index.persons;

import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.PersonScorer;
import io.vigie.server.match.PreparedQuery;
import io.vigie.server.match.Weights;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much processor time a search takes and how many of the persons meant are among its candidates, by how the name was changed, with
 * and without a date of birth: a segment of the synthetic world alone, without tables. Not a test.
 *
 * <p>Arguments: persons, questions, folder for the segment (kept for the next run), seed (1 when absent).
 */
final class PersonSearchMeasurement {
    private static final int FIRST_FEW = 5;

    /** Processor time: other things run on the machine. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final PersonScorer SCORER = new PersonScorer(Weights.STANDARD, NameGroups.none());

    private PersonSearchMeasurement() {}

    public static void main(String[] args) throws IOException, Segment.UntrustedException {
        int persons = Integer.parseInt(args[0]);
        int questions = Integer.parseInt(args[1]);
        long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
        Path file = Path.of(args[2]).resolve("persons-" + persons + "-" + seed + ".index");
        SyntheticWorld world = new SyntheticWorld(0, persons, 0, seed);
        if (!Files.exists(file)) {
            build(world, file, seed);
        }
        if (questions == 0) {
            return;
        }
        long start = System.nanoTime();
        Segment segment = Segment.open(file, seed);
        System.out.printf(
                "%,d persons, %,d words, %.1f bytes a person, opened in %,d ms%n",
                segment.persons(), segment.tokens(), (double) segment.size() / segment.persons(), millis(start));
        run(world, segment, questions / 4, false);
        run(world, segment, questions, true);
    }

    private static void build(SyntheticWorld world, Path file, long seed) throws IOException {
        long start = System.nanoTime();
        long making = 0;
        try (SegmentBuilder builder = new SegmentBuilder(PersonPart.OPEN, file.resolveSibling(file.getFileName() + ".names"))) {
            for (int i = 0; i < world.persons(); i++) {
                long before = System.nanoTime();
                Person person = world.person(i);
                making += System.nanoTime() - before;
                builder.add(i + 1, person);
            }
            System.out.printf("added in %,d ms (and %,d ms to make the persons)%n", millis(start) - making / 1_000_000, making / 1_000_000);
            start = System.nanoTime();
            builder.write(file, seed);
            System.out.printf("written in %,d ms; heap in use %,d MB%n", millis(start), usedMegabytes());
        }
    }

    private static long usedMegabytes() {
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** What became of the questions of one kind. */
    private static final class Kind {
        private final long[] nanos;
        private int asked;
        private int first;
        private int few;
        private int found;
        private int truncated;
        /** Of those meant whom the scorer would show, those who are no candidates. */
        private int lost;

        private int shown;
        /** Questions of which nobody would be shown, and nothing could be said to be known either. */
        private int partial;
        private long results;
        private final Map<Cut, Integer> cuts = new TreeMap<>();

        Kind(int max) {
            nanos = new long[max];
        }

        double micros(double share) {
            return nanos[(int) Math.min(asked - 1L, (long) (share * asked))] / 1000.0;
        }
    }

    private static void run(SyntheticWorld world, Segment segment, int questions, boolean print) {
        Map<String, Kind> kinds = new TreeMap<>();
        SearchScratch scratch = new SearchScratch(SearchLimits.DEFAULT);
        for (int i = 0; i < Math.min(questions, world.questionCount()); i++) {
            SyntheticQuestion question = world.question(i);
            PersonQuestion person = question.question().getPerson();
            boolean clear = question.truth().verdict() == Verdict.Code.NO_HIT;
            String label = clear ? "clear" : question.truth().variant();
            int wanted = clear ? 0 : number(question.truth().recordId());
            ask(label, person, wanted, world, segment, scratch, kinds, questions);
            if (label.equals("exact")) {
                ask("joined", joined(person), wanted, world, segment, scratch, kinds, questions);
                ask("split", split(person), wanted, world, segment, scratch, kinds, questions);
                if (person.getBirthDate().length() == 10) {
                    ask("year digit", yearDigit(person, i), wanted, world, segment, scratch, kinds, questions);
                }
            }
        }
        if (print) {
            kinds.forEach(PersonSearchMeasurement::print);
        }
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)) + 1;
    }

    private static void ask(
            String label,
            PersonQuestion person,
            int wanted,
            SyntheticWorld world,
            Segment segment,
            SearchScratch scratch,
            Map<String, Kind> kinds,
            int max) {
        if (!person.getBirthDate().isEmpty()) {
            measure("with date: " + label, "with date: all", person, wanted, world, segment, scratch, kinds, max);
        }
        PersonQuestion undated = person.toBuilder().clearBirthDate().build();
        if (!label.equals("year digit")) {
            measure("without: " + label, "without: all", undated, wanted, world, segment, scratch, kinds, max);
        }
    }

    private static void measure(
            String label,
            String all,
            PersonQuestion person,
            int wanted,
            SyntheticWorld world,
            Segment segment,
            SearchScratch scratch,
            Map<String, Kind> kinds,
            int max) {
        long start = System.nanoTime();
        long startCpu = CPU.getCurrentThreadCpuTime();
        PersonQuery query = PersonQuery.of(person, 0, NameGroups.none()::others);
        SegmentSearch.search(java.util.List.of(segment), query, Sight.ALL, Doubts.NONE, scratch, start + 1_000_000_000L);
        long nanos = CPU.getCurrentThreadCpuTime() - startCpu;
        PreparedQuery prepared = SCORER.prepare(person, 0, false);
        boolean any = false;
        for (int i = 0; i < scratch.size() && !any; i++) {
            any = isShown(prepared, world, scratch.number(i));
        }
        boolean wouldBeShown = wanted > 0 && isShown(prepared, world, wanted);
        boolean found = java.util.stream.IntStream.range(0, scratch.size()).anyMatch(i -> scratch.number(i) == wanted);
        for (String name : new String[] {label, all}) {
            Kind kind = kinds.computeIfAbsent(name, _ -> new Kind(4 * max));
            kind.nanos[kind.asked++] = nanos;
            kind.truncated += scratch.truncated() ? 1 : 0;
            kind.partial += scratch.truncated() && !any ? 1 : 0;
            kind.shown += wouldBeShown ? 1 : 0;
            kind.lost += wouldBeShown && !found ? 1 : 0;
            kind.results += scratch.size();
            scratch.cuts.forEach(cut -> kind.cuts.merge(cut, 1, Integer::sum));
            for (int i = 0; i < scratch.size(); i++) {
                if (scratch.number(i) == wanted) {
                    kind.found++;
                    kind.few += i < FIRST_FEW ? 1 : 0;
                    kind.first += i == 0 ? 1 : 0;
                }
            }
        }
    }

    private static void print(String label, Kind kind) {
        Arrays.sort(kind.nanos, 0, kind.asked);
        System.out.printf(
                "%-24s %6d asked · p50 %7.0f p90 %7.0f p99 %7.0f max %7.0f µs · first %4.1f %% five %5.1f %% found %4.1f %%"
                        + " · shown lost %5.2f %%"
                        + " · truncated %5.2f %% partial %5.2f %% · %.1f results %s%n",
                label,
                kind.asked,
                kind.micros(0.5),
                kind.micros(0.9),
                kind.micros(0.99),
                kind.micros(1),
                100.0 * kind.first / kind.asked,
                100.0 * kind.few / kind.asked,
                100.0 * kind.found / kind.asked,
                100.0 * kind.lost / Math.max(1, kind.shown),
                100.0 * kind.truncated / kind.asked,
                100.0 * kind.partial / kind.asked,
                (double) kind.results / kind.asked,
                kind.cuts);
    }

    private static boolean isShown(PreparedQuery query, SyntheticWorld world, int number) {
        return SCORER.score(query, world.person(number - 1), false).score() >= Weights.THRESHOLD;
    }

    private static PersonQuestion joined(PersonQuestion person) {
        Name name = person.getNames(0);
        Name joined = name.getGiven().contains(" ")
                ? name.toBuilder().setGiven(name.getGiven().replace(" ", "")).build()
                : Name.newBuilder().setFull(name.getGiven() + name.getSurname()).build();
        return person.toBuilder().setNames(0, joined).build();
    }

    private static PersonQuestion split(PersonQuestion person) {
        Name name = person.getNames(0);
        String surname = name.getSurname();
        int middle = surname.length() / 2;
        return person.toBuilder()
                .setNames(0, name.toBuilder().setSurname(surname.substring(0, middle) + ' ' + surname.substring(middle)))
                .build();
    }

    private static PersonQuestion yearDigit(PersonQuestion person, int i) {
        StringBuilder date = new StringBuilder(person.getBirthDate());
        int at = 2 + i % 2;
        date.setCharAt(at, (char) ('0' + (date.charAt(at) - '0' + 1 + i % 9) % 10));
        return person.toBuilder().setBirthDate(date.toString()).build();
    }
}
