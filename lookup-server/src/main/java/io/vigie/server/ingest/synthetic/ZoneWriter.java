package io.vigie.server.ingest.synthetic;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes the two lines of a TD3 zone (Doc 9303-4). Stands here until the reader's package has a writer. */
final class ZoneWriter {
    private static final int LINE_LENGTH = 44;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    /** Letters that do not fall apart into a basic letter and a mark (Doc 9303-3, section 6, table A). */
    private static final String[][] LETTERS = {
        {"Ä", "AE"}, {"Ö", "OE"}, {"Ü", "UE"}, {"ß", "SS"}, {"Å", "AA"}, {"Æ", "AE"}, {"Ø", "OE"}, {"Œ", "OE"},
        {"Ł", "L"}, {"Đ", "D"}, {"Ð", "D"}, {"Þ", "TH"}, {"İ", "I"}, {"ı", "I"}, {"Ə", "E"},
    };

    /** What stands in a zone besides its digits. */
    record Holder(String surname, String given, String nationality, LocalDate birth, char sex, LocalDate expiry) {}

    private ZoneWriter() {}

    /**
     * The lines of a passport.
     *
     * @param state as printed, one to three letters
     * @param number normalised, up to nine characters
     */
    static List<String> passport(String state, String number, Holder holder) {
        String names = name(holder.surname) + "<<" + name(holder.given);
        String numberField = filled(number, 9);
        String birth = DATE.format(holder.birth);
        String expiry = DATE.format(holder.expiry);
        String optional = filled("", 14);
        String checked = numberField + digit(numberField) + birth + digit(birth) + expiry + digit(expiry) + optional
                + '<'; // the digit of an empty field may be a filler (Doc 9303-4, 4.2.2)
        String second = numberField + digit(numberField) + filled(holder.nationality, 3) + birth + digit(birth)
                + holder.sex + expiry + digit(expiry) + optional + '<' + digit(checked);
        return List.of(filled("P<" + filled(state, 3) + names, LINE_LENGTH), second);
    }

    /** The check digit of a field (Doc 9303-3, section 4.9). */
    static char digit(String field) {
        int sum = 0;
        for (int i = 0; i < field.length(); i++) {
            int weight =
                    switch (i % 3) {
                        case 0 -> 7;
                        case 1 -> 3;
                        default -> 1;
                    };
            char c = field.charAt(i);
            sum += weight * (c == '<' ? 0 : Character.digit(c, 36));
        }
        return (char) ('0' + sum % 10);
    }

    /** A name in the characters of a zone. */
    static String name(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (String[] letter : LETTERS) {
            upper = upper.replace(letter[0], letter[1]);
        }
        StringBuilder zone = new StringBuilder();
        for (char c : Normalizer.normalize(upper, Normalizer.Form.NFD).toCharArray()) {
            if (c >= 'A' && c <= 'Z') {
                zone.append(c);
            } else if (c == ' ' || c == '-') {
                zone.append('<');
            }
        }
        return zone.toString();
    }

    private static String filled(String text, int length) {
        return text.length() >= length ? text.substring(0, length) : text + "<".repeat(length - text.length());
    }
}
