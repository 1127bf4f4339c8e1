package io.vigie.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.vigie.v1.Action;
import io.vigie.v1.Answer;
import io.vigie.v1.Context;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DatasetStatus;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Error;
import io.vigie.v1.Fetch;
import io.vigie.v1.Fetched;
import io.vigie.v1.Freshness;
import io.vigie.v1.GoAway;
import io.vigie.v1.Hello;
import io.vigie.v1.Hit;
import io.vigie.v1.Manifest;
import io.vigie.v1.ManifestEnd;
import io.vigie.v1.Match;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Position;
import io.vigie.v1.Purpose;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Status;
import io.vigie.v1.StatusRequest;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import io.vigie.v1.Welcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The frames of the resources folder {@code frames}, and what each of them holds. */
final class GoldenFrames {
    private static final Position POSITION =
            Position.newBuilder().setEpoch(1).setSequence(7299).build();
    private static final Timestamp NEW_YEAR =
            Timestamp.newBuilder().setSeconds(1_767_225_600).build();

    private GoldenFrames() {}

    /**
     * One golden frame.
     *
     * @param message null when the payload is no message
     */
    record Golden(
            String file,
            FrameKind kind,
            int correlation,
            int budgetMicros,
            @Nullable Message message,
            ByteString payload) {

        byte[] bytes() {
            return hex(file);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static final List<Golden> ALL = List.of(
            golden("hello", FrameKind.HELLO, 1, 0, hello()),
            golden("welcome", FrameKind.WELCOME, 1, 0, welcome()),
            golden("ping", FrameKind.PING, 7, new byte[] {0, -1, 16}),
            golden("pong", FrameKind.PONG, 7, new byte[] {0, -1, 16}),
            golden("goaway", FrameKind.GOAWAY, 0, 0, goAway()),
            golden("error", FrameKind.ERROR, -1, 0, error(Error.Code.Value.NOT_FOUND, "no record has this id")),
            golden("ask", FrameKind.ASK, 2, 1_000_000, ask()),
            golden("answer", FrameKind.ANSWER, 2, 0, answer()),
            golden("answer-clear", FrameKind.ANSWER, 3, 0, clear()),
            golden("ask-many", FrameKind.ASK_MANY, 6, 2_000_000, manifest()),
            golden("answer-indexed", FrameKind.ANSWER, 6, 0, clear().toBuilder().setIndex(1).build()),
            golden("end", FrameKind.END, 6, 0, end()),
            golden("cancel", FrameKind.CANCEL, 2, new byte[0]),
            golden("fetch", FrameKind.FETCH, 4, 0, fetch()),
            golden("fetched", FrameKind.FETCHED, 4, 0, fetched()),
            golden("status", FrameKind.STATUS, 5, 0, StatusRequest.getDefaultInstance()),
            golden("status-report", FrameKind.STATUS_REPORT, 5, 0, status()));

    /** The bytes of a resource: hexadecimal digits, blanks, and comments from {@code #} to the end of the line. */
    static byte[] hex(String file) {
        try (InputStream in = GoldenFrames.class.getResourceAsStream("/frames/" + file + ".hex")) {
            return parse(new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As in {@link #hex}. */
    static byte[] parse(String text) {
        return HexFormat.of().parseHex(text.replaceAll("#.*", "").replaceAll("\\s", ""));
    }

    private static Golden golden(String file, FrameKind kind, int correlation, int budgetMicros, Message message) {
        return new Golden(file, kind, correlation, budgetMicros, message, message.toByteString());
    }

    private static Golden golden(String file, FrameKind kind, int correlation, byte[] payload) {
        return new Golden(file, kind, correlation, 0, null, ByteString.copyFrom(payload));
    }

    private static Hello hello() {
        return Hello.newBuilder()
                .setClient("example/1")
                .setVersionMin(1)
                .setVersionMax(1)
                .build();
    }

    private static Welcome welcome() {
        return Welcome.newBuilder()
                .setServer("vigie/0.1.0")
                .setVersion(1)
                .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                .setFreshness(Freshness.Code.FRESH)
                .setFrameBytesMax(1 << 20)
                .setInFlightMax(1024)
                .setPosition(POSITION)
                .build();
    }

    private static GoAway goAway() {
        return GoAway.newBuilder()
                .setError(error(Error.Code.Value.DRAINING, "stopping"))
                .build();
    }

    private static Error error(Error.Code.Value code, String message) {
        return Error.newBuilder().setCode(code).setMessage(message).build();
    }

    private static Question ask() {
        return Question.newBuilder()
                .setId("q1")
                .setDocument(DocumentQuestion.newBuilder()
                        .setNumber("OB 0243318")
                        .setIssuingState("COD"))
                .build();
    }

    private static Manifest manifest() {
        return Manifest.newBuilder()
                .setId("m1")
                .addTravellers(ask())
                .addTravellers(Question.newBuilder()
                        .setId("q2")
                        .setPerson(PersonQuestion.newBuilder()
                                .addNames(Name.newBuilder().setFull("ANNA ERIKSSON"))))
                .setContext(Context.newBuilder().setJourney("AF123").setPurpose(Purpose.Code.BORDER))
                .build();
    }

    private static ManifestEnd end() {
        return ManifestEnd.newBuilder()
                .setId("m1")
                .setTravellers(2)
                .setAnswered(2)
                .build();
    }

    private static Answer answer() {
        return found("q1", Verdict.Code.HIT, 180)
                .addHits(Hit.newBuilder()
                        .setRecordId("UN-CDi.021-D1")
                        .setDataset(Dataset.Code.TRAVEL_DOCUMENTS)
                        .setScore(1.0)
                        .setMatch(Match.Code.NORMALISED)
                        .setStatus("VALID")
                        .setAction(Action.Code.UN_TRAVEL_BAN)
                        .setOwner("UNO")
                        .setCertain(true)
                        .setIssuingState("COD")
                        .setType(DocumentType.Code.PASSPORT)
                        .setNumber("OB0243318")
                        .addPersonIds("UN-CDi.021"))
                .build();
    }

    private static Answer clear() {
        return found("q2", Verdict.Code.NO_HIT, 12).build();
    }

    private static Answer.Builder found(String id, Verdict.Code verdict, int micros) {
        return Answer.newBuilder()
                .setId(id)
                .setVerdict(verdict)
                .setComplete(true)
                .addDatasets(state(Dataset.Code.TRAVEL_DOCUMENTS, DatasetState.State.Code.ANSWERED))
                .addDatasets(state(Dataset.Code.PERSONS, DatasetState.State.Code.NOT_ASKED))
                .addDatasets(state(Dataset.Code.NOTICES, DatasetState.State.Code.NOT_ASKED))
                .setAsOf(POSITION)
                .setFreshness(Freshness.Code.FRESH)
                .setMicros(micros);
    }

    private static DatasetState state(Dataset.Code dataset, DatasetState.State.Code state) {
        return DatasetState.newBuilder().setDataset(dataset).setState(state).build();
    }

    private static Fetch fetch() {
        return Fetch.newBuilder().setRecordId("FRA-D-0001").build();
    }

    private static Fetched fetched() {
        return Fetched.newBuilder()
                .setRecord(Record.newBuilder()
                        .setTravelDocument(TravelDocument.newBuilder()
                                .setId("FRA-D-0001")
                                .setOwner("FRA")
                                .setVersion(1)
                                .setIssuingState("FRA")
                                .setType(DocumentType.Code.PASSPORT)
                                .setNumber("12AB34567")
                                .setStatus(DocumentStatus.Code.STOLEN)
                                .setStatusDate("2024-05-01")))
                .setAsOf(POSITION)
                .build();
    }

    private static Status status() {
        return Status.newBuilder()
                .setVersion("0.1.0")
                .setReady(true)
                .setPosition(POSITION)
                .addDatasets(DatasetStatus.newBuilder()
                        .setDataset(Dataset.Code.PERSONS)
                        .setRecords(5350)
                        .setFreshness(Freshness.Code.FRESH)
                        .setAsOf(NEW_YEAR)
                        .setReason(DatasetState.Reason.Code.UNAVAILABLE))
                .setStarted(NEW_YEAR.toBuilder().setNanos(500_000_000))
                .setGeneration(7)
                .build();
    }
}
