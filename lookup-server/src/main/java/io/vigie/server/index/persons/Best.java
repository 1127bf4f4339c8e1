package io.vigie.server.index.persons;

/**
 * The best persons so far, each once, best first, of equals the lesser number first, whatever the order in which they came;
 * and the best that had no room. Reused; one thread.
 */
final class Best {
    private final int[] numbers;
    private final float[] scores;
    private int size;
    private float left;

    Best(int resultsMax) {
        numbers = new int[resultsMax];
        scores = new float[resultsMax];
    }

    void clear() {
        size = 0;
        left = 0;
    }

    int size() {
        return size;
    }

    int number(int index) {
        return numbers[index];
    }

    float score(int index) {
        return scores[index];
    }

    /** 0 when there is nobody. */
    float first() {
        return size == 0 ? 0 : scores[0];
    }

    /** Score below which nobody gets in; 0 while there is room. */
    float last() {
        return size < numbers.length ? 0 : scores[size - 1];
    }

    /** Score of the best that was left out for want of room. */
    float left() {
        return left;
    }

    void offer(int number, float score) {
        if (size == numbers.length && score <= left && !isBefore(number, score, size - 1)) {
            return;
        }
        int at = indexOf(number);
        if (at < size && scores[at] >= score) {
            return;
        }
        if (at == size) {
            if (size < numbers.length) {
                size++;
            } else if (isBefore(number, score, size - 1)) {
                at = size - 1;
                left = Math.max(left, scores[at]);
            } else {
                left = Math.max(left, score);
                return;
            }
        }
        for (; at > 0 && isBefore(number, score, at - 1); at--) {
            numbers[at] = numbers[at - 1];
            scores[at] = scores[at - 1];
        }
        numbers[at] = number;
        scores[at] = score;
    }

    private boolean isBefore(int number, float score, int index) {
        return score > scores[index] || score == scores[index] && number < numbers[index];
    }

    private int indexOf(int number) {
        int at = 0;
        while (at < size && numbers[at] != number) {
            at++;
        }
        return at;
    }
}
