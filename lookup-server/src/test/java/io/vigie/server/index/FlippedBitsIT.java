package io.vigie.server.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.testing.ChildVm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults R3 and R4: torn meta pages and flipped bits. Nothing wrong is ever shown, and what hides a record is found by scrub
 * and verify. {@code -Dvigie.flips=10000} is the long form; the figures are in docs/operations.md.
 */
class FlippedBitsIT {
    private static final int TRIALS = Integer.getInteger("vigie.flips", 40);
    private static final long SEED = Long.getLong("vigie.flips.seed", 20261126);

    @TempDir
    Path path;

    /** How a trial ended. */
    private record Told(int trial, FlipTrial.Read read, long scrub, long verify) {}

    private final Map<FlipTrial.Read, Integer> counts = new EnumMap<>(FlipTrial.Read.class);
    private final Map<String, Integer> more = new TreeMap<>();
    private final List<Integer> ended = new ArrayList<>();

    @BeforeEach
    void base() throws IOException {
        FlipTrial.makeBase(path.resolve("base"));
    }

    @Test
    void aFlippedBitShowsNothingWrongAndIsFound() throws Exception {
        run(FlipTrial.Kind.BIT);
    }

    @Test
    void aTornMetaPageShowsNothingWrongAndIsFound() throws Exception {
        run(FlipTrial.Kind.META);
    }

    private void run(FlipTrial.Kind kind) throws Exception {
        int next = 0;
        while (next < TRIALS) {
            next = runChild(kind, next);
        }
        for (int trial : ended) {
            Process child = start(kind, trial, trial + 1, "verify");
            String line = lastLine(child);
            assertThat(line).as("verify of %s trial %d, which ended the process that read it", kind, trial)
                    .startsWith("trial " + trial + " - - ")
                    .doesNotEndWith(" 0");
        }
        System.out.println(kind + ", " + TRIALS + " trials, seed " + SEED + ": " + counts + ", process ended "
                + ended.size() + ", " + more);
    }

    /** Runs trials until the child ends, by itself or not; the next trial. */
    private int runChild(FlipTrial.Kind kind, int from) throws Exception {
        int next = from;
        Process child = start(kind, from, TRIALS);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("trial ")) {
                    String[] words = line.split(" ");
                    Told told = new Told(
                            Integer.parseInt(words[1]),
                            FlipTrial.Read.valueOf(words[2]),
                            Long.parseLong(words[3]),
                            Long.parseLong(words[4]));
                    judge(kind, told);
                    next = told.trial() + 1;
                }
            }
        }
        if (child.waitFor() != 0 && next < TRIALS) {
            ended.add(next++);
        }
        return next;
    }

    private void judge(FlipTrial.Kind kind, Told told) {
        String what = kind + " trial " + told + ", seed " + SEED;
        counts.merge(told.read(), 1, Integer::sum);
        assertThat(told.read()).as(what).isNotEqualTo(FlipTrial.Read.WRONG);
        assertThat(told.read()).as(what).isNotEqualTo(FlipTrial.Read.EARLIER);
        if (told.read() != FlipTrial.Read.RIGHT) {
            assertThat(told.verify()).as("verify finds %s", what).isPositive();
        }
        if (told.read() == FlipTrial.Read.ABSENT) {
            assertThat(told.scrub()).as("the scrub finds %s", what).isPositive();
        }
        if (told.read() == FlipTrial.Read.RIGHT && told.verify() > 0) {
            more.merge(told.scrub() > 0 ? "found by scrub and verify alone" : "found by verify alone", 1, Integer::sum);
        } else if (told.read() == FlipTrial.Read.RIGHT) {
            more.merge("without effect", 1, Integer::sum);
        }
    }

    private Process start(FlipTrial.Kind kind, int from, int to, String... further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                kind.name(),
                path.resolve("base").toString(),
                path.resolve("work").toString(),
                Long.toString(SEED),
                Integer.toString(from),
                Integer.toString(to)));
        arguments.addAll(List.of(further));
        return ChildVm.start(FlipTrial.class.getName(), arguments.toArray(String[]::new));
    }

    private static String lastLine(Process child) throws Exception {
        String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(out).isZero();
        List<String> lines = out.lines().filter(line -> line.startsWith("trial ")).toList();
        return lines.isEmpty() ? out : lines.getLast();
    }
}
