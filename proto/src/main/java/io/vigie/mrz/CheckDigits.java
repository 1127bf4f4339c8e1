package io.vigie.mrz;

/** Check digits: weights 7, 3, 1 repeated, sum modulo 10 (Doc 9303-3, 4.9). */
public final class CheckDigits {

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

    /** True when the character at {@code digit} is the check digit of what stands between. */
    static boolean holds(char[] text, int from, int digit) {
        return of(text, from, digit) == text[digit] - '0';
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
        int first = weight(phase);
        int second = weight(phase + 1);
        int third = weight(phase + 2);
        int sum = 0;
        int i = from;
        for (; i + 2 < to; i += 3) {
            sum += MrzChars.value(text[i]) * first + MrzChars.value(text[i + 1]) * second
                    + MrzChars.value(text[i + 2]) * third;
        }
        if (i < to) {
            sum += MrzChars.value(text[i]) * first;
        }
        return i + 1 < to ? sum + MrzChars.value(text[i + 1]) * second : sum;
    }

    static int weight(int position) {
        return switch (position % 3) {
            case 0 -> 7;
            case 1 -> 3;
            default -> 1;
        };
    }
}
