package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import io.vigie.server.ingest.Json;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.AuditRead;
import io.vigie.v1.Batch;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Context;
import io.vigie.v1.Fetch;
import io.vigie.v1.Follow;
import io.vigie.v1.LoadRequest;
import io.vigie.v1.Manifest;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.SnapshotRequest;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditEntryTextTest {
    private static final Question QUESTION = Question.newBuilder()
            .setId("q1")
            .addMrz("P<UTOERIKSSON<<ANNA")
            .setPerson(PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull("Анна \"A\"")))
            .setContext(Context.newBuilder().setOfficer("O7"))
            .build();

    @Test
    void showsWhoAskedForWhom() {
        AuditEntry entry = entry(AuditEntry.AuditedKind.Code.ASK, QUESTION.toByteString());
        String line = AuditEntryText.print(entry);
        assertThat(line).doesNotContain("\n").contains("\"caller\":\"FRA/police/gate-1\"").contains("P<UTOERIKSSON<<ANNA");
        JsonObject asked = asked(line);
        assertThat(asked.getAsJsonObject("context").get("officer").getAsString()).isEqualTo("O7");
        assertThat(asked.getAsJsonObject("person").getAsJsonArray("names").get(0).getAsJsonObject().get("full").getAsString())
                .isEqualTo("Анна \"A\"");
        assertThat(parsed(line).get("request").getAsString()).as("as on the wire").isEqualTo(base64(entry.getRequest()));
        assertThat(parsed(line).has("askedFault")).isFalse();
    }

    @Test
    void everyKindHasItsMessage() {
        Map<AuditEntry.AuditedKind.Code, Message> messages = new EnumMap<>(AuditEntry.AuditedKind.Code.class);
        messages.put(AuditEntry.AuditedKind.Code.ASK, QUESTION);
        messages.put(AuditEntry.AuditedKind.Code.MANIFEST, Manifest.newBuilder().setId("x").addTravellers(QUESTION).build());
        messages.put(AuditEntry.AuditedKind.Code.FETCH, Fetch.newBuilder().setRecordId("x").build());
        messages.put(AuditEntry.AuditedKind.Code.SUBMIT, Batch.newBuilder().setId("x").build());
        messages.put(AuditEntry.AuditedKind.Code.SNAPSHOT, SnapshotRequest.newBuilder().setCredit(3).build());
        messages.put(AuditEntry.AuditedKind.Code.FOLLOW, Follow.newBuilder().setCredit(3).build());
        messages.put(AuditEntry.AuditedKind.Code.LOAD, LoadRequest.newBuilder().addFiles("/x").build());
        messages.put(AuditEntry.AuditedKind.Code.MESSAGES, MessagesRequest.newBuilder().setAcknowledge("x").build());
        messages.put(AuditEntry.AuditedKind.Code.CONFIRM, Confirmation.newBuilder().setRecordId("x").build());
        messages.put(AuditEntry.AuditedKind.Code.AUDIT_SHOW, AuditRead.newBuilder().setReading("a-reading").build());
        for (AuditEntry.AuditedKind.Code kind : AuditEntry.AuditedKind.Code.values()) {
            switch (kind) {
                case UNSPECIFIED, UNRECOGNIZED -> {}
                case ASK, MANIFEST, FETCH, SUBMIT, SNAPSHOT, AUDIT_SHOW, FOLLOW, LOAD, MESSAGES, CONFIRM -> {
                    Message message = messages.get(kind);
                    ByteString request = kind == AuditEntry.AuditedKind.Code.AUDIT_SHOW
                            ? ByteString.copyFromUtf8("a-reading")
                            : message.toByteString();
                    JsonObject line = parsed(AuditEntryText.print(entry(kind, request)));
                    assertThat(line.get("asked")).as("%s", kind).isEqualTo(parsed(Json.print(message)));
                    assertThat(line.has("askedFault")).as("%s", kind).isFalse();
                }
            }
        }
    }

    @Test
    void noCharacterSteersTheTerminalOfTheOfficer() {
        String hostile = "a\u009B31m\u202Eb\u007F\u001B\uDB40\uDC01c";
        Question question = QUESTION.toBuilder().setContext(Context.newBuilder().setOfficer(hostile)).build();
        AuditEntry entry = entry(AuditEntry.AuditedKind.Code.ASK, question.toByteString()).toBuilder()
                .setCaller(hostile)
                .build();
        String line = AuditEntryText.print(entry);
        assertThat(line.codePoints().map(Character::getType)).doesNotContain((int) Character.CONTROL, (int) Character.FORMAT);
        assertThat(line).contains("a\\u009b31m\\u202eb\\u007f\\u001b\\udb40\\udc01c");
        assertThat(parsed(line).get("caller").getAsString()).isEqualTo(hostile);
        assertThat(asked(line).getAsJsonObject("context").get("officer").getAsString()).isEqualTo(hostile);
    }

    @Test
    void anEntryWithoutJsonIsNoEndOfTheReading() {
        ByteString bytes = QUESTION.toByteString();
        AuditEntry entry = entry(AuditEntry.AuditedKind.Code.ASK, bytes).toBuilder()
                .setTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                .build();
        assertThat(AuditEntryText.print(entry))
                .contains("\"caller\":\"FRA/police/gate-1\"", "\"kind\":\"ASK\"", base64(bytes))
                .contains("\"askedFault\":\"the entry has values that cannot be shown as JSON\"");
    }

    @Test
    void whatCannotBeReadStaysWholeAndSaysSo() {
        ByteString bytes = ByteString.copyFrom(new byte[] {0x0A, 0x7F, 1});
        JsonObject line = parsed(AuditEntryText.print(entry(AuditEntry.AuditedKind.Code.ASK, bytes)));
        assertThat(line.has("asked")).isFalse();
        assertThat(line.get("request").getAsString()).isEqualTo(base64(bytes));
        assertThat(line.get("askedFault").getAsString()).isEqualTo("not a Question");
        assertThat(AuditEntryText.print(entry(AuditEntry.AuditedKind.Code.UNSPECIFIED, bytes)))
                .contains("\"askedFault\":\"of a kind that this version does not know\"");
        assertThat(AuditEntryText.print(entry(AuditEntry.AuditedKind.Code.ASK, ByteString.EMPTY))).doesNotContain("request", "asked");
    }

    @Test
    void aTimeBeyondTheCalendarIsNoEndOfTheReading() {
        ByteString bytes = Confirmation.newBuilder()
                .setAsked(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                .build()
                .toByteString();
        assertThat(AuditEntryText.print(entry(AuditEntry.AuditedKind.Code.CONFIRM, bytes)))
                .contains("\"askedFault\":\"not a Confirmation\"", base64(bytes));
    }

    @Test
    void fieldsOfOtherVersionsAreNotLeftOutWithoutAWord() {
        UnknownFieldSet other = UnknownFieldSet.newBuilder()
                .addField(999, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        ByteString bytes = QUESTION.toBuilder()
                .setContext(Context.newBuilder().setOfficer("O7").setUnknownFields(other))
                .build()
                .toByteString();
        String line = AuditEntryText.print(entry(AuditEntry.AuditedKind.Code.ASK, bytes));
        assertThat(line).contains("\"officer\":\"O7\"", "\"askedFault\":\"holds fields that this version does not know\"", base64(bytes));
    }

    private static AuditEntry entry(AuditEntry.AuditedKind.Code kind, ByteString request) {
        AuditEntry.Builder entry = AuditEntry.newBuilder().setCaller("FRA/police/gate-1").setRequest(request);
        return kind == AuditEntry.AuditedKind.Code.UNRECOGNIZED ? entry.setKindValue(99).build() : entry.setKind(kind).build();
    }

    private static JsonObject parsed(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }

    private static JsonObject asked(String line) {
        return parsed(line).getAsJsonObject("asked");
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
