package io.vigie.server.ingest.foreign;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.vigie.server.index.RecordCheck;
import io.vigie.v1.Record;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single values by the rules that all lists share. What cannot be read is told, and empty. */
final class Values {
    private static final int TEXT_LENGTH_MAX = 4096;
    private static final int NUMBER_LENGTH_MAX = 64;

    private final Findings findings;

    Values(Findings findings) {
        this.findings = findings;
    }

    /** The code of a state that is named; empty, and told, when there is none of that name. */
    String state(@Nullable Node at) {
        if (at == null || at.text().isEmpty()) {
            return "";
        }
        String code = StateNames.code(at.text());
        if (code == null) {
            findings.unread(at, "no state that is known: " + Findings.quoted(at.text()));
            return "";
        }
        return code;
    }

    /** Whether a text can be the number of a document or person; else told. */
    boolean isNumber(Node at) {
        String number = at.text();
        if (number.length() > NUMBER_LENGTH_MAX) {
            findings.fault(at, number.length() + " characters (expected: a number of <= " + NUMBER_LENGTH_MAX + ")");
            return false;
        }
        if (number.chars().noneMatch(Character::isLetterOrDigit)) {
            findings.fault(at, "holds no letter and no digit (expected: a number)");
            return false;
        }
        return true;
    }

    /** A date of a document or of the entry itself, where it can be read; else empty, and told. */
    String date(@Nullable Node at, @Nullable String date, String expected) {
        if (at != null && date == null && !at.text().isEmpty()) {
            findings.fault(at, at.text().length() + " characters that are no date (" + expected + ")");
        }
        return date == null ? "" : date;
    }

    /** The first moment of a whole day; null, and told, when it is none. */
    @Nullable Timestamp day(@Nullable Node at) {
        if (at == null) {
            return null;
        }
        String date = date(at, ListDates.iso(at.text()), ListDates.ISO_EXPECTED);
        if (date.length() < 10) {
            return null;
        }
        return Timestamps.fromMillis(Instant.parse(date + "T00:00:00Z").toEpochMilli());
    }

    /** Texts joined into one, no longer than a record may hold. */
    String joined(String separator, Collection<String> texts, Node at) {
        return cut(String.join(separator, texts.stream().filter(text -> !text.isEmpty()).distinct().toList()), at);
    }

    /** A text, no longer than a record may hold. */
    String cut(String text, Node at) {
        if (text.length() <= TEXT_LENGTH_MAX) {
            return text;
        }
        findings.unread(at, "cut after " + TEXT_LENGTH_MAX + " characters");
        int end = Character.isHighSurrogate(text.charAt(TEXT_LENGTH_MAX - 1)) ? TEXT_LENGTH_MAX - 1 : TEXT_LENGTH_MAX;
        return text.substring(0, end);
    }

    /** A length in metres or centimetres as whole centimetres; 0 when it is not known. */
    int centimetres(@Nullable Node at) {
        double metres = number(at);
        return (int) Math.round(metres < 3 ? metres * 100 : metres);
    }

    /** A weight as whole kilograms; 0 when it is not known. */
    int kilograms(@Nullable Node at) {
        return (int) Math.round(number(at));
    }

    private double number(@Nullable Node at) {
        if (at == null) {
            return 0;
        }
        if (!at.text().matches("\\d{1,4}(?:\\.\\d{1,6})?")) {
            findings.fault(at, "no number (expected: such as 1.75 or 175)");
            return 0;
        }
        return Double.parseDouble(at.text());
    }

    /** Languages by their ISO codes. */
    List<String> languages(List<Node> nodes) {
        return nodes.stream().map(this::language).filter(code -> !code.isEmpty()).distinct().toList();
    }

    private String language(Node at) {
        String code = Languages.code(at.text());
        if (code == null) {
            findings.unread(at, "no language that is known: " + Findings.quoted(at.text()));
            return "";
        }
        return code;
    }

    /** Why a record may not be stored; null when it may. */
    @Nullable String fault(Record record) {
        try {
            RecordCheck.check(record);
            return null;
        } catch (RecordCheck.InvalidRecordException e) {
            return e.getMessage();
        }
    }
}
