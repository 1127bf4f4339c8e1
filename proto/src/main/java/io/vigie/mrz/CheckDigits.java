package io.vigie.mrz;

/** Check digits: weights 7, 3, 1 repeated, sum modulo 10 (Doc 9303-3, 4.9). */
public final class CheckDigits {

    private static final int[] WEIGHTS = weights();

    private CheckDigits() {}

    /** The check digit of a text, 0 to 9; -1 when it holds a character that no zone may hold. */
    public static int of(CharSequence text) {
        long sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += (long) MrzChars.value(text.charAt(i)) * weight(i);
        }
        return sum < 0 ? -1 : (int) (sum % 10);
    }

    /** True when the digit is that of the text. */
    public static boolean holds(CharSequence text, char digit) {
        return MrzChars.isDigit(digit) && of(text) == digit - '0';
    }

    static int of(char[] text, int from, int to) {
        int sum = sum(text, from, to, 0);
        return sum < 0 ? -1 : sum % 10;
    }

    /**
     * The weighted sum of a part of a zone, negative when it holds a character that no zone may hold.
     *
     * @param phase how many characters the digit covers before this part
     */
    static int sum(char[] text, int from, int to, int phase) {
        int sum = 0;
        for (int i = from, p = phase; i < to; i++, p++) {
            sum += MrzChars.value(text[i]) * WEIGHTS[p];
        }
        return sum;
    }

    static int weight(int position) {
        return switch (position % 3) {
            case 0 -> 7;
            case 1 -> 3;
            default -> 1;
        };
    }

    private static int[] weights() {
        int[] weights = new int[128];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(i);
        }
        return weights;
    }
}
