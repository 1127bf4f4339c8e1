package io.vigie.server.feed;

import io.vigie.v1.Changes;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Frames of changes that wait to be applied, so many bytes at most: who brings more waits, and so does the connection
 * behind it. Thread-safe. Closing lets those go who wait.
 */
final class ArrivedChanges implements AutoCloseable {
    private final int bytesMax;
    private final Semaphore room;
    private final BlockingQueue<Changes> waiting = new LinkedBlockingQueue<>();

    /**
     * @param bytesMax of all that wait; one larger frame is taken alone
     */
    ArrivedChanges(int bytesMax) {
        this.bytesMax = bytesMax;
        this.room = new Semaphore(bytesMax);
    }

    void add(Changes changes) {
        room.acquireUninterruptibly(sizeOf(changes));
        waiting.add(changes);
    }

    /** The next; null when none has come in that time. */
    @Nullable Changes poll(long millis) throws InterruptedException {
        Changes next = waiting.poll(millis, TimeUnit.MILLISECONDS);
        if (next != null) {
            room.release(sizeOf(next));
        }
        return next;
    }

    private int sizeOf(Changes changes) {
        return Math.min(changes.getSerializedSize(), bytesMax);
    }

    @Override
    public void close() {
        room.release(Integer.MAX_VALUE - bytesMax);
    }
}
