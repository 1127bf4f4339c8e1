package io.vigie.server.ingest.synthetic;

/**
 * The document numbers of a world: which number a record bears, and numbers that no record bears.
 *
 * @param seed of the world
 */
record NumberSpace(long seed) {
    /*
     * How a clear number is clear. Take any number without its last digit: of the ten numbers that begin so, exactly
     * one is never recorded, and which one is a keyed hash of the other characters. Records draw from the other nine,
     * clear questions take the one. The rule looks at the characters alone, not at state, shape or type, so a clear
     * number is clear under every state, without a state, and for every size of the world. It cannot be told from a
     * recorded number without the seed: same shapes, same cells, neighbours of recorded numbers on both sides.
     *
     * Rejected: halves by parity of the digits (swapping two neighbours keeps the parity, so a clear number would never
     * be one exchange away from a record, and near misses could not be measured); halves by range (clear travellers
     * would never bear numbers of a series in which documents were stolen).
     *
     * How numbers lie. A state's documents come in blocks of 64; each block has a cell of a thousand numbers to itself,
     * found by a permutation of all cells of the shape. That is about the share of the passports of the world that is
     * recorded as stolen or lost. In a sparse block the 64 are strewn over the cell; in a dense one, a quarter of all,
     * they follow each other without a gap (but for the clear ones): a batch that was stolen together. The numbers of a
     * state are therefore unique; two states of one shape may share a number, as in life.
     *
     * Room for ranges of stolen blanks: a cell of which no block is in use, taken from the far end of the permutation.
     */

    private static final int BLOCK_SIZE = 64;
    private static final int CELL_TENS = 100;
    private static final int RECORDED_OF_TEN = 9;
    private static final int RECORDED_OF_CELL = CELL_TENS * RECORDED_OF_TEN;
    private static final int DENSE_ONE_IN = 4;

    /** Prime, and greater than the cells of any shape: multiplying by it permutes them. */
    private static final long SPREAD = 2_147_483_647L;

    /** Largest count of documents of one state for which numbers do not repeat. */
    static long capacity(IssuingState state) {
        long cells = Long.MAX_VALUE;
        for (NumberShape shape : state.shapes()) {
            cells = Math.min(cells, shape.cells());
        }
        return cells * state.shapes().size() * BLOCK_SIZE;
    }

    /** The number of a state's document, in its normalised form; {@code ordinal} counts the documents of the state. */
    String recorded(IssuingState state, long ordinal) {
        long block = ordinal / BLOCK_SIZE;
        int position = positionInCell(state, block, (int) (ordinal % BLOCK_SIZE));
        char[] number = cell(state, block);
        writeTens(number, position / RECORDED_OF_TEN);
        int digit = position % RECORDED_OF_TEN;
        number[number.length - 1] = (char) ('0' + (digit < clearDigit(number) ? digit : digit + 1));
        return new String(number);
    }

    /** A number that no record bears, in the cell in which the state's document of that ordinal lies. */
    String clear(IssuingState state, long ordinal, Dice dice) {
        char[] number = cell(state, ordinal / BLOCK_SIZE);
        writeTens(number, dice.below(CELL_TENS));
        number[number.length - 1] = (char) ('0' + clearDigit(number));
        return new String(number);
    }

    /** True when no record of the world may bear the number. */
    boolean isClear(String number) {
        char[] characters = number.toCharArray();
        return characters[characters.length - 1] == '0' + clearDigit(characters);
    }

    private char[] cell(IssuingState state, long block) {
        int shapes = state.shapes().size();
        NumberShape shape = state.shapes().get((int) (block % shapes));
        long cells = state.cells((int) (block % shapes));
        long start = Dice.below(hash(state, -1), cells);
        char[] number = new char[shape.length()];
        shape.writeCell((block / shapes % cells * SPREAD + start) % cells, number);
        return number;
    }

    private int positionInCell(IssuingState state, long block, int index) {
        Dice dice = Dice.of(hash(state, block), Dice.Stream.NUMBER, 0);
        if (dice.below(DENSE_ONE_IN) == 0) {
            return dice.below(RECORDED_OF_CELL - BLOCK_SIZE + 1) + index;
        }
        int step = 30 * dice.below(RECORDED_OF_CELL / 30) + 7; // shares no factor with 900
        return (dice.below(RECORDED_OF_CELL) + step * index) % RECORDED_OF_CELL;
    }

    private long hash(IssuingState state, long block) {
        return Dice.hash(seed + state.position() * 1_000_003L, Dice.Stream.NUMBER, block);
    }

    private int clearDigit(char[] number) {
        long hash = seed;
        for (int i = 0; i < number.length - 1; i++) {
            hash = (hash ^ number[i]) * 0x100000001B3L;
        }
        return (int) Dice.below(Dice.hash(seed, Dice.Stream.CLEAR_DIGIT, hash), 10);
    }

    private static void writeTens(char[] number, int tens) {
        number[number.length - 3] = (char) ('0' + tens / 10);
        number[number.length - 2] = (char) ('0' + tens % 10);
    }
}
