package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.v1.Answer;
import io.vigie.v1.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for questions that take longer than an event loop may stand still: those that ask for persons, and manifests,
 * a few travellers at a time. Each question sees one moment and is recorded before its answer is told. Thread-safe;
 * closing answers what is queued.
 */
public final class QuestionWorkers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuestionWorkers.class);

    /** Questions beyond are asked elsewhere. */
    private static final int QUESTIONS_MAX = 1024;

    /** In order of arrival; turns of manifests come on top of the questions, bounded by whoever admits manifests. */
    private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();

    private final AtomicInteger questions = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    /** What a worker does in one go. */
    private sealed interface Task {}

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
            Completion completion)
            implements Task {}

    private record Probe(Question question, CompletableFuture<Answer> answer) implements Task {}

    private record Turn(ManifestRun run, ManifestRun.Slice slice) implements Task {}

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
        if (closing) {
            return false;
        }
        if (questions.incrementAndGet() > QUESTIONS_MAX) {
            questions.decrementAndGet();
            return false;
        }
        return queue.add(work);
    }

    /**
     * Has a worker answer the server's own question, as {@link Burst#probe}.
     *
     * @return null when this is closing
     * @throws IllegalStateException when no answer comes
     */
    @Nullable Answer probe(Question question) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        if (closing || !queue.add(new Probe(question, answer))) {
            return null;
        }
        try {
            return answer.get(Canary.ANSWER_TIME_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("workers: no answer within " + Canary.ANSWER_TIME_MAX.toSeconds() + " s", e);
        }
    }

    /** Queues one turn of a manifest; false when this is closing, and the slice will not be told of anything. */
    public boolean submit(ManifestRun run, ManifestRun.Slice slice) {
        return !closing && queue.add(new Turn(run, slice));
    }

    /** Questions and turns of manifests that wait for a thread. */
    public int queued() {
        return queue.size();
    }

    /** Threads. */
    public int count() {
        return threads.size();
    }

    private void run(Burst burst) {
        while (true) {
            try {
                Task task = queue.poll();
                if (task == null && closing) {
                    return;
                }
                run(burst, task == null ? queue.take() : task);
            } catch (InterruptedException e) {
                // Only closing interrupts; what is queued is still answered.
            } catch (RuntimeException | Error e) {
                LOG.error("a question failed inside the server", e);
            }
        }
    }

    private void run(Burst burst, Task task) {
        switch (task) {
            case Work work -> {
                questions.decrementAndGet();
                answer(burst, work);
            }
            case Turn turn -> answer(burst, turn);
            case Probe probe -> probe.answer().complete(burst.probe(probe.question()));
        }
    }

    /** As for a question, for all travellers that were begun. */
    private static void answer(Burst burst, Turn turn) {
        boolean handedOver = false;
        try {
            turn.run().answer(burst, turn.slice());
            burst.end(turn.slice()::end);
            handedOver = true;
        } finally {
            if (!handedOver) {
                burst.end(_ -> {});
                turn.slice().end(false);
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
