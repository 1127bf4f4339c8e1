package io.vigie.server.index;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.vigie.server.index.RecordCheck.InvalidRecordException;
import java.util.List;
import java.util.Map;

/** What holds for every field of a record, whatever it means: no control characters, known codes, bounded sizes. */
final class FieldCheck {
    private static final int TEXT_LENGTH_MAX = 4096;
    private static final int ITEMS_MAX = 1000;

    private FieldCheck() {}

    static void check(Message message) throws InvalidRecordException {
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().isRepeated()) {
                List<?> items = (List<?>) field.getValue();
                if (items.size() > ITEMS_MAX) {
                    throw new InvalidRecordException(field.getKey().getJsonName() + ": " + items.size()
                            + " items (expected: <= " + ITEMS_MAX + ")");
                }
                for (Object item : items) {
                    check(field.getKey(), item);
                }
            } else {
                check(field.getKey(), field.getValue());
            }
        }
    }

    private static void check(FieldDescriptor field, Object value) throws InvalidRecordException {
        switch (value) {
            case String text -> text(field, text);
            case EnumValueDescriptor code when code.getIndex() < 0 ->
                throw new InvalidRecordException(
                        field.getJsonName() + ": a number that this version does not know");
            case Message message -> check(message);
            default -> {}
        }
    }

    private static void text(FieldDescriptor field, String text) throws InvalidRecordException {
        if (text.length() > TEXT_LENGTH_MAX) {
            throw new InvalidRecordException(
                    field.getJsonName() + ": " + text.length() + " characters (expected: <= " + TEXT_LENGTH_MAX + ")");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                throw new InvalidRecordException(field.getJsonName() + ": control character at index " + i);
            }
        }
    }
}
