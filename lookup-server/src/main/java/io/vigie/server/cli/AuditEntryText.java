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
 * An entry of the audit trail as one line of JSON, its `request` decoded as the message of its kind. What cannot be shown so stands
 * whole in `requestBytes` (base64), and `requestFault` says why.
 */
final class AuditEntryText {
    private AuditEntryText() {}

    static String print(AuditEntry entry) {
        AuditEntry bare = entry.toBuilder().clearRequest().build();
        JsonObject line = JsonParser.parseString(Json.print(bare)).getAsJsonObject();
        addRequest(line, entry.getKind(), entry.getRequest());
        return line.toString();
    }

    private static void addRequest(JsonObject line, AuditEntry.AuditedKind.Code kind, ByteString request) {
        if (request.isEmpty()) {
            return;
        }
        Message asked = messageOf(kind);
        if (asked == null) {
            addBytes(line, request, "of a kind that this version does not know");
            return;
        }
        try {
            Message parsed = parsed(asked, request);
            line.add("request", JsonParser.parseString(Json.print(parsed)));
            if (holdsUnknownFields(parsed)) {
                addBytes(line, request, "holds fields that this version does not know");
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            // The second from text that is none, and from times beyond the calendar, which have no text.
            addBytes(line, request, "not a " + asked.getDescriptorForType().getName());
        }
    }

    private static Message parsed(Message asked, ByteString request) throws InvalidProtocolBufferException {
        // The trail keeps the name of a reading alone.
        return asked instanceof AuditRead
                ? AuditRead.newBuilder().setReadingBytes(request).build()
                : asked.getParserForType().parseFrom(request);
    }

    /** At any depth; their content has no JSON. */
    private static boolean holdsUnknownFields(Message parsed) throws InvalidProtocolBufferException {
        Message known = DiscardUnknownFieldsParser.wrap(parsed.getParserForType()).parseFrom(parsed.toByteString());
        return known.getSerializedSize() != parsed.getSerializedSize();
    }

    private static void addBytes(JsonObject line, ByteString request, String fault) {
        line.addProperty("requestBytes", Base64.getEncoder().encodeToString(request.toByteArray()));
        line.addProperty("requestFault", fault);
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
