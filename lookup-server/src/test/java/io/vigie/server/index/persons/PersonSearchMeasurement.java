package io.vigie.server.index.persons;

import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
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
 * <p>Arguments: persons, questions, folder for the segment (kept for the next run).
 */
final class PersonSearchMeasurement {
    private static final long SEED = 1;
    private static final int FIRST_FEW = 5;

    /** Processor time: other things run on the machine. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private PersonSearchMeasurement() {}

    public static void main(String[] args) throws IOException, Segment.UntrustedException {
        int persons = Integer.parseInt(args[0]);
        int questions = Integer.parseInt(args[1]);
        Path file = Path.of(args[2]).resolve("persons-" + persons + ".index");
        SyntheticWorld world = new SyntheticWorld(0, persons, 0, SEED);
        if (!Files.exists(file)) {
            build(world, file);
        }
        long start = System.nanoTime();
        Segment segment = Segment.open(file, SEED);
        System.out.printf(
                "%,d persons, %,d words, %.1f bytes a person, opened in %,d ms%n",
                segment.persons(), segment.tokens(), (double) segment.size() / segment.persons(), millis(start));
        run(world, segment, questions / 4, false);
        run(world, segment, questions, true);
    }

    private static void build(SyntheticWorld world, Path file) throws IOException {
        long start = System.nanoTime();
        long making = 0;
        try (SegmentBuilder builder = new SegmentBuilder(file.resolveSibling("scratch.names"))) {
            for (int i = 0; i < world.persons(); i++) {
                long before = System.nanoTime();
                Person person = world.person(i);
                making += System.nanoTime() - before;
                builder.add(i + 1, person);
            }
            System.out.printf("added in %,d ms (and %,d ms to make the persons)%n", millis(start) - making / 1_000_000, making / 1_000_000);
            start = System.nanoTime();
            builder.write(file, SEED);
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
        private long results;

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
            ask(label, person, wanted, segment, scratch, kinds, questions);
            if (label.equals("exact")) {
                ask("joined", joined(person), wanted, segment, scratch, kinds, questions);
                ask("split", split(person), wanted, segment, scratch, kinds, questions);
                if (person.getBirthDate().length() == 10) {
                    ask("year digit", yearDigit(person, i), wanted, segment, scratch, kinds, questions);
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
            Segment segment,
            SearchScratch scratch,
            Map<String, Kind> kinds,
            int max) {
        if (!person.getBirthDate().isEmpty()) {
            measure("with date: " + label, "with date: all", person, wanted, segment, scratch, kinds, max);
        }
        PersonQuestion undated = person.toBuilder().clearBirthDate().build();
        if (!label.equals("year digit")) {
            measure("without: " + label, "without: all", undated, wanted, segment, scratch, kinds, max);
        }
    }

    private static void measure(
            String label,
            String all,
            PersonQuestion person,
            int wanted,
            Segment segment,
            SearchScratch scratch,
            Map<String, Kind> kinds,
            int max) {
        long start = System.nanoTime();
        long startCpu = CPU.getCurrentThreadCpuTime();
        PersonQuery query = PersonQuery.of(person, 1, PersonQuery.OtherWords.NONE);
        SegmentSearch.search(java.util.List.of(segment), query, scratch, start + 1_000_000_000L);
        long nanos = CPU.getCurrentThreadCpuTime() - startCpu;
        for (String name : new String[] {label, all}) {
            Kind kind = kinds.computeIfAbsent(name, _ -> new Kind(4 * max));
            kind.nanos[kind.asked++] = nanos;
            kind.truncated += scratch.truncated() ? 1 : 0;
            kind.results += scratch.size();
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
                "%-24s %6d asked · p50 %7.0f p90 %7.0f p99 %7.0f max %7.0f µs · first %5.1f %% five %5.1f %% found %5.1f %%"
                        + " · truncated %4.1f %% · %.1f results%n",
                label,
                kind.asked,
                kind.micros(0.5),
                kind.micros(0.9),
                kind.micros(0.99),
                kind.micros(1),
                100.0 * kind.first / kind.asked,
                100.0 * kind.few / kind.asked,
                100.0 * kind.found / kind.asked,
                100.0 * kind.truncated / kind.asked,
                (double) kind.results / kind.asked);
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
