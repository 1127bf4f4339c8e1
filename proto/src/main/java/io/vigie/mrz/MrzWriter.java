package io.vigie.mrz;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Builds a zone, field by field, with its check digits: {@code MrzWriter.of(TD3).issuingState("UTO")….lines()}.
 *
 * <p>Names are transliterated and shortened as Doc 9303 says. What is left out stands as fillers. Not thread-safe.
 */
public final class MrzWriter {

    private final MrzFormat format;
    private final char[] text;
    private final Layout layout;
    private String surname;
    private String givenNames;
    private String number = "";
    private String optional = "";
    private boolean digitCountsFiller;

    private MrzWriter(MrzFormat format) {
        this.format = format;
        this.layout = Layout.of(format);
        this.text = new char[format.lineCount() * format.width()];
        Arrays.fill(text, MrzChars.FILLER);
    }

    public static MrzWriter of(MrzFormat format) {
        if (format == MrzFormat.UNKNOWN) {
            throw new IllegalArgumentException("format: UNKNOWN (expected: one with a layout)");
        }
        return new MrzWriter(format);
    }

    public MrzWriter documentCode(String code) {
        put("documentCode", code, Layout.CODE, Layout.CODE_END);
        return this;
    }

    public MrzWriter issuingState(String code) {
        put("issuingState", code, Layout.STATE, Layout.STATE + Layout.STATE_SIZE);
        return this;
    }

    /** Blanks, hyphens and dots become fillers; TD1 and TD2 take numbers of more than nine characters. */
    public MrzWriter documentNumber(String documentNumber) {
        number = zoneCharacters("documentNumber", documentNumber);
        return this;
    }

    /** A long number's digit counts the filler before it, as old Belgian and Portuguese cards have it. */
    MrzWriter digitCountsFiller() {
        digitCountsFiller = true;
        return this;
    }

    public MrzWriter names(String surname, String givenNames) {
        this.surname = surname;
        this.givenNames = givenNames;
        return this;
    }

    /** Not in the zone of {@code IDFRA}. */
    public MrzWriter nationality(String code) {
        if (layout != null) {
            put("nationality", code, layout.nationality(), layout.nationality() + Layout.STATE_SIZE);
        }
        return this;
    }

    public MrzWriter birthDate(LocalDate date) {
        return birthDate(sixDigits(date));
    }

    /** YYMMDD, fillers where unknown. */
    public MrzWriter birthDate(String sixCharacters) {
        int from = layout == null ? FrenchCard.BIRTH : layout.birth();
        put("birthDate", sixCharacters, from, from + Layout.DATE_SIZE);
        return this;
    }

    /** M, F, or anything else for unspecified. */
    public MrzWriter sex(char sex) {
        text[layout == null ? FrenchCard.SEX : layout.sex()] = sex == 'M' || sex == 'F' ? sex : MrzChars.FILLER;
        return this;
    }

    public MrzWriter expiryDate(LocalDate date) {
        return expiryDate(sixDigits(date));
    }

    /** YYMMDD, fillers where there is none; not in the zone of {@code IDFRA}. */
    public MrzWriter expiryDate(String sixCharacters) {
        if (layout != null) {
            put("expiryDate", sixCharacters, layout.expiry(), layout.expiryDigit());
        }
        return this;
    }

    /** The first or only optional field; of {@code IDFRA} the issuing office. */
    public MrzWriter optionalData(String data) {
        optional = zoneCharacters("optionalData", data);
        return this;
    }

    /** Of TD1 only. */
    public MrzWriter optionalData2(String data) {
        if (format != MrzFormat.TD1) {
            throw new IllegalArgumentException("optionalData2: " + format + " (expected: TD1)");
        }
        put("optionalData2", data, layout.optional2(), layout.optional2End());
        return this;
    }

    /** The lines of the zone. */
    public List<String> lines() {
        if (layout == null) {
            FrenchCard.write(text, number, surname, givenNames, optional);
        } else {
            writeNumberAndOptional();
            putName(layout.name(), layout.nameEnd());
            writeDigits();
        }
        List<String> lines = new ArrayList<>(format.lineCount());
        for (int from = 0; from < text.length; from += format.width()) {
            lines.add(new String(text, from, format.width()));
        }
        return List.copyOf(lines);
    }

    private void putName(int from, int to) {
        put("names", NameField.of(surname, givenNames, to - from), from, to);
    }

    private void writeNumberAndOptional() {
        String rest = "";
        if (number.length() > Layout.NUMBER_SIZE && layout.allowsLongNumbers()) {
            String counted = digitCountsFiller
                    ? number.substring(0, Layout.NUMBER_SIZE) + "<" + number.substring(Layout.NUMBER_SIZE)
                    : number;
            rest = number.substring(Layout.NUMBER_SIZE) + CheckDigits.of(counted) + (optional.isEmpty() ? "" : "<");
            put("documentNumber", number.substring(0, Layout.NUMBER_SIZE), layout.number(), layout.numberDigit());
            text[layout.numberDigit()] = MrzChars.FILLER;
        } else {
            put("documentNumber", number, layout.number(), layout.numberDigit());
            writeDigit(layout.number(), layout.numberDigit());
        }
        put("optionalData", rest + optional, layout.optional(), layout.optionalEnd());
    }

    private void writeDigits() {
        writeDigit(layout.birth(), layout.birthDigit());
        writeDigit(layout.expiry(), layout.expiryDigit());
        if (layout.optionalDigit() >= 0 && !optional.isEmpty()) {
            writeDigit(layout.optional(), layout.optionalDigit());
        }
        if (layout.composite() >= 0) {
            text[layout.composite()] = (char) ('0' + ZoneDigits.compositeDigit(text, layout));
        }
    }

    private void writeDigit(int from, int digit) {
        text[digit] = (char) ('0' + CheckDigits.of(text, from, digit));
    }

    private void put(String field, String value, int from, int to) {
        put(text, field, zoneCharacters(field, value), from, to);
    }

    static void put(char[] text, String field, String value, int from, int to) {
        if (value.length() > to - from) {
            throw new IllegalArgumentException(
                    field + ": " + value.length() + " characters (expected: at most " + (to - from) + ")");
        }
        Arrays.fill(text, from, to, MrzChars.FILLER);
        value.getChars(0, value.length(), text, from);
    }

    private static String zoneCharacters(String field, String value) {
        StringBuilder written = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = Character.toUpperCase(value.charAt(i));
            if (" -./".indexOf(c) >= 0) {
                c = MrzChars.FILLER;
            }
            if (!MrzChars.isLegal(c)) {
                throw new IllegalArgumentException(field + ": '" + c + "' (expected: A-Z, 0-9 or a filler)");
            }
            written.append(c);
        }
        return written.toString();
    }

    private static String sixDigits(LocalDate date) {
        return String.format(Locale.ROOT, "%02d%02d%02d", date.getYear() % 100, date.getMonthValue(), date.getDayOfMonth());
    }
}
