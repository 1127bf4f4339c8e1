package io.vigie.server.access;

import java.util.concurrent.TimeUnit;

/** So many a second in the long run, and some at once. Thread-safe. */
final class RateLimit {
    private final double perNano;
    private final double most;
    private double left;
    private long filledNanos;

    private RateLimit(double perSecond, double most) {
        this.perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
        this.most = most;
        this.left = most;
        this.filledNanos = Long.MIN_VALUE;
    }

    /** @param burst at once; 0 = those of one second, at least one */
    static RateLimit of(double perSecond, int burst) {
        return new RateLimit(perSecond, burst > 0 ? burst : Math.max(1, perSecond));
    }

    /**
     * Takes one.
     *
     * @param nowNanos by {@link System#nanoTime}
     * @return false when there is none left
     */
    synchronized boolean take(long nowNanos) {
        if (filledNanos != Long.MIN_VALUE) {
            left = Math.min(most, left + Math.max(0, nowNanos - filledNanos) * perNano);
        }
        filledNanos = Math.max(filledNanos, nowNanos);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    /** Gives back one that was taken for nothing. */
    synchronized void giveBack() {
        left = Math.min(most, left + 1);
    }
}
