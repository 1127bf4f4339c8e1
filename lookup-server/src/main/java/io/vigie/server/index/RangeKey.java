package io.vigie.server.index;

import io.vigie.mrz.NumberKey;
import io.vigie.v1.TravelDocument;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of the table of ranges: all that says whether a range holds a number, so that its record is read for a hit alone.
 *
 * <pre>
 *  +------------------+------+----------------+------+----------+--------+-----------+
 *  | first number key | 0x00 | last digits    | 0x00 | state    | type   | tie-break |
 *  | 1 to 64 bytes    |      | 0 to 64 digits |      | 3 bytes  | 1 byte | 4 bytes   |
 *  +------------------+------+----------------+------+----------+--------+-----------+
 *  last digits: those in which the last number differs from the first, from the first such digit on
 *  state, type, tie-break: as in {@link DocumentKey}
 * </pre>
 */
final class RangeKey {
    /** Numbers that one range may cover. */
    static final long NUMBERS_MAX = 100_000_000;

    private static final int NUMBER_SIZE_MAX = 64;

    private RangeKey() {}

    static boolean isRange(TravelDocument document) {
        return !document.getNumberEnd().isEmpty();
    }

    /** Key of a checked range, with the tie-break that its id gives. */
    static byte[] of(TravelDocument range) {
        byte[] first = NumberKey.of(range.getNumber());
        byte[] last = NumberKey.of(range.getNumberEnd());
        int common = commonSize(first, last);
        byte[] head = Arrays.copyOf(first, first.length + 1 + last.length - common);
        System.arraycopy(last, common, head, first.length + 1, last.length - common);
        return DocumentKey.withTail(head, range);
    }

    /** Why the two numbers are no range, or null when they are. */
    static @Nullable String fault(byte[] first, byte[] last) {
        if (first.length > NUMBER_SIZE_MAX) {
            return first.length + " bytes (expected: <= " + NUMBER_SIZE_MAX + " in a range)";
        }
        if (first.length != last.length) {
            return last.length + " letters and digits (expected: as many as number, " + first.length + ")";
        }
        int common = commonSize(first, last);
        int running = runningStart(first);
        if (running == first.length || runningStart(last) == last.length) {
            return "no running number (expected: digits at the end)";
        }
        if (common < Math.max(running, runningStart(last))) {
            return "another prefix than number's (expected: only the digits at the end differ)";
        }
        if (Arrays.compareUnsigned(first, last) > 0) {
            return "before number (expected: number or after it)";
        }
        return isTooLarge(first, last, common)
                ? "more than " + NUMBERS_MAX + " numbers (expected: fewer; enter several ranges)"
                : null;
    }

    /** How many bytes two keys begin with alike. */
    static int commonSize(byte[] first, byte[] last) {
        int mismatch = Arrays.mismatch(first, last);
        return mismatch < 0 ? first.length : mismatch;
    }

    private static int runningStart(byte[] number) {
        int at = number.length;
        while (at > 0 && isDigit(number[at - 1])) {
            at--;
        }
        return at;
    }

    private static boolean isTooLarge(byte[] first, byte[] last, int common) {
        if (common == first.length) {
            return false;
        }
        BigInteger more = running(last, common).subtract(running(first, common));
        return more.compareTo(BigInteger.valueOf(NUMBERS_MAX)) >= 0;
    }

    private static BigInteger running(byte[] number, int from) {
        return new BigInteger(new String(number, from, number.length - from, StandardCharsets.US_ASCII));
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
