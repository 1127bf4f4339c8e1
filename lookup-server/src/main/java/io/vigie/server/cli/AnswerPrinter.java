package io.vigie.server.cli;

import io.vigie.server.ingest.Json;
import io.vigie.v1.Answer;
import java.io.PrintWriter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Prints answers in the order of their questions, from a thread of its own: an answer is printed once those before it
 * are, even while the next question is waited for. Used by one other thread; close it, which prints what is left.
 */
final class AnswerPrinter implements AutoCloseable {
    private static final CompletableFuture<Answer> END = new CompletableFuture<>();

    private final PrintWriter out;
    private final Semaphore places;
    private final BlockingQueue<CompletableFuture<Answer>> inFlight = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("vigie-printer").daemon().unstarted(this::run);
    private @Nullable RuntimeException bug;
    private boolean invalid;
    private boolean failed;

    /**
     * @param out only this object writes to it until it is closed
     * @param inFlightMax answers awaited or not yet printed
     */
    AnswerPrinter(PrintWriter out, int inFlightMax) {
        this.out = out;
        this.places = new Semaphore(inFlightMax);
        thread.start();
    }

    /** Waits until one more question may be asked; its answer must follow. */
    void awaitPlace() throws InterruptedException {
        places.acquire();
    }

    void add(CompletableFuture<Answer> answer) {
        inFlight.add(answer);
    }

    /** Prints what is left and waits for it. */
    @Override
    public void close() {
        inFlight.add(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (bug != null) {
            throw bug;
        }
    }

    /** Of everything printed; to be asked after {@link #close}. */
    int exitCode() {
        return invalid ? ExitCode.INVALID : failed ? ExitCode.FAILED : ExitCode.ANSWERED;
    }

    private void run() {
        try {
            for (CompletableFuture<Answer> next = inFlight.take(); !next.equals(END); next = inFlight.take()) {
                if (bug == null) {
                    printOrNoteBug(next);
                }
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.flush();
    }

    /** After a bug nothing more is printed, but the queue still empties, or whoever fills it would wait for ever. */
    private void printOrNoteBug(CompletableFuture<Answer> next) {
        try {
            print(next.join());
            CompletableFuture<Answer> after = inFlight.peek();
            if (after == null || !after.isDone()) {
                out.flush();
            }
        } catch (RuntimeException e) {
            bug = e;
        }
    }

    private void print(Answer answer) {
        switch (answer.getVerdict()) {
            case INVALID -> invalid = true;
            case REFUSED, UNAVAILABLE, UNSPECIFIED, UNRECOGNIZED -> failed = true;
            case NO_HIT, HIT, POSSIBLE, PARTIAL -> {}
        }
        out.println(Json.print(answer));
    }
}
