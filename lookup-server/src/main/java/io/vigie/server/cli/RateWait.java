package io.vigie.server.cli;

import io.vigie.client.LookupException;
import io.vigie.v1.Error;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits, for some time, until the rate of the caller's profile allows a request. What it refused may have been done by an attempt
 * before whose reply was lost, so it must be one that can be repeated.
 */
final class RateWait {
    private static final long FIRST_MILLIS = 250;
    private static final long LONGEST_MILLIS = 5_000;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private RateWait() {}

    static <T> T ask(Supplier<T> request) {
        long begun = System.nanoTime();
        long millis = FIRST_MILLIS;
        while (true) {
            try {
                return request.get();
            } catch (LookupException e) {
                if (e.code() != Error.Code.Value.RATE_EXCEEDED
                        || System.nanoTime() - begun >= PATIENCE_NANOS
                        || !waited(millis)) {
                    throw e;
                }
            }
            millis = Math.min(2 * millis, LONGEST_MILLIS);
        }
    }

    private static boolean waited(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
