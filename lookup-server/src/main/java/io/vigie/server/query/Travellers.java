package io.vigie.server.query;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.server.audit.Varints;
import io.vigie.v1.Error;
import io.vigie.v1.Manifest;
import io.vigie.v1.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The travellers of a manifest as they lie in its payload: where each question begins, its id, and whether it has a
 * context of its own. Questions are parsed when their turn comes, so that one that cannot be read costs only itself.
 */
final class Travellers {
    static final int COUNT_MAX = 1000;

    private static final int ID_LENGTH_MAX = 128;

    /** It is recorded once a traveller; as many bytes as its fields may have. */
    private static final int CONTEXT_SIZE_MAX = 4096;

    private static final int ID = Manifest.ID_FIELD_NUMBER << 3 | 2;
    private static final int TRAVELLER = Manifest.TRAVELLERS_FIELD_NUMBER << 3 | 2;
    private static final int CONTEXT = Manifest.CONTEXT_FIELD_NUMBER << 3 | 2;
    private static final int QUESTION_ID = Question.ID_FIELD_NUMBER << 3 | 2;
    private static final int QUESTION_CONTEXT = Question.CONTEXT_FIELD_NUMBER << 3 | 2;

    private final byte[] payload;
    private final Map<String, Integer> indexOfId = new HashMap<>();
    private String id = "";
    private byte[] context = new byte[0];
    private int[] from = new int[16];
    private int[] size = new int[16];
    private String[] ids = new String[16];
    private boolean[] ownContext = new boolean[16];
    private boolean[] unreadable = new boolean[16];
    private int[] firstWithId = new int[16];
    private int count;

    private Travellers(byte[] payload) {
        this.payload = payload;
    }

    /**
     * Finds the travellers.
     *
     * @param payload belongs to this object from here on
     * @throws InvalidProtocolBufferException when it is no manifest
     */
    static Travellers of(byte[] payload) throws InvalidProtocolBufferException {
        Travellers travellers = new Travellers(payload);
        try {
            travellers.read(CodedInputStream.newInstance(payload));
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return travellers;
    }

    /** Of the manifest. */
    String id() {
        return id;
    }

    /** Travellers; what lies beyond {@link #COUNT_MAX} is only counted. */
    int count() {
        return count;
    }

    /**
     * Why the manifest as a whole cannot be answered; null when it can.
     *
     * @param max travellers that its asker may ask for at once
     */
    @Nullable Error faultBeyond(int max) {
        if (id.length() > ID_LENGTH_MAX) {
            return fault(
                    Error.Code.Value.INVALID_VALUE,
                    "id",
                    id.length() + " characters (expected: <= " + ID_LENGTH_MAX + ")");
        }
        if (context.length > CONTEXT_SIZE_MAX) {
            return fault(
                    Error.Code.Value.INVALID_VALUE,
                    "context",
                    context.length + " bytes (expected: <= " + CONTEXT_SIZE_MAX + ")");
        }
        if (count == 0) {
            return fault(Error.Code.Value.MISSING_VALUE, "travellers", "none (expected: 1 to " + COUNT_MAX + ")");
        }
        if (count <= COUNT_MAX && count > max) {
            return fault(
                    Error.Code.Value.NOT_ALLOWED,
                    "travellers",
                    count + " travellers (expected: 1 to " + max + ", by the caller's profile)");
        }
        return count <= COUNT_MAX
                ? null
                : fault(
                        Error.Code.Value.INVALID_VALUE,
                        "travellers",
                        count + " travellers (expected: 1 to " + COUNT_MAX + ")");
    }

    /** The id that a traveller's question names, empty when it names none or cannot be read. */
    String id(int index) {
        return ids[index];
    }

    /** Why one traveller cannot be asked for, whatever the question is; null when nothing is wrong so far. */
    @Nullable QuestionException fault(int index) {
        if (unreadable[index]) {
            return new QuestionException(
                    Error.Code.Value.BAD_PAYLOAD, "travellers", "traveller " + index + " is no question");
        }
        return firstWithId[index] == index
                ? null
                : new QuestionException(
                        Error.Code.Value.INVALID_VALUE,
                        "id",
                        "also that of traveller " + firstWithId[index] + " (expected: one of its own)");
    }

    /** The question of one traveller, with the manifest's context when it has none: a message of its own. */
    byte[] question(int index) {
        int questionSize = size[index];
        byte[] own = Arrays.copyOfRange(payload, from[index], from[index] + questionSize);
        if (ownContext[index] || context.length == 0) {
            return own;
        }
        // Bytes put behind a message are merged into it.
        byte[] whole = Arrays.copyOf(own, questionSize + 1 + Varints.size(context.length) + context.length);
        whole[questionSize] = (byte) QUESTION_CONTEXT;
        int at = Varints.put(whole, questionSize + 1, context.length);
        System.arraycopy(context, 0, whole, at, context.length);
        return whole;
    }

    private void read(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case ID -> id = in.readStringRequireUtf8();
                case TRAVELLER -> {
                    int questionSize = in.readRawVarint32();
                    add(in.getTotalBytesRead(), questionSize);
                    in.skipRawBytes(questionSize);
                }
                case CONTEXT -> context = joined(context, in.readByteArray());
                default -> skip(in, tag);
            }
        }
    }

    private void add(int questionFrom, int questionSize) throws IOException {
        int index = count++;
        if (index >= COUNT_MAX || questionSize < 0 || questionSize > payload.length - questionFrom) {
            return;
        }
        if (index == from.length) {
            grow(2 * index);
        }
        from[index] = questionFrom;
        size[index] = questionSize;
        ids[index] = "";
        look(index);
        Integer first = ids[index].isEmpty() ? null : indexOfId.putIfAbsent(ids[index], index);
        firstWithId[index] = first == null ? index : first;
    }

    private void look(int index) {
        CodedInputStream in = CodedInputStream.newInstance(payload, from[index], size[index]);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag) {
                    case QUESTION_ID -> ids[index] = in.readStringRequireUtf8();
                    case QUESTION_CONTEXT -> {
                        ownContext[index] = true;
                        skip(in, tag);
                    }
                    default -> skip(in, tag);
                }
            }
        } catch (IOException e) {
            unreadable[index] = true;
        }
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("tag: " + tag + " (expected: the beginning of a field)");
        }
    }

    private void grow(int capacity) {
        from = Arrays.copyOf(from, capacity);
        size = Arrays.copyOf(size, capacity);
        ids = Arrays.copyOf(ids, capacity);
        ownContext = Arrays.copyOf(ownContext, capacity);
        unreadable = Arrays.copyOf(unreadable, capacity);
        firstWithId = Arrays.copyOf(firstWithId, capacity);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Error fault(Error.Code.Value code, String field, String message) {
        return Error.newBuilder()
                .setCode(code)
                .setField(field)
                .setMessage(message)
                .build();
    }
}
