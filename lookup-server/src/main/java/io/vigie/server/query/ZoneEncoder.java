package io.vigie.server.query;

import io.vigie.mrz.MrzChecks;
import io.vigie.mrz.MrzReading;
import io.vigie.server.audit.Varints;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The message of a zone in which nothing is wrong, as bytes, without building it: what {@link io.vigie.wire.ZoneMessage}
 * gives, which a test compares. Reused; not thread-safe.
 */
final class ZoneEncoder {
    /** Texts of a zone are at most its lines. */
    private static final int SIZE_MAX = 512;

    private static final int VARINT = 0;
    private static final int DELIMITED = 2;

    private final byte[] bytes = new byte[SIZE_MAX];
    private int size;

    /** Bytes 0 to {@link #size} − 1; valid until the next {@link #encode}. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Encodes a reading that has no problems and no repairs. */
    void encode(MrzReading reading) {
        size = 0;
        put(io.vigie.v1.MrzReading.FORMAT_FIELD_NUMBER, formatOf(reading).getNumber());
        put(io.vigie.v1.MrzReading.VALID_FIELD_NUMBER, reading.valid() ? 1 : 0);
        put(io.vigie.v1.MrzReading.DOCUMENT_CODE_FIELD_NUMBER, reading.documentCode());
        put(io.vigie.v1.MrzReading.ISSUING_STATE_FIELD_NUMBER, reading.issuingState());
        put(io.vigie.v1.MrzReading.DOCUMENT_NUMBER_FIELD_NUMBER, reading.documentNumber());
        put(io.vigie.v1.MrzReading.SURNAME_FIELD_NUMBER, reading.surname());
        put(io.vigie.v1.MrzReading.GIVEN_NAMES_FIELD_NUMBER, reading.givenNames());
        put(io.vigie.v1.MrzReading.NATIONALITY_FIELD_NUMBER, reading.nationality());
        put(io.vigie.v1.MrzReading.BIRTH_DATE_FIELD_NUMBER, reading.birthDate());
        put(io.vigie.v1.MrzReading.BIRTH_DATE_RAW_FIELD_NUMBER, reading.birthDateRaw());
        if (reading.sex() != null) {
            tag(io.vigie.v1.MrzReading.SEX_FIELD_NUMBER, DELIMITED);
            bytes[size++] = 1;
            bytes[size++] = (byte) reading.sex().charValue();
        }
        put(io.vigie.v1.MrzReading.EXPIRY_DATE_FIELD_NUMBER, reading.expiryDate());
        put(io.vigie.v1.MrzReading.EXPIRY_DATE_RAW_FIELD_NUMBER, reading.expiryDateRaw());
        put(io.vigie.v1.MrzReading.OPTIONAL_DATA_FIELD_NUMBER, reading.optionalData());
        put(io.vigie.v1.MrzReading.OPTIONAL_DATA2_FIELD_NUMBER, reading.optionalData2());
        putChecks(reading.checks());
        put(io.vigie.v1.MrzReading.TRUNCATED_FIELD_NUMBER, reading.truncated() ? 1 : 0);
    }

    private void putChecks(MrzChecks checks) {
        tag(io.vigie.v1.MrzReading.CHECKS_FIELD_NUMBER, DELIMITED);
        int at = size++;
        putCheck(io.vigie.v1.MrzReading.Checks.DOCUMENT_NUMBER_FIELD_NUMBER, checks.documentNumber());
        putCheck(io.vigie.v1.MrzReading.Checks.BIRTH_DATE_FIELD_NUMBER, checks.birthDate());
        putCheck(io.vigie.v1.MrzReading.Checks.EXPIRY_DATE_FIELD_NUMBER, checks.expiryDate());
        putCheck(io.vigie.v1.MrzReading.Checks.OPTIONAL_DATA_FIELD_NUMBER, checks.optionalData());
        putCheck(io.vigie.v1.MrzReading.Checks.COMPOSITE_FIELD_NUMBER, checks.composite());
        bytes[at] = (byte) (size - at - 1);
    }

    /** Present also when false. */
    private void putCheck(int field, @Nullable Boolean holds) {
        if (holds != null) {
            tag(field, VARINT);
            bytes[size++] = (byte) (holds ? 1 : 0);
        }
    }

    private void put(int field, int value) {
        if (value != 0) {
            tag(field, VARINT);
            size = Varints.put(bytes, size, value);
        }
    }

    private void put(int field, @Nullable String ascii) {
        if (ascii == null || ascii.isEmpty()) {
            return;
        }
        int length = ascii.length();
        tag(field, DELIMITED);
        size = Varints.put(bytes, size, length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
    }

    /** Dates of zones have years of four digits. */
    private void put(int field, @Nullable LocalDate date) {
        if (date == null) {
            return;
        }
        tag(field, DELIMITED);
        bytes[size++] = 10;
        digits(date.getYear() / 100);
        digits(date.getYear() % 100);
        bytes[size++] = '-';
        digits(date.getMonthValue());
        bytes[size++] = '-';
        digits(date.getDayOfMonth());
    }

    private void digits(int twoDigits) {
        bytes[size++] = (byte) ('0' + twoDigits / 10);
        bytes[size++] = (byte) ('0' + twoDigits % 10);
    }

    private void tag(int field, int wireType) {
        size = Varints.put(bytes, size, field << 3 | wireType);
    }

    private static io.vigie.v1.MrzReading.Format.Code formatOf(MrzReading reading) {
        return switch (reading.format()) {
            case TD1 -> io.vigie.v1.MrzReading.Format.Code.TD1;
            case TD2 -> io.vigie.v1.MrzReading.Format.Code.TD2;
            case TD3 -> io.vigie.v1.MrzReading.Format.Code.TD3;
            case MRVA -> io.vigie.v1.MrzReading.Format.Code.MRVA;
            case MRVB -> io.vigie.v1.MrzReading.Format.Code.MRVB;
            case IDFRA -> io.vigie.v1.MrzReading.Format.Code.IDFRA;
            case UNKNOWN -> io.vigie.v1.MrzReading.Format.Code.UNKNOWN;
        };
    }
}
