package io.vigie.server.ingest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the field for which a JSON object is not the message it should be. The library's own messages name a type or a
 * position, and quote values, which may be personal data; so they are not shown. Pure.
 */
final class JsonFault {
    /** More names than that explain nothing. */
    private static final int NAMES_SHOWN_MAX = 20;

    private static final int VALUE_SHOWN_MAX = 40;

    private JsonFault() {}

    /** The first fault in the order of the text; null when every field has a value of its kind. */
    static @Nullable InvalidInputException find(JsonObject object, Descriptor message) {
        return in(object, message, "");
    }

    private static @Nullable InvalidInputException in(JsonObject object, Descriptor message, String path) {
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            String name = path + entry.getKey();
            FieldDescriptor field = field(message, entry.getKey());
            InvalidInputException fault =
                    field == null ? fault(name, "unknown field") : ofField(entry.getValue(), field, name);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable FieldDescriptor field(Descriptor message, String name) {
        for (FieldDescriptor field : message.getFields()) {
            if (field.getJsonName().equals(name) || field.getName().equals(name)) {
                return field;
            }
        }
        return null;
    }

    private static @Nullable InvalidInputException ofField(JsonElement value, FieldDescriptor field, String name) {
        if (value.isJsonNull()) {
            return null;
        }
        if (!field.isRepeated()) {
            return ofValue(value, field, name);
        }
        if (!value.isJsonArray()) {
            return fault(name, "not an array");
        }
        for (int i = 0; i < value.getAsJsonArray().size(); i++) {
            InvalidInputException fault = ofValue(value.getAsJsonArray().get(i), field, name + "[" + i + "]");
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable InvalidInputException ofValue(JsonElement value, FieldDescriptor field, String name) {
        return switch (field.getJavaType()) {
            case MESSAGE -> ofMessage(value, field.getMessageType(), name);
            case ENUM -> ofEnum(value, field, name);
            case STRING, BYTE_STRING -> isText(value) ? null : fault(name, "not text");
            case BOOLEAN -> isBoolean(value) ? null : fault(name, "not a boolean (expected: true or false)");
            case INT -> isNumber(value, Integer.MIN_VALUE, Integer.MAX_VALUE) ? null : fault(name, "not a whole number of 32 bits");
            case LONG -> isNumber(value, Long.MIN_VALUE, Long.MAX_VALUE) ? null : fault(name, "not a whole number of 64 bits");
            case FLOAT, DOUBLE -> isNumber(value) ? null : fault(name, "not a number");
        };
    }

    /** Times and the like are written as text. */
    private static @Nullable InvalidInputException ofMessage(JsonElement value, Descriptor message, String name) {
        if (message.getFile().getPackage().equals("google.protobuf")) {
            return isText(value) ? fault(name, "not a time (expected: such as 2026-01-31T12:00:00Z)") : fault(name, "not text");
        }
        return value.isJsonObject() ? in(value.getAsJsonObject(), message, name + ".") : fault(name, "not an object");
    }

    private static @Nullable InvalidInputException ofEnum(JsonElement value, FieldDescriptor field, String name) {
        if (isNumber(value, Integer.MIN_VALUE, Integer.MAX_VALUE) && !isText(value)) {
            return null;
        }
        if (isText(value) && field.getEnumType().findValueByName(value.getAsString()) != null) {
            return null;
        }
        String names = field.getEnumType().getValues().stream()
                .filter(known -> known.getNumber() != 0)
                .limit(NAMES_SHOWN_MAX)
                .map(EnumValueDescriptor::getName)
                .collect(Collectors.joining(", "));
        String more = field.getEnumType().getValues().size() - 1 > NAMES_SHOWN_MAX ? " …" : "";
        return fault(name, shown(value) + " (expected: " + names + more + ")");
    }

    /** Names of values are no personal data, but what stands in their place may be: only what looks like one is shown. */
    private static String shown(JsonElement value) {
        boolean name = isText(value) && value.getAsString().matches("[A-Za-z][A-Za-z_]{0," + (VALUE_SHOWN_MAX - 1) + "}");
        return name ? "unknown value " + value.getAsString() : "unknown value";
    }

    private static boolean isText(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isBoolean(JsonElement value) {
        return value instanceof JsonPrimitive primitive
                && (primitive.isBoolean() || primitive.getAsString().matches("true|false"));
    }

    private static boolean isNumber(JsonElement value) {
        return isNumber(value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** As text too: proto3 JSON takes numbers in quotes. */
    private static boolean isNumber(JsonElement value, double least, double most) {
        if (!(value instanceof JsonPrimitive primitive) || primitive.isBoolean()) {
            return false;
        }
        try {
            double number = Double.parseDouble(primitive.getAsString());
            return number >= least && number <= most && (Double.isInfinite(most) || number == Math.rint(number));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static InvalidInputException fault(String field, String what) {
        String name = field.replaceAll("\\p{Cntrl}+", " ");
        String shown = name.length() <= 160 ? name : name.substring(0, 160) + "…";
        return new InvalidInputException(shown + ": " + what, shown);
    }
}
