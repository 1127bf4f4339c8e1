package io.vigie.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every JSON example that outside programs rely on, read into its message and printed again. Printed fields stand in
 * the order of their numbers; a default is left out unless it is always printed.
 */
class InterfaceExamplesTest {
    /** As the server and the command line print; their class is {@code io.vigie.server.ingest.Json}. */
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
            .omittingInsignificantWhitespace()
            .includingDefaultValueFields(Stream.of(
                            fields(Answer.getDescriptor(), "complete", "hits", "datasets"),
                            fields(Hit.getDescriptor(), "score", "explanation", "certain"),
                            fields(Explanation.getDescriptor(), "score"),
                            fields(MrzReading.getDescriptor(), "valid", "problems", "repairs", "truncated"),
                            fields(Status.getDescriptor(), "ready"),
                            fields(DatasetStatus.getDescriptor(), "records"),
                            fields(Restrictions.getDescriptor(), "silent"))
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet()));

    private static final Set<String> NOT_PROMISED = Set.of("UNSPECIFIED", "UNRECOGNIZED");

    private static final String ZONE_READING =
            """
            {"format":"TD3","valid":true,"documentCode":"P","issuingState":"UTO","documentNumber":"L898902C3",\
            "surname":"ERIKSSON","givenNames":"ANNA MARIA","nationality":"UTO","birthDate":"1974-08-12","sex":"F",\
            "expiryDate":"2012-04-15","optionalData":"ZE184226B","checks":{"documentNumber":true,"birthDate":true,\
            "expiryDate":true,"optionalData":true,"composite":true},"problems":[],"repairs":[],"truncated":false}""";

    @Test
    void aQuestionWithAZone() throws Exception {
        Question read = same(
                """
                {"id":"q1","mrz":["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",\
                "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]}""",
                Question.getDefaultInstance());
        assertThat(read.getMrzList()).hasSize(2);
    }

    @Test
    void aQuestionAboutADocument() throws Exception {
        Question read = same(
                """
                {"id":"q2","document":{"number":"L898902C3","issuingState":"UTO","type":"PASSPORT"}}""",
                Question.getDefaultInstance());
        assertThat(read.getDocument().getType()).isEqualTo(DocumentType.Code.PASSPORT);
    }

    @Test
    void aQuestionAboutAPerson() throws Exception {
        Question read = same(
                """
                {"id":"q3","person":{"names":[{"surname":"ERIKSSON","given":"ANNA MARIA"}],"birthDate":"1974-08-12",\
                "sex":"FEMALE","nationalities":["UTO"],"nationalIds":[{"state":"UTO","number":"19740812-1234"}]}}""",
                Question.getDefaultInstance());
        assertThat(read.getPerson().getSex()).isEqualTo(Sex.Code.FEMALE);
    }

    @Test
    void aQuestionInAnotherScriptWithOptions() throws Exception {
        Question read = same(
                """
                {"id":"q4","person":{"names":[{"full":"Анна Эрикссон"}]},"datasets":["PERSONS"],"limit":5,\
                "minScore":0.6,"explain":true}""",
                Question.getDefaultInstance());
        assertThat(read.getDatasetsList()).containsExactly(Dataset.Code.PERSONS);
        assertThat(read.getMinScore()).isEqualTo(0.6);
    }

    @Test
    void aQuestionAboutANotice() throws Exception {
        Question read = same("""
                {"id":"q5","notice":{"id":"2026/12345"}}""", Question.getDefaultInstance());
        assertThat(read.getNotice().getId()).isEqualTo("2026/12345");
    }

    @Test
    void aQuestionWithEveryOption() throws Exception {
        Question read = same(
                """
                {"id":"q6","document":{"number":"L898902C3"},"datasets":["TRAVEL_DOCUMENTS","PERSONS","NOTICES"],\
                "limit":10,"minScore":0.5,"explain":true,"near":false,"deadlineMillis":1000,"birthYearTolerance":2,\
                "context":{"officer":"o-17","place":"CDG","direction":"ENTRY","journey":"AF123","purpose":"BORDER"},\
                "askingParty":"FRA"}""",
                Question.getDefaultInstance());
        assertThat(read.hasNear()).as("false is not absent").isTrue();
    }

    @Test
    void directionsAndPurposesHaveTheNamesThatArePromised() {
        assertThat(names(Direction.Code.values())).containsExactly("ENTRY", "EXIT", "TRANSIT", "INSIDE");
        assertThat(names(Purpose.Code.values())).containsExactly("BORDER", "VISA", "CARRIER", "POLICE", "TEST");
    }

    @Test
    void anAnswer() throws Exception {
        String example =
                """
                {"id":"q1","verdict":"HIT","complete":true,"hits":[{"recordId":"FRA-D-0001",\
                "dataset":"TRAVEL_DOCUMENTS","score":1.0,"match":"EXACT","status":"STOLEN","action":"SEIZE_DOCUMENT",\
                "owner":"FRA","explanation":[]}],"datasets":[{"dataset":"TRAVEL_DOCUMENTS","state":"ANSWERED"},\
                {"dataset":"PERSONS","state":"ANSWERED"},{"dataset":"NOTICES","state":"ANSWERED"}],"mrz":%s,\
                "asOf":{"epoch":1,"sequence":"7299"},"freshness":"FRESH","micros":180}"""
                        .formatted(ZONE_READING);
        String printed = example.replace("\"explanation\":[]", "\"explanation\":[],\"certain\":false");
        Answer read = printed(example, Answer.getDefaultInstance(), printed);
        assertThat(read.getAsOf().getSequence()).isEqualTo(7299);
    }

    @Test
    void anAnswerThatFoundNothingSaysSoInEveryField() throws Exception {
        same(
                """
                {"id":"q1","verdict":"PARTIAL","complete":false,"hits":[],"datasets":[{"dataset":"PERSONS",\
                "state":"INCOMPLETE","reason":"TIMED_OUT"},{"dataset":"NOTICES","state":"NOT_ASKED"}],\
                "freshness":"STALE"}""",
                Answer.getDefaultInstance());
    }

    @Test
    void anAnswerWithAnError() throws Exception {
        same(
                """
                {"id":"q7","verdict":"INVALID","complete":false,"hits":[],"datasets":[],"error":{\
                "code":"UNKNOWN_VALUE","message":"\\"XYZ\\" (expected: a state)","field":"document.issuingState"}}""",
                Answer.getDefaultInstance());
    }

    @Test
    void verdictsStatesReasonsAndMatchesHaveTheNamesThatArePromised() {
        assertThat(names(Verdict.Code.values()))
                .containsExactlyInAnyOrder(
                        "NO_HIT", "HIT", "POSSIBLE", "PARTIAL", "INVALID", "REFUSED", "UNAVAILABLE");
        assertThat(names(DatasetState.State.Code.values())).containsExactly("ANSWERED", "NOT_ASKED", "INCOMPLETE");
        assertThat(names(DatasetState.Reason.Code.values()))
                .containsExactly("TIMED_OUT", "UNAVAILABLE", "DAMAGED", "TRUNCATED", "STALE", "UNVERIFIED_INPUT", "NOT_ALLOWED");
        assertThat(names(Match.Code.values()))
                .containsExactly("EXACT", "NORMALISED", "REPAIRED", "NEAR", "RANGE", "FUZZY", "LINKED");
        assertThat(names(DocumentStatus.Code.values()))
                .containsExactlyInAnyOrder(
                        "STOLEN",
                        "LOST",
                        "STOLEN_BLANK",
                        "REVOKED",
                        "INVALID",
                        "FALSE",
                        "MISAPPROPRIATED",
                        "VALID",
                        "RECOVERED");
    }

    @Test
    void anExplanation() throws Exception {
        printed(
                """
                {"recordId":"P1","score":0.91,"certain":false,"evidence":3.2,"explanation":[{"feature":"name",\
                "query":"Eriksson","record":"ERICSSON","score":0,"detail":"similar"}]}""",
                Hit.getDefaultInstance(),
                """
                {"recordId":"P1","score":0.91,"explanation":[{"feature":"name","query":"Eriksson",\
                "record":"ERICSSON","score":0.0,"detail":"similar"}],"evidence":3.2,"certain":false}""");
    }

    @Test
    void aZoneReading() throws Exception {
        MrzReading read = same(ZONE_READING, MrzReading.getDefaultInstance());
        assertThat(read.getChecks().hasComposite()).isTrue();
    }

    @Test
    void aZoneReadingWithProblemsAndRepairs() throws Exception {
        MrzReading read = same(
                """
                {"format":"TD1","valid":false,"documentNumber":"D23145890","birthDateRaw":"740231",\
                "expiryDateRaw":"12<<<<","optionalData2":"X1","checks":{"documentNumber":false,"composite":false},\
                "problems":[{"code":"CHECK_DIGIT","field":"documentNumber","message":"7 (expected: 3)"}],\
                "repairs":[{"field":"documentNumber","from":"D2314589O","to":"D23145890"}],"truncated":true}""",
                MrzReading.getDefaultInstance());
        assertThat(read.getChecks().hasBirthDate()).as("absent, not false").isFalse();
    }

    @Test
    void zoneFormatsHaveTheNamesThatArePromised() {
        assertThat(names(MrzReading.Format.Code.values()))
                .containsExactly("TD1", "TD2", "TD3", "MRVA", "MRVB", "IDFRA", "UNKNOWN");
    }

    @Test
    void aTravelDocument() throws Exception {
        Record read = printed(
                """
                {"travelDocument":{"id":"FRA-D-0001","owner":"FRA","issuingState":"FRA","type":"PASSPORT",\
                "number":"12AB34567","numberEnd":"","status":"STOLEN","statusDate":"2024-05-01","personIds":[],\
                "noticeIds":[]}}""",
                Record.getDefaultInstance(),
                """
                {"travelDocument":{"id":"FRA-D-0001","owner":"FRA","issuingState":"FRA","type":"PASSPORT",\
                "number":"12AB34567","status":"STOLEN","statusDate":"2024-05-01"}}""");
        assertThat(read.getTravelDocument().getStatus()).isEqualTo(DocumentStatus.Code.STOLEN);
    }

    @Test
    void aPerson() throws Exception {
        Record read = same(
                """
                {"person":{"id":"FRA-P-0001","owner":"FRA","identities":[{"category":"CONFIRMED","names":[{\
                "full":"Anna Maria Eriksson","surname":"Eriksson","given":"Anna Maria","script":"Latn"}],\
                "birthDates":["1974-08-12"],"birthPlace":"Zenith","sex":"FEMALE"},{"category":"ALIAS",\
                "names":[{"full":"Анна Эрикссон","script":"Cyrl"}]}],"nationalities":["UTO"],\
                "noticeIds":["2026/12345"]}}""",
                Record.getDefaultInstance());
        assertThat(read.getPerson().getIdentitiesList()).hasSize(2);
    }

    @Test
    void aNotice() throws Exception {
        printed(
                """
                {"notice":{"id":"2026/12345","owner":"FRA","colour":"RED","instrument":"NOTICE",\
                "status":"PUBLISHED","subjects":["FRA-P-0001"],"charges":["fraud"],"action":"ARREST_PROVISIONAL",\
                "issued":"2026-01-10","expires":"2031-01-10"}}""",
                Record.getDefaultInstance(),
                """
                {"notice":{"id":"2026/12345","owner":"FRA","expires":"2031-01-10","colour":"RED",\
                "instrument":"NOTICE","status":"PUBLISHED","subjects":["FRA-P-0001"],"charges":["fraud"],\
                "action":"ARREST_PROVISIONAL","issued":"2026-01-10"}}""");
    }

    @Test
    void anyKindOfRecordWithWhatAllMayCarry() throws Exception {
        for (String kind : new String[] {"travelDocument", "person", "notice"}) {
            same(
                    """
                    {"%s":{"id":"X-1","owner":"EUROPOL","version":3,"restrictions":{"recipients":"LIST",\
                    "parties":["FRA"],"confidentiality":"OFFICIAL_USE","silent":false,"onward":true},\
                    "file":"foreign-fighters","reviewDate":"2027-01-10","expires":"2031"}}"""
                            .formatted(kind),
                    Record.getDefaultInstance());
        }
        assertThat(names(Recipients.Code.values())).containsExactly("ALL", "LIST", "EXCEPT");
        assertThat(names(Confidentiality.Code.values())).containsExactly("OFFICIAL_USE", "RESTRICTED", "CONFIDENTIAL");
    }

    @Test
    void silentIsPrintedAlsoWhenFalseAndOnwardWhenItWasSaid() throws Exception {
        printed("{\"onward\":false}", Restrictions.getDefaultInstance(), "{\"silent\":false,\"onward\":false}");
    }

    @Test
    void theStatusOfANode() throws Exception {
        same(
                """
                {"version":"0.1.0","ready":true,"position":{"epoch":1,"sequence":"7299"},"datasets":[{\
                "dataset":"PERSONS","records":5350,"freshness":"FRESH","asOf":"2026-01-01T00:00:00Z"}]}""",
                Status.getDefaultInstance());
        printed("{}", Status.getDefaultInstance(), "{\"ready\":false}");
    }

    @Test
    void aWithdrawal() throws Exception {
        Submission read = same("""
                {"withdraw":{"id":"FRA-D-0001","version":3}}""", Submission.getDefaultInstance());
        assertThat(read.getWithdraw().getVersion()).isEqualTo(3);
    }

    @Test
    void aRecordIsASubmissionAsItStands() throws Exception {
        String record = """
                {"travelDocument":{"id":"FRA-D-0001","owner":"FRA"}}""";
        assertThat(same(record, Submission.getDefaultInstance()).getTravelDocument())
                .isEqualTo(same(record, Record.getDefaultInstance()).getTravelDocument());
    }

    @Test
    void theOutcomeOfASubmission() throws Exception {
        same("""
                {"id":"FRA-D-0001","outcome":"ACCEPTED","version":3}""", Outcome.getDefaultInstance());
        same(
                """
                {"id":"FRA-D-0001","outcome":"REFUSED","version":3,"error":{"code":"VERSION_CONFLICT",\
                "message":"version: 2 (expected: 3)","field":"version"}}""",
                Outcome.getDefaultInstance());
        assertThat(names(Outcome.Result.Code.values())).containsExactly("ACCEPTED", "UNCHANGED", "REFUSED");
    }

    @Test
    void anError() throws Exception {
        same(
                """
                {"code":"INVALID_VALUE","message":"65 characters (expected: <= 64)","field":"document.number"}""",
                Error.getDefaultInstance());
    }

    @Test
    void anUnknownFieldIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> JsonFormat.parser().merge("{\"id\":\"q1\",\"documnet\":{}}", Question.newBuilder()))
                .hasMessageContaining("documnet");
    }

    /** Read and printed again, it is the same text. */
    private static <M extends Message> M same(String json, M type) throws Exception {
        return printed(json, type, json);
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> M printed(String json, M type, String expected) throws Exception {
        Message.Builder read = type.newBuilderForType();
        JsonFormat.parser().merge(json, read);
        assertThat(withoutEscapes(PRINTER.print(read))).isEqualTo(expected);
        return (M) read.build();
    }

    /** The printer writes {@code <}, {@code =} and their like as for HTML; any reader of JSON takes that back. */
    private static String withoutEscapes(String json) {
        return JsonParser.parseString(json).toString();
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).filter(name -> !NOT_PROMISED.contains(name));
    }

    private static Set<FieldDescriptor> fields(Descriptor message, String... names) {
        return Arrays.stream(names).map(message::findFieldByName).collect(Collectors.toSet());
    }
}
