package io.vigie.server.store;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.function.IntBinaryOperator;

/**
 * Sorts numbers that stand for something else, such as places in a buffer: stable, by merging halves, on all cores, in {@linkplain Background
 * background threads}. What is in order already costs one comparison a number.
 *
 * <p>The JDK sorts objects by an order of the caller's, and numbers by their size alone; millions of objects would be copied by the collector while a
 * server answers.
 */
public final class IntSort {
    private static final int INSERTED_MAX = 24;
    private static final int BY_ONE_MAX = 1 << 13;

    private static final ForkJoinPool POOL = new ForkJoinPool(
            Runtime.getRuntime().availableProcessors(), SorterThread::new, null, false);

    private static final class SorterThread extends ForkJoinWorkerThread {
        SorterThread(ForkJoinPool pool) {
            super(pool);
            setName("vigie-sorter-" + getPoolIndex());
        }

        @Override
        protected void onStart() {
            Background.enter();
        }
    }

    private IntSort() {}

    /**
     * Sorts the first {@code count} numbers and returns when that is done.
     *
     * @param order below 0 when the first of two comes first; called by several threads at a time
     */
    public static void sort(int[] numbers, int count, IntBinaryOperator order) {
        POOL.invoke(new Stretch(numbers, new int[count], order, 0, count));
    }

    /** One stretch of the numbers. */
    private static final class Stretch extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        private final transient int[] numbers;
        /** As long, of which the same stretch is this one's alone. */
        private final transient int[] spare;

        private final transient IntBinaryOperator order;
        private final int from;
        private final int to;

        Stretch(int[] numbers, int[] spare, IntBinaryOperator order, int from, int to) {
            this.numbers = numbers;
            this.spare = spare;
            this.order = order;
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (to - from <= INSERTED_MAX) {
                insert();
                return;
            }
            int middle = (from + to) >>> 1;
            Stretch left = new Stretch(numbers, spare, order, from, middle);
            Stretch right = new Stretch(numbers, spare, order, middle, to);
            if (to - from > BY_ONE_MAX) {
                invokeAll(left, right);
            } else {
                left.compute();
                right.compute();
            }
            if (order.applyAsInt(numbers[middle - 1], numbers[middle]) > 0) {
                merge(middle);
            }
        }

        private void insert() {
            for (int i = from + 1; i < to; i++) {
                int number = numbers[i];
                int at = i;
                for (; at > from && order.applyAsInt(numbers[at - 1], number) > 0; at--) {
                    numbers[at] = numbers[at - 1];
                }
                numbers[at] = number;
            }
        }

        private void merge(int middle) {
            System.arraycopy(numbers, from, spare, from, middle - from);
            int left = from;
            int right = middle;
            for (int at = from; left < middle; at++) {
                numbers[at] = right < to && order.applyAsInt(spare[left], numbers[right]) > 0 ? numbers[right++] : spare[left++];
            }
        }
    }
}
