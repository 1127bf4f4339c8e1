package io.vigie.server.query;

import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.v1.Dataset;
import io.vigie.v1.Direction;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a question about one document, by its number or its zone, without building its message. What is not plain (another kind of question,
 * an option that changes the answer, a character beyond ASCII, anything at fault) is left to {@link Burst#ask}, which
 * knows all rules and all errors; so this reader may refuse whatever it likes, and must never take what the other would
 * answer differently. A test asks both.
 *
 * <p>Reused; not thread-safe.
 */
final class PlainQuestion {
    /*
     * Fields have one-byte tags and, here, one-byte lengths: tag = number << 3 | wire type, and what is longer than 127
     * bytes is not plain. A field that comes twice, lines of a zone apart, is not plain either: messages would be merged.
     */
    private static final byte DELETE = 0x7F;
    private static final int ID = 1 << 3 | 2;
    private static final int MRZ = 2 << 3 | 2;
    private static final int DOCUMENT = 3 << 3 | 2;
    private static final int DATASETS = 6 << 3 | 2;
    private static final int NEAR = 10 << 3;
    private static final int DEADLINE_MILLIS = 11 << 3;
    private static final int CONTEXT = 13 << 3 | 2;

    private static final int NUMBER = 1 << 3 | 2;
    private static final int ISSUING_STATE = 2 << 3 | 2;
    private static final int TYPE = 3 << 3;

    private static final int OFFICER = 1 << 3 | 2;
    private static final int PLACE = 2 << 3 | 2;
    private static final int DIRECTION = 3 << 3;
    private static final int JOURNEY = 4 << 3 | 2;
    private static final int PURPOSE = 5 << 3;

    private static final int LINES_MAX = 3;

    private final byte[] key = new byte[NumberKey.NUMBER_LENGTH_MAX];
    private final int[] lineFrom = new int[LINES_MAX];
    private final int[] lineSize = new int[LINES_MAX];
    private int lineCount;
    private byte[] in = new byte[0];
    private int at;
    private int end;
    private int keySize;
    private int idFrom;
    private int idSize;
    private int deadlineMillis;
    private int contextGiven;
    private int purpose;

    /**
     * Reads bytes {@code from} to {@code from + size − 1}.
     *
     * @return false when the question is not plain; then the methods below say nothing
     */
    boolean read(byte[] bytes, int from, int size) {
        in = bytes;
        at = from;
        end = from + size;
        keySize = 0;
        idSize = 0;
        deadlineMillis = 0;
        contextGiven = 0;
        purpose = 0;
        lineCount = 0;
        int seen = 0;
        while (at < end) {
            int tag = bytes[at++];
            int field = 1 << (tag >>> 3);
            if (tag < 0 || (seen & field) != 0 && tag != MRZ || !readField(tag)) {
                return false;
            }
            seen |= field;
        }
        // A zone asks for persons and notices too, unless documents alone are named.
        boolean documentsNamed = (seen & 1 << (DATASETS >>> 3)) != 0;
        return lineCount == 0 ? keySize > 0 : keySize == 0 && documentsNamed;
    }

    /** Whether the document is given by its zone; else by {@link #key}. */
    boolean isZone() {
        return lineCount > 0;
    }

    /** Lines of the zone, in ASCII. */
    List<String> zone() {
        List<String> lines = new ArrayList<>(lineCount);
        for (int i = 0; i < lineCount; i++) {
            lines.add(new String(in, lineFrom[i], lineSize[i], StandardCharsets.ISO_8859_1));
        }
        return lines;
    }

    /** Normalised number, as {@link NumberKey#of} gives it; bytes 0 to {@link #keySize} − 1. */
    byte[] key() {
        return key;
    }

    int keySize() {
        return keySize;
    }

    /** Where the id begins in the bytes read. */
    int idFrom() {
        return idFrom;
    }

    int idSize() {
        return idSize;
    }

    /** 0 = the question names none. */
    int deadlineMillis() {
        return deadlineMillis;
    }

    /** Fields of the context that are there: 1 shifted by the number of each. */
    int contextGiven() {
        return contextGiven;
    }

    /** Number of the purpose; 0 = none. */
    int purpose() {
        return purpose;
    }

    private boolean readField(int tag) {
        return switch (tag) {
            case ID -> readId();
            case MRZ -> readLine();
            case DOCUMENT -> readDocument();
            case DATASETS -> readByte() == 1 && readByte() == Dataset.Code.TRAVEL_DOCUMENTS_VALUE;
            case NEAR -> readByte() == 0;
            case DEADLINE_MILLIS -> readDeadline();
            case CONTEXT -> readContext();
            default -> false;
        };
    }

    private boolean readId() {
        idFrom = at + 1;
        idSize = skipAscii();
        return idSize >= 0;
    }

    private boolean readLine() {
        if (lineCount == LINES_MAX) {
            return false;
        }
        lineFrom[lineCount] = at + 1;
        lineSize[lineCount] = skipAscii();
        return lineSize[lineCount++] > 0;
    }

    private boolean readDocument() {
        int size = readByte();
        int last = at + size;
        int seen = 0;
        while (size >= 0 && at < last && last <= end) {
            int tag = in[at++];
            int field = 1 << (tag >>> 3);
            if (tag < 0 || (seen & field) != 0 || !readDocumentField(tag)) {
                return false;
            }
            seen |= field;
        }
        return size >= 0 && at == last;
    }

    private boolean readDocumentField(int tag) {
        return switch (tag) {
            case NUMBER -> readNumber();
            case ISSUING_STATE -> readState();
            case TYPE -> DocumentType.Code.forNumber(readByte()) != null;
            default -> false;
        };
    }

    private boolean readNumber() {
        int size = readByte();
        if (size < 1 || size > key.length || size > end - at) {
            return false;
        }
        keySize = NumberKey.ofPlain(in, at, size, key);
        at += size;
        return keySize > 0;
    }

    /** Any state but that of specimens, which the answer would have to name. */
    private boolean readState() {
        int size = readByte();
        if (size < 1 || size > 3 || size > end - at) {
            return false;
        }
        boolean known = States.isKnown(in, at, size) && !States.isSpecimen(in, at, size);
        at += size;
        return known;
    }

    private boolean readDeadline() {
        int value = 0;
        for (int shift = 0; shift < 21; shift += 7) {
            if (at == end) {
                return false;
            }
            int part = in[at++];
            value |= (part & 0x7F) << shift;
            if (part >= 0) {
                deadlineMillis = value;
                return value <= QuestionCheck.DEADLINE_MILLIS_MAX;
            }
        }
        return false;
    }

    private boolean readContext() {
        int size = readByte();
        int last = at + size;
        while (size >= 0 && at < last && last <= end) {
            int tag = in[at++];
            boolean plain =
                    switch (tag) {
                        case OFFICER, PLACE, JOURNEY -> readContextText(tag);
                        case DIRECTION -> readDirection();
                        case PURPOSE -> readPurpose();
                        default -> false;
                    };
            if (!plain) {
                return false;
            }
        }
        return size >= 0 && at == last;
    }

    private boolean readContextText(int tag) {
        int from = at + 1;
        int size = skipAscii();
        boolean blank = true;
        for (int i = from; i < from + size; i++) {
            blank &= in[i] == ' ';
        }
        given(tag, !blank);
        return size >= 0;
    }

    private boolean readDirection() {
        int direction = readByte();
        given(DIRECTION, direction > 0);
        return Direction.Code.forNumber(direction) != null;
    }

    private boolean readPurpose() {
        purpose = readByte();
        given(PURPOSE, purpose > 0);
        return Purpose.Code.forNumber(purpose) != null;
    }

    /** A field that comes twice counts as it came last. */
    private void given(int tag, boolean isThere) {
        int bit = 1 << (tag >>> 3);
        contextGiven = isThere ? contextGiven | bit : contextGiven & ~bit;
    }

    /** The size of a text of printable ASCII that is skipped; -1 when it is none. */
    private int skipAscii() {
        int size = readByte();
        if (size < 0 || size > end - at) {
            return -1;
        }
        for (int last = at + size; at < last; at++) {
            if (in[at] < ' ' || in[at] == DELETE) {
                return -1;
            }
        }
        return size;
    }

    /** One byte that stands for itself; negative when there is none, or when more would belong to it. */
    private int readByte() {
        return at < end ? in[at++] : -1;
    }
}
