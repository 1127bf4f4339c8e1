package io.vigie.mrz;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Makes zones of all formats from a seed. */
final class ZoneGenerator {

    static final LocalDate REFERENCE = LocalDate.of(2026, 6, 15);
    static final List<MrzFormat> FORMATS = List.of(
            MrzFormat.TD1, MrzFormat.TD2, MrzFormat.TD3, MrzFormat.MRVA, MrzFormat.MRVB, MrzFormat.IDFRA);

    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String[] STATES = {"UTO", "FRA", "D", "CHE", "NGA", "BRA", "GBR", "XOM"};

    /** What was written, as it should be read. */
    record Written(
            MrzFormat format, List<String> lines, String code, String state, String number, String surname,
            String given, String nationality, LocalDate birth, char sex, LocalDate expiry, String optional,
            String optional2) {}

    private final Random random;

    ZoneGenerator(long seed) {
        this.random = new Random(seed);
    }

    Written zone(MrzFormat format) {
        boolean french = format == MrzFormat.IDFRA;
        String code = switch (format) {
            case MRVA, MRVB -> pick("V", "VN");
            case TD3 -> pick("P", "PP", "PD");
            case IDFRA -> "ID";
            case TD1, TD2, UNKNOWN -> pick("I", "ID", "AC");
        };
        String state = french ? "FRA" : pick(STATES);
        String number = number(format);
        String surname = name(french ? 24 : 8);
        String given = french ? name(12) : name(5) + (random.nextBoolean() ? " " + name(4) : "");
        LocalDate birth = REFERENCE.minusDays(random.nextInt(36_000));
        LocalDate expiry = later(birth, REFERENCE.plusDays(random.nextInt(12_000) - 2_000));
        String nationality = french ? null : pick(STATES);
        char sex = "MFX".charAt(random.nextInt(3));
        String optional = french ? digits(6) : number.length() > 9 || random.nextBoolean() ? null : digits(5);
        String optional2 = format == MrzFormat.TD1 && random.nextBoolean() ? digits(8) : null;
        MrzWriter writer = MrzWriter.of(format)
                .documentCode(code).issuingState(state).documentNumber(number).names(surname, given)
                .nationality(french ? "" : nationality).birthDate(birth).sex(sex).expiryDate(expiry)
                .optionalData(optional == null ? "" : optional);
        if (optional2 != null) {
            writer.optionalData2(optional2);
        }
        return new Written(
                format, writer.lines(), code, state, number, surname, given, nationality, birth, sex,
                french ? null : expiry, optional, optional2);
    }

    String characters(int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    int next(int bound) {
        return random.nextInt(bound);
    }

    private static LocalDate later(LocalDate birth, LocalDate expiry) {
        return expiry.isAfter(birth) ? expiry : birth.plusDays(1);
    }

    private String number(MrzFormat format) {
        return switch (format) {
            case IDFRA -> digits(4) + characters(3, ALPHANUMERIC) + digits(5);
            case TD1 -> characters(random.nextInt(5) == 0 ? 10 + random.nextInt(13) : 5 + random.nextInt(5), ALPHANUMERIC);
            case TD2 -> characters(random.nextInt(5) == 0 ? 10 + random.nextInt(5) : 5 + random.nextInt(5), ALPHANUMERIC);
            case TD3, MRVA, MRVB, UNKNOWN -> characters(5 + random.nextInt(5), ALPHANUMERIC);
        };
    }

    private String name(int lengthMax) {
        return characters(1 + random.nextInt(lengthMax), "ABDEFGHIJMNOPQRSTUVWXYZ");
    }

    private String digits(int length) {
        return characters(length, "123456789");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
