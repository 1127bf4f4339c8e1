package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.v1.Answer;
import io.vigie.v1.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for questions that take longer than an event loop may stand still: those that ask for persons. Each question
 * sees one moment and is recorded on its own before its answer is told. Thread-safe; closing answers what is queued.
 */
public final class QuestionWorkers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuestionWorkers.class);

    /** What is beyond is asked elsewhere. */
    private static final int QUEUE_MAX = 1024;

    private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    /** Told, on some other thread, what became of a question. */
    public interface Completion {
        /**
         * @param answer may leave only when it is recorded
         */
        void answered(Answer answer, boolean recorded);
    }

    /**
     * A question on its way.
     *
     * @param payload of its frame
     * @param arrivedNanos when the frame was received, by {@link System#nanoTime}
     * @param budgetMicros time that the asker has left, 0 = not said
     */
    public record Work(
            Caller caller,
            Question question,
            byte[] payload,
            long arrivedNanos,
            int budgetMicros,
            Completion completion) {}

    QuestionWorkers(QueryService service, int count) {
        for (int i = 1; i <= count; i++) {
            Burst burst = service.newWorkersBurst();
            Thread thread = Thread.ofPlatform().name("vigie-worker-" + i).unstarted(() -> run(burst));
            threads.add(thread);
            thread.start();
        }
    }

    /** Queues a question; false when there is no room, and nobody will be told of it. */
    public boolean submit(Work work) {
        return !closing && queue.offer(work);
    }

    /** Questions that wait for a thread. */
    public int queued() {
        return queue.size();
    }

    private void run(Burst burst) {
        while (true) {
            try {
                Work work = queue.poll();
                if (work == null && closing) {
                    return;
                }
                answer(burst, work == null ? queue.take() : work);
            } catch (InterruptedException e) {
                // Only closing interrupts; what is queued is still answered.
            } catch (RuntimeException | Error e) {
                LOG.error("a question failed inside the server", e);
            }
        }
    }

    /** A question that fails, with whatever, is told as not recorded: its asker and its permit wait for that. */
    private static void answer(Burst burst, Work work) {
        boolean handedOver = false;
        try {
            Answer answer = burst.ask(
                    work.caller(), work.question(), work.payload(), work.arrivedNanos(), work.budgetMicros());
            burst.end(recorded -> work.completion().answered(answer, recorded));
            handedOver = true;
        } finally {
            if (!handedOver) {
                burst.end(_ -> {});
                work.completion().answered(Answer.getDefaultInstance(), false);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
