package io.vigie.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that every message and every code list of the schema keeps. */
class SchemaTest {
    private static final List<FileDescriptor> FILES = List.of(
            Record.getDescriptor().getFile(),
            Question.getDescriptor().getFile(),
            Change.getDescriptor().getFile(),
            Hello.getDescriptor().getFile(),
            OwnerMessage.getDescriptor().getFile());
    private static final int UNKNOWN_VALUE = 9_999;
    private static final int UNKNOWN_FIELD = 50_000;
    private static final Set<FieldDescriptor.Type> INTEGERS_OF_64_BITS = EnumSet.of(
            FieldDescriptor.Type.INT64,
            FieldDescriptor.Type.UINT64,
            FieldDescriptor.Type.SINT64,
            FieldDescriptor.Type.FIXED64,
            FieldDescriptor.Type.SFIXED64);

    static Stream<Descriptor> messages() {
        return FILES.stream()
                .map(FileDescriptor::getMessageTypes)
                .flatMap(Collection::stream)
                .flatMap(SchemaTest::withNested);
    }

    static Stream<EnumDescriptor> enums() {
        return messages().flatMap(message -> message.getEnumTypes().stream());
    }

    @Test
    void everyCodeListIsNestedInAMessageOfItsOwn() {
        assertThat(FILES).allSatisfy(file -> assertThat(file.getEnumTypes()).isEmpty());
        assertThat(enums()).isNotEmpty().allSatisfy(list -> {
            assertThat(list.getContainingType().getFields()).as(list.getFullName()).isEmpty();
            assertThat(list.getContainingType().getEnumTypes()).as(list.getFullName()).hasSize(1);
        });
    }

    @Test
    void typesAreWrittenByTheNameOfTheFieldModelAndReadByTheEarlierOneToo() throws Exception {
        for (String name : new String[] {"ID_CARD", "IDENTITY_CARD"}) {
            TravelDocument.Builder card = TravelDocument.newBuilder();
            JsonFormat.parser().merge("{\"type\":\"" + name + "\"}", card);
            assertThat(JsonFormat.printer().print(card)).contains("\"ID_CARD\"");
        }
    }

    @Test
    void zeroIsUnspecifiedInEveryCodeListAndNothingElseIs() {
        assertThat(enums()).allSatisfy(list -> {
            assertThat(list.findValueByNumber(0).getName()).as(list.getFullName()).isEqualTo("UNSPECIFIED");
            assertThat(list.getValues()).allMatch(value -> value.getNumber() >= 0);
            if (!list.getOptions().getAllowAlias()) {
                assertThat(list.getValues()).extracting(value -> value.getNumber()).doesNotHaveDuplicates();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("messages")
    void unknownValuesAndFieldsSurviveParsingAndSerializing(Descriptor type) throws Exception {
        ByteString written = newer(type);
        Message read = prototype(type).getParserForType().parseFrom(written);
        assertThat(read.toByteString()).isEqualTo(written);
        assertThat(read.toBuilder().build().toByteString()).isEqualTo(written);
        assertThat(prototype(type).newBuilderForType().mergeFrom(read).build().toByteString()).isEqualTo(written);
    }

    @Test
    void unknownValuesSurviveJsonAsNumbers() throws Exception {
        Answer answer = Answer.newBuilder().setVerdictValue(UNKNOWN_VALUE).build();
        String json = JsonFormat.printer().omittingInsignificantWhitespace().print(answer);
        assertThat(json).isEqualTo("{\"verdict\":9999}");
        Answer.Builder read = Answer.newBuilder();
        JsonFormat.parser().merge(json, read);
        assertThat(read.build()).isEqualTo(answer);
        assertThat(answer.getVerdict()).isEqualTo(Verdict.Code.UNRECOGNIZED);
    }

    @Test
    void anEmptyPayloadIsAnAnswerWithoutVerdict() throws Exception {
        Answer answer = Answer.parseFrom(new byte[0]);
        assertThat(answer.getVerdict()).isEqualTo(Verdict.Code.UNSPECIFIED);
        assertThat(answer.getComplete()).isFalse();
        assertThat(answer.getFreshness()).isEqualTo(Freshness.Code.UNSPECIFIED);
    }

    @Test
    void fieldsOneToSevenAreTheSameInAllKindsOfRecord() {
        assertThat(shared(TravelDocument.getDescriptor()))
                .isEqualTo(shared(Person.getDescriptor()))
                .isEqualTo(shared(Notice.getDescriptor()))
                .containsExactly(
                        "1 STRING id",
                        "2 STRING owner",
                        "3 INT32 version",
                        "4 MESSAGE restrictions",
                        "5 STRING file",
                        "6 STRING review_date",
                        "7 STRING expires");
        assertThat(Record.getDescriptor().getOneofs()).singleElement().satisfies(kind -> assertThat(kind.getFields())
                .hasSize(3));
    }

    /** Numbers of 64 bits are text in JSON; people and scripts read numbers. */
    @Test
    void onlyAPositionsSequenceHasSixtyFourBits() {
        assertThat(messages().flatMap(message -> message.getFields().stream()).filter(field ->
                        INTEGERS_OF_64_BITS.contains(field.getType())))
                .extracting(FieldDescriptor::getFullName)
                .containsExactly("vigie.v1.Position.sequence");
    }

    private static List<String> shared(Descriptor record) {
        return record.getFields().stream()
                .filter(field -> field.getNumber() <= 7)
                .map(field -> field.getNumber() + " " + field.getType() + " " + field.getName())
                .toList();
    }

    /** The message as a later version of the schema may write it: every enum at a new value, and a new field. */
    private static ByteString newer(Descriptor type) throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (FieldDescriptor field : sorted(type)) {
            if (field.getType() == FieldDescriptor.Type.ENUM && field.isRepeated()) {
                out.writeTag(field.getNumber(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
                out.writeUInt32NoTag(CodedOutputStream.computeEnumSizeNoTag(UNKNOWN_VALUE));
                out.writeEnumNoTag(UNKNOWN_VALUE);
            } else if (field.getType() == FieldDescriptor.Type.ENUM) {
                out.writeEnum(field.getNumber(), UNKNOWN_VALUE);
            }
        }
        UnknownFieldSet.newBuilder()
                .mergeField(UNKNOWN_FIELD, UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFromUtf8("later"))
                        .build())
                .build()
                .writeTo(out);
        out.flush();
        return bytes.toByteString();
    }

    private static List<FieldDescriptor> sorted(Descriptor type) {
        List<FieldDescriptor> fields = new ArrayList<>(type.getFields());
        fields.sort(null);
        return fields;
    }

    private static Message prototype(Descriptor type) throws ClassNotFoundException {
        String name = "io.vigie.v1." + type.getFullName().substring("vigie.v1.".length()).replace('.', '$');
        return Internal.getDefaultInstance(Class.forName(name).asSubclass(Message.class));
    }

    private static Stream<Descriptor> withNested(Descriptor message) {
        return Stream.concat(
                Stream.of(message), message.getNestedTypes().stream().flatMap(SchemaTest::withNested));
    }
}
