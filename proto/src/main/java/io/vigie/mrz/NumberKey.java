package io.vigie.mrz;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Document numbers as they are compared: upper case, letters and digits only, digits of any script as 0 to 9. Numbers
 * as a zone holds them (fillers) and as people write them (spaces, hyphens, dots, slashes) meet in one form.
 */
public final class NumberKey {
    /** Longest number taken, in characters before normalisation. */
    public static final int NUMBER_LENGTH_MAX = 64;

    /** Longest key; what is longer (single characters that fall apart into many) is no number of a document. */
    public static final int KEY_SIZE_MAX = 256;

    /** What an ASCII character is in a key; -1 = left out, as between the parts of a number; 0 = left out too, but not plain. */
    private static final byte[] ASCII = new byte[128];

    static {
        for (int c = '0'; c <= '9'; c++) {
            ASCII[c] = (byte) c;
        }
        for (int c = 'A'; c <= 'Z'; c++) {
            ASCII[c] = (byte) c;
            ASCII[c + 32] = (byte) c;
        }
        for (char c : " -./<".toCharArray()) {
            ASCII[c] = -1;
        }
    }

    private NumberKey() {}

    /**
     * Normalises a number.
     *
     * @return UTF-8 bytes without zero bytes; empty when the number holds no letter and no digit
     */
    public static byte[] of(String number) {
        byte[] key = new byte[number.length()];
        int size = 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= ASCII.length) {
                return ofAnyScript(number);
            }
            if (ASCII[c] > 0) {
                key[size++] = ASCII[c];
            }
        }
        return size == key.length ? key : Arrays.copyOf(key, size);
    }

    /**
     * As {@link #of}, of a number written in ASCII with nothing in it that needs a closer look.
     *
     * @param key long enough for {@code size} bytes
     * @return size of the key; -1 when the number holds anything but letters, digits and what people put between them
     */
    public static int ofPlain(byte[] text, int from, int size, byte[] key) {
        int keySize = 0;
        for (int i = from; i < from + size; i++) {
            byte plain = text[i] < 0 ? 0 : ASCII[text[i]];
            if (plain > 0) {
                key[keySize++] = plain;
            } else if (plain == 0) {
                return -1;
            }
        }
        return keySize;
    }

    private static byte[] ofAnyScript(String number) {
        StringBuilder known = new StringBuilder();
        // Signs such as the numero sign would fall apart into letters that nobody wrote.
        number.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK)
                .forEach(known::appendCodePoint);
        StringBuilder key = new StringBuilder();
        Normalizer.normalize(known, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> key.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return key.toString().getBytes(StandardCharsets.UTF_8);
    }
}
