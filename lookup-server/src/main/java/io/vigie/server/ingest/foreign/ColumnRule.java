package io.vigie.server.ingest.foreign;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What becomes of the values of a column.
 *
 * @param path where they go
 * @param prefix put before each
 * @param split what stands between several values; empty = there is one
 * @param codes what each value means; empty = itself
 * @param dates patterns of which one must fit; empty = it is no date
 * @param state whether it names a state
 * @param with further values of the element that each begins
 */
record ColumnRule(
        FieldPath path,
        String prefix,
        String split,
        Map<String, String> codes,
        List<DatePattern> dates,
        boolean state,
        Map<FieldPath, Object> with) {

    ColumnRule {
        codes = Map.copyOf(codes);
        dates = List.copyOf(dates);
        with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
    }

    /** A pattern as the mapping writes it. */
    record DatePattern(String written, DateTimeFormatter formatter) {}

    /** A value is not what the rule expects. The message is one line and quotes nothing personal. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message, null, false, false);
        }
    }

    static ColumnRule plain(FieldPath path) {
        return new ColumnRule(path, "", "", Map.of(), List.of(), false, Map.of());
    }

    /** Puts the values of a text into a record. */
    void put(String text, Message.Builder record) throws UnfitException {
        for (String value : split.isEmpty() ? List.of(text) : List.of(text.split(Pattern.quote(split)))) {
            if (!value.isBlank()) {
                Object read = read(value.strip());
                Message.Builder begun = path.put(record, read);
                with.forEach((field, constant) -> field.putIfAbsent(begun, constant));
            }
        }
    }

    /** A text as the field takes it. */
    Object read(String text) throws UnfitException {
        String value = text;
        if (!codes.isEmpty()) {
            value = codes.get(text);
            if (value == null) {
                throw new UnfitException(shown(text) + " (expected: " + someOf(codes.keySet()) + ")");
            }
        }
        if (state) {
            String code = StateNames.code(value);
            if (code == null) {
                throw new UnfitException(shown(text) + " (expected: a state, by name or ISO code)");
            }
            value = code;
        }
        return converted(prefix + (dates.isEmpty() ? value : date(value)));
    }

    private String date(String text) throws UnfitException {
        for (DatePattern pattern : dates) {
            try {
                TemporalAccessor read = pattern.formatter.parse(text);
                String date = ListDates.date(
                        read.get(ChronoField.YEAR), part(read, ChronoField.MONTH_OF_YEAR), part(read, ChronoField.DAY_OF_MONTH));
                if (date != null) {
                    return date;
                }
            } catch (DateTimeException e) {
                // Another pattern may fit.
            }
        }
        throw new UnfitException(text.length() + " characters that are no date (expected: "
                + dates.stream().map(DatePattern::written).collect(Collectors.joining(" or ")) + ")");
    }

    private static int part(TemporalAccessor date, ChronoField field) {
        return date.isSupported(field) ? date.get(field) : 0;
    }

    private Object converted(String value) throws UnfitException {
        FieldDescriptor field = path.field();
        return switch (field.getJavaType()) {
            case STRING -> value;
            case ENUM -> code(field, value);
            case BOOLEAN -> truth(value);
            case INT -> whole(value);
            case MESSAGE -> moment(value);
            case LONG, FLOAT, DOUBLE, BYTE_STRING ->
                throw new IllegalStateException(field.getFullName() + ": records have no such fields");
        };
    }

    private static EnumValueDescriptor code(FieldDescriptor field, String value) throws UnfitException {
        EnumValueDescriptor code = field.getEnumType()
                .findValueByName(value.toUpperCase(Locale.ROOT).replaceAll("[ -]", "_"));
        if (code == null || code.getNumber() == 0) {
            throw new UnfitException(shown(value) + " (expected: "
                    + someOf(field.getEnumType().getValues().stream()
                            .filter(known -> known.getNumber() != 0)
                            .map(EnumValueDescriptor::getName)
                            .toList())
                    + ")");
        }
        return code;
    }

    private static Boolean truth(String value) throws UnfitException {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw new UnfitException(shown(value) + " (expected: true or false)");
        };
    }

    private static Integer whole(String value) throws UnfitException {
        if (!value.matches("\\d{1,9}")) {
            throw new UnfitException(shown(value) + " (expected: a whole number)");
        }
        return Integer.valueOf(value);
    }

    private static Message moment(String date) throws UnfitException {
        try {
            return Timestamps.fromMillis(Instant.parse(date + "T00:00:00Z").toEpochMilli());
        } catch (DateTimeException e) {
            throw new UnfitException("no whole day (expected: year, month and day)");
        }
    }

    /** Codes are short words; what is longer may be anything. */
    private static String shown(String value) {
        return value.matches("[\\p{L}0-9_-]{1,20}") ? Findings.quoted(value) : "a value of " + value.length() + " characters";
    }

    private static String someOf(Collection<String> names) {
        return names.stream().sorted().limit(20).collect(Collectors.joining(", ")) + (names.size() > 20 ? " …" : "");
    }
}
