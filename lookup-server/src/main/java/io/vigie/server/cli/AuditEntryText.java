package io.vigie.server.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.vigie.server.ingest.Json;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.AuditRead;
import io.vigie.v1.Batch;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Fetch;
import io.vigie.v1.Follow;
import io.vigie.v1.LoadRequest;
import io.vigie.v1.Manifest;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.Question;
import io.vigie.v1.SnapshotRequest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail as one line: its proto3 JSON, and `asked`, its `request` decoded as the message of its kind. Where that
 * cannot be done, or not wholly, `askedFault` says why. Characters that steer a terminal are escaped.
 */
final class AuditEntryText {
    private AuditEntryText() {}

    /** Never fails, whatever the entry holds: one that cannot be shown must not hide those behind it. */
    static String print(AuditEntry entry) {
        JsonObject line;
        try {
            line = JsonParser.parseString(Json.print(entry)).getAsJsonObject();
            addAsked(line, entry.getKind(), entry.getRequest());
        } catch (RuntimeException e) {
            line = withoutJson(entry);
        }
        return escaped(line.toString());
    }

    /** Of an entry whose values have no JSON, as a time beyond the calendar. */
    private static JsonObject withoutJson(AuditEntry entry) {
        JsonObject line = new JsonObject();
        line.addProperty("caller", entry.getCaller());
        line.addProperty("kind", entry.getKind().name());
        line.addProperty("request", Base64.getEncoder().encodeToString(entry.getRequest().toByteArray()));
        line.addProperty("askedFault", "the entry has values that cannot be shown as JSON");
        return line;
    }

    private static void addAsked(JsonObject line, AuditEntry.AuditedKind.Code kind, ByteString request) {
        if (request.isEmpty()) {
            return;
        }
        Message message = messageOf(kind);
        if (message == null) {
            line.addProperty("askedFault", "of a kind that this version does not know");
            return;
        }
        try {
            Message parsed = parsed(message, request);
            line.add("asked", JsonParser.parseString(Json.print(parsed)));
            if (holdsUnknownFields(parsed)) {
                line.addProperty("askedFault", "holds fields that this version does not know");
            }
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            // The library throws several kinds at values out of range.
            line.addProperty("askedFault", "not a " + message.getDescriptorForType().getName());
        }
    }

    /** Control and format characters stand in strings alone, so their escapes are JSON. */
    private static String escaped(String json) {
        StringBuilder text = new StringBuilder(json.length());
        json.codePoints().forEach(point -> {
            int type = Character.getType(point);
            if (type == Character.CONTROL || type == Character.FORMAT) {
                for (char unit : Character.toChars(point)) {
                    text.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }

    private static Message parsed(Message message, ByteString request) throws InvalidProtocolBufferException {
        // The trail keeps the name of a reading alone.
        return message instanceof AuditRead
                ? AuditRead.newBuilder().setReadingBytes(request).build()
                : message.getParserForType().parseFrom(request);
    }

    /** At any depth; their content has no JSON. */
    private static boolean holdsUnknownFields(Message parsed) throws InvalidProtocolBufferException {
        Message known = DiscardUnknownFieldsParser.wrap(parsed.getParserForType()).parseFrom(parsed.toByteString());
        return known.getSerializedSize() != parsed.getSerializedSize();
    }

    private static @Nullable Message messageOf(AuditEntry.AuditedKind.Code kind) {
        return switch (kind) {
            case ASK -> Question.getDefaultInstance();
            case MANIFEST -> Manifest.getDefaultInstance();
            case FETCH -> Fetch.getDefaultInstance();
            case SUBMIT -> Batch.getDefaultInstance();
            case SNAPSHOT -> SnapshotRequest.getDefaultInstance();
            case AUDIT_SHOW -> AuditRead.getDefaultInstance();
            case FOLLOW -> Follow.getDefaultInstance();
            case LOAD -> LoadRequest.getDefaultInstance();
            case MESSAGES -> MessagesRequest.getDefaultInstance();
            case CONFIRM -> Confirmation.getDefaultInstance();
            case UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }
}
