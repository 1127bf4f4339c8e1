package io.vigie.server.ingest.foreign;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a value goes within a record: {@code number}, {@code loss.place}, {@code identities[0].names[0].full}. Without an
 * index a list of texts or codes grows; {@code []} begins a new element for each value.
 */
final class FieldPath {
    /** Elements of a list that are named by their place. */
    static final int INDEX_MAX = 99;

    private static final int SINGLE = -1;
    private static final int NEW = -2;
    private static final Pattern STEP = Pattern.compile("(\\w+)(?:\\[(\\d{0,3})\\])?");

    private final List<Step> steps;

    private record Step(FieldDescriptor field, int index) {}

    private FieldPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException with what is wrong and what was expected
     */
    static FieldPath parse(String path, Descriptor message) {
        List<Step> steps = new ArrayList<>();
        Descriptor at = message;
        for (String part : path.split("\\.", -1)) {
            Matcher step = STEP.matcher(part);
            if (at == null || !step.matches()) {
                throw new IllegalArgumentException(
                        Findings.quoted(path) + " (expected: a field such as identities[0].names[0].full)");
            }
            FieldDescriptor field = field(at, step.group(1));
            steps.add(new Step(field, index(step.group(2), field, path)));
            at = isMessage(field) ? field.getMessageType() : null;
        }
        if (isMessage(steps.getLast().field)) {
            throw new IllegalArgumentException(Findings.quoted(path) + " has fields of its own (expected: one of "
                    + names(steps.getLast().field.getMessageType()) + ")");
        }
        return new FieldPath(steps);
    }

    private static FieldDescriptor field(Descriptor message, String name) {
        return message.getFields().stream()
                .filter(field -> field.getJsonName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        Findings.quoted(name) + " (expected: one of " + names(message) + ")"));
    }

    private static String names(Descriptor message) {
        return message.getFields().stream().map(FieldDescriptor::getJsonName).collect(Collectors.joining(", "));
    }

    private static int index(@Nullable String index, FieldDescriptor field, String path) {
        if (index == null && field.isRepeated() && isMessage(field)) {
            throw new IllegalArgumentException(Findings.quoted(path) + ": " + field.getJsonName()
                    + " is a list (expected: an element of it, such as [0], or [] for a new one)");
        }
        if (index != null && (!field.isRepeated() || !isMessage(field))) {
            throw new IllegalArgumentException(
                    Findings.quoted(path) + ": " + field.getJsonName() + " has no elements (expected: no [])");
        }
        int place = index == null ? SINGLE : index.isEmpty() ? NEW : Integer.parseInt(index);
        if (place > INDEX_MAX) {
            throw new IllegalArgumentException(Findings.quoted(path) + ": " + place + " (expected: <= " + INDEX_MAX + ")");
        }
        return place;
    }

    /** Times are written as one value. */
    private static boolean isMessage(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && !field.getMessageType().equals(Timestamp.getDescriptor());
    }

    /** The field that takes the value. */
    FieldDescriptor field() {
        return steps.getLast().field;
    }

    /** Whether this is a field of the record itself, and not of a part of it. */
    boolean isOfRecord(String field) {
        return steps.size() == 1 && field().getJsonName().equals(field);
    }

    /** The list that {@code []} adds an element to; null when there is none. */
    @Nullable Descriptor newElement() {
        return steps.stream()
                .filter(step -> step.index == NEW)
                .map(step -> step.field.getMessageType())
                .findFirst()
                .orElse(null);
    }

    /**
     * Puts a value where the path leads, making what is not there.
     *
     * @return the element that was begun, else the record
     */
    Message.Builder put(Message.Builder record, Object value) {
        Message.Builder at = record;
        Message.Builder begun = record;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            at = into(at, step);
            begun = step.index == NEW ? at : begun;
        }
        if (field().isRepeated()) {
            at.addRepeatedField(field(), value);
        } else {
            at.setField(field(), value);
        }
        return begun;
    }

    private static Message.Builder into(Message.Builder at, Step step) {
        if (!step.field.isRepeated()) {
            return at.getFieldBuilder(step.field);
        }
        int index = step.index == NEW ? at.getRepeatedFieldCount(step.field) : step.index;
        while (at.getRepeatedFieldCount(step.field) <= index) {
            at.addRepeatedField(
                    step.field, at.newBuilderForField(step.field).getDefaultInstanceForType());
        }
        return at.getRepeatedFieldBuilder(step.field, index);
    }

    /** Puts a value where there is none, in elements of lists that hold something. */
    void putIfAbsent(Message.Builder record, Object value) {
        Message.Builder at = record;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            boolean isThere = step.index == SINGLE
                    || step.index < at.getRepeatedFieldCount(step.field)
                            && !isEmpty((Message) at.getRepeatedField(step.field, step.index));
            if (!isThere) {
                return;
            }
            at = into(at, step);
        }
        if (field().isRepeated() ? at.getRepeatedFieldCount(field()) == 0 : isUnset(at)) {
            put(record, value);
        }
    }

    private boolean isUnset(Message.Builder at) {
        return field().hasPresence() ? !at.hasField(field()) : at.getField(field()).equals(field().getDefaultValue());
    }

    static boolean isEmpty(Message message) {
        return message.getAllFields().isEmpty();
    }
}
