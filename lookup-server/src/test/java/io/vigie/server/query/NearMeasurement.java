package io.vigie.server.query;

import io.vigie.mrz.MrzReader;
import io.vigie.mrz.MrzReading;
import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Question;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * How many honest travellers would be bothered if every number were searched near: clear numbers of the synthetic world,
 * each asked with its state as a passport, against its documents. Not a test; docs/decisions.md has command and figure.
 *
 * <p>Neighbours in the number's own cell (all but its last three digits alike) are as dense in any world; those in other
 * cells grow with the number of documents. So the rate at a hundred million is the first and the second, scaled.
 */
final class NearMeasurement {
    private static final long LARGE = 100_000_000;
    private static final int CELL_DIGITS = 3;

    private NearMeasurement() {}

    /** Documents, then clear travellers to ask for. */
    public static void main(String[] args) {
        long documents = Long.parseLong(args[0]);
        int travellers = Integer.parseInt(args[1]);
        SyntheticWorld world = new SyntheticWorld(documents, 0, 0, 1);
        long[] passports = passports(world);
        Count count = new Count();
        for (long i = 0; i < world.questionCount() && count.asked < travellers; i++) {
            SyntheticQuestion question = world.question(i);
            if (question.truth().verdict() == Verdict.Code.NO_HIT) {
                ask(question.question(), passports, count);
            }
        }
        double inCell = 1000.0 * count.inCell / count.asked;
        double elsewhere = 1000.0 * count.elsewhere / count.asked;
        System.out.printf(
                "%,d documents, %,d clear travellers: bothered per 1,000: %.2f in the same series, %.2f elsewhere%n"
                        + "at %,d documents: %.1f per 1,000%n",
                documents, count.asked, inCell, elsewhere, LARGE, inCell + elsewhere * LARGE / documents);
    }

    /** Hashes of all passports that name their state, sorted: a set of objects would not fit at a hundred million. */
    private static long[] passports(SyntheticWorld world) {
        long[] hashes = new long[Math.toIntExact(world.documents())];
        int count = 0;
        for (long i = 0; i < world.documents(); i++) {
            TravelDocument document = world.document(i);
            if (document.getTypeValue() / 10 == DocumentType.Code.PASSPORT_VALUE / 10 && !document.getIssuingState().isEmpty()) {
                hashes[count++] = hash(normal(document.getNumber()), document.getIssuingState());
            }
        }
        long[] passports = Arrays.copyOf(hashes, count);
        Arrays.parallelSort(passports);
        return passports;
    }

    private static final class Count {
        int asked;
        int inCell;
        int elsewhere;
    }

    private static void ask(Question question, long[] passports, Count count) {
        String number = question.getDocument().getNumber();
        String state = question.getDocument().getIssuingState();
        if (question.getMrzCount() > 0) {
            MrzReading zone = MrzReader.read(question.getMrzList(), LocalDate.of(2026, 1, 1));
            number = zone.documentNumber();
            state = zone.issuingState();
        }
        if (number == null || state == null || state.isEmpty() || number.isEmpty()) {
            return;
        }
        String asked = normal(number);
        boolean inCell = false;
        boolean elsewhere = false;
        for (String near : NearNumbers.of(asked)) {
            if (Arrays.binarySearch(passports, hash(near, state)) >= 0) {
                boolean same = near.regionMatches(0, asked, 0, asked.length() - CELL_DIGITS);
                inCell |= same;
                elsewhere |= !same;
            }
        }
        count.asked++;
        count.inCell += inCell ? 1 : 0;
        count.elsewhere += elsewhere && !inCell ? 1 : 0;
    }

    private static String normal(String number) {
        return new String(NumberKey.of(number), StandardCharsets.UTF_8);
    }

    /** Wide enough that no two numbers of a world meet. */
    private static long hash(String number, String state) {
        long hash = States.canonical(state).hashCode();
        for (int i = 0; i < number.length(); i++) {
            hash = (hash ^ number.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
