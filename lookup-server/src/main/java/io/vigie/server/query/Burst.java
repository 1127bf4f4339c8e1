package io.vigie.server.query;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditBlock;
import io.vigie.server.hits.HitReport;
import io.vigie.server.index.Contents;
import io.vigie.server.index.DocumentIndex;
import io.vigie.server.index.RangeIndex;
import io.vigie.server.index.Records;
import io.vigie.server.index.persons.SearchScratch;
import io.vigie.server.metrics.Durations;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Answer;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Fetch;
import io.vigie.v1.Fetched;
import io.vigie.v1.Freshness;
import io.vigie.v1.Hit;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.RequestKind;
import io.vigie.v1.Verdict;
import io.vigie.wire.CanaryQuestion;
import io.vigie.wire.ProtoTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions that one event loop answers in one go: one moment of the data, one audit block. Begins with the first
 * question, ends with {@link #end}, and begins again.
 *
 * <p>Not thread-safe. Answers may leave only when the completion of {@link #end} says that the block was written.
 */
public final class Burst {
    private static final Logger LOG = LoggerFactory.getLogger(Burst.class);
    private static final int SPARE_BLOCKS_MAX = 8;

    /** Asked by every client that connects, about nobody: neither recorded nor counted, as the server's own. */
    private static final byte[] CLIENTS_CANARY = CanaryQuestion.QUESTION.toByteArray();

    private final QueryService service;
    private final ReadView view;
    private final @Nullable SearchScratch scratch;
    private final PlainQuestion plain = new PlainQuestion();
    private final PlainZone plainZone = new PlainZone();
    private final Durations cleared = new Durations();

    /** Written, and so free to be filled again. */
    private final Queue<AuditBlock> spareBlocks = new ArrayBlockingQueue<>(SPARE_BLOCKS_MAX);

    private AuditBlock block = new AuditBlock();
    private List<HitReport> reports = List.of();
    private Contents contents = Contents.NONE;
    private long moment = -1;
    private int generation;
    private Freshness.Code freshness = Freshness.Code.UNSPECIFIED;
    private LocalDate today = LocalDate.EPOCH;
    private @Nullable RangeIndex ranges;
    private ClearAnswer clearAnswer = new ClearAnswer(contents.position());
    private Set<Dataset.Code> suspect = Set.of();
    private long begunNanos;
    private long begunEpochNanos;

    /** Told, on another thread, whether the burst is recorded. */
    public interface Completion {
        void done(boolean recorded);
    }

    /** Says in an answer what was found. */
    private interface Filling {
        void fillIn(Answer.Builder answer) throws QuestionException;
    }

    /**
     * What a fetch gives: the record, or why not.
     */
    public sealed interface FetchResult {
        /** The record, whole. */
        record Found(Fetched fetched) implements FetchResult {}

        /** Why there is none. */
        record NotFound(Error error) implements FetchResult {}
    }

    /**
     * @param scratch of a worker; null = questions for persons belong to a worker
     */
    Burst(QueryService service, ReadView view, @Nullable SearchScratch scratch) {
        this.service = service;
        this.view = view;
        this.scratch = scratch;
    }

    /** Requests taken since the burst began. */
    public int size() {
        return block.count();
    }

    /**
     * Answers one question on a document if it is plain and nothing is known: the way of nearly all such questions,
     * without a message on it. The answer is a frame, {@link #clearFrame}.
     *
     * @param bytes whose {@code size} bytes from {@code from} are the question
     * @param arrivedNanos as for {@link #ask}
     * @return size of the frame; 0 when nothing happened: {@link #ask} must answer
     */
    public int tryClear(
            Caller caller, byte[] bytes, int from, int size, int correlation, long arrivedNanos, int budgetMicros) {
        if (!caller.rights().allowPlainQuestions()
                || !plain.read(bytes, from, size)
                || !begun()
                || !isNothingKnown()) {
            return 0;
        }
        ZoneEncoder zone = plain.isZone() ? plainZone.encoded() : null;
        long now = System.nanoTime();
        long nanos = now - arrivedNanos;
        if (nanos >= Deadline.nanos(service.config(), plain.deadlineMillis(), budgetMicros)
                || !caller.rights().allowPlainQuestion(plain.contextGiven(), plain.purpose(), today, now)) {
            return 0;
        }
        int micros = micros(nanos);
        clearAnswer.record(block, caller, bytes, from, size, begunEpochNanos + (arrivedNanos - begunNanos), micros);
        cleared.add(nanos);
        return clearAnswer.encode(correlation, bytes, plain.idFrom(), plain.idSize(), zone, micros);
    }

    /** The frame that {@link #tryClear} made; valid until the next question. */
    public byte[] clearFrame() {
        return clearAnswer.frame();
    }

    /**
     * Answers one question.
     *
     * @param payload of the frame, kept in the audit trail
     * @param arrivedNanos when the frame was received, by {@link System#nanoTime}
     * @param budgetMicros time that the asker has left, 0 = not said
     * @throws InvalidProtocolBufferException when the payload is not a question
     */
    public Answer ask(Caller caller, byte[] payload, long arrivedNanos, int budgetMicros)
            throws InvalidProtocolBufferException {
        return ask(caller, Question.parseFrom(payload), payload, arrivedNanos, budgetMicros);
    }

    /** As {@link #ask(Caller, byte[], long, int)}, of a question that was parsed from the payload. */
    public Answer ask(Caller caller, Question question, byte[] payload, long arrivedNanos, int budgetMicros) {
        Deadline deadline = new Deadline(service.config(), question, arrivedNanos, budgetMicros);
        return ask(caller, question, payload, arrivedNanos, deadline);
    }

    /** As {@link #ask(Caller, byte[], long, int)}, until another deadline. */
    Answer ask(Caller caller, Question question, byte[] payload, long arrivedNanos, Deadline deadline) {
        return answered(caller, question.getId(), payload, arrivedNanos, answer -> {
            begin();
            answering(suspect).answer(caller, question, answer, deadline);
            if (answer.getHitsCount() > 0) {
                report(new HitDesk.Shown(
                        caller, question, payload, answer, view, ProtoTime.of(service.clock().instant())));
            }
        });
    }

    private void report(HitDesk.Shown shown) {
        List<HitReport> found = service.hitDesk().report(shown);
        if (!found.isEmpty()) {
            List<HitReport> all = new ArrayList<>(reports);
            all.addAll(found);
            reports = all;
        }
    }

    /** Answers a question that cannot be asked, and records it as all others. */
    Answer refuse(Caller caller, String id, byte[] payload, long arrivedNanos, QuestionException fault) {
        return answered(caller, id, payload, arrivedNanos, _ -> {
            throw fault;
        });
    }

    private Answer answered(Caller caller, String id, byte[] payload, long arrivedNanos, Filling filling) {
        Answer.Builder answer = Answer.newBuilder().setId(id);
        try {
            filling.fillIn(answer);
        } catch (QuestionException e) {
            Failures.failed(answer, e);
        } catch (RuntimeException | InternalError e) {
            var _ = Failures.failed(answer, e);
        }
        long nanos = System.nanoTime() - arrivedNanos;
        answer.setMicros(micros(nanos));
        if (!Arrays.equals(payload, CLIENTS_CANARY)) {
            record(caller, AuditEntry.AuditedKind.Code.ASK, payload, arrivedNanos, answer);
            service.metrics().answered(ServerMetrics.RequestKind.ASK, answer.getVerdict(), nanos);
            count(answer.getDatasetsList());
        }
        return answer.build();
    }

    /**
     * Fetches one record, whole.
     *
     * @throws InvalidProtocolBufferException when the payload is not a fetch
     */
    public FetchResult fetch(Caller caller, byte[] payload, long arrivedNanos) throws InvalidProtocolBufferException {
        Fetch fetch = Fetch.parseFrom(payload);
        Answer.Builder outcome = Answer.newBuilder();
        FetchResult result;
        try {
            begin();
            Error refusal = caller.rights()
                    .refusal(RequestKind.Code.FETCH, fetch.getContext(), today, System.nanoTime());
            if (refusal != null) {
                throw new QuestionException(refusal);
            }
            Record record = visible(caller, Records.byId(view, fetch.getRecordId()));
            outcome.setVerdict(record == null ? Verdict.Code.NO_HIT : Verdict.Code.HIT);
            if (record == null) {
                result = new FetchResult.NotFound(Failures.error(Error.Code.Value.NOT_FOUND, "no record has this id"));
            } else {
                outcome.addHits(Hit.newBuilder().setRecordId(fetch.getRecordId()));
                result = new FetchResult.Found(Fetched.newBuilder()
                        .setRecord(FieldView.narrow(FetchedView.of(record, caller, view), caller.rights()))
                        .setAsOf(contents.position())
                        .build());
            }
        } catch (QuestionException e) {
            Failures.failed(outcome, e);
            result = new FetchResult.NotFound(e.error());
        } catch (RuntimeException | InternalError e) {
            result = new FetchResult.NotFound(Failures.failed(outcome, e));
        }
        long nanos = System.nanoTime() - arrivedNanos;
        outcome.setMicros(micros(nanos));
        record(caller, AuditEntry.AuditedKind.Code.FETCH, payload, arrivedNanos, outcome);
        service.metrics().answered(ServerMetrics.RequestKind.FETCH, outcome.getVerdict(), nanos);
        return result;
    }

    /**
     * Records a request that was refused before anything was read for it.
     *
     * @param payload what the trail keeps of the request
     * @param arrivedNanos as for {@link #ask}
     */
    public void refused(
            Caller caller, AuditEntry.AuditedKind.Code kind, byte[] payload, long arrivedNanos, Error why) {
        Answer.Builder outcome = Answer.newBuilder();
        Failures.failed(outcome, new QuestionException(why));
        outcome.setMicros(micros(System.nanoTime() - arrivedNanos));
        record(caller, kind, payload, arrivedNanos, outcome);
    }

    /**
     * Answers the server's own question on the way of all questions, for {@link Canary}: not recorded, so that the
     * audit trail holds what people asked, and not counted. The burst holds nothing else and is ended.
     */
    Answer probe(Question question) {
        Answer.Builder answer = Answer.newBuilder();
        try {
            begin();
            Deadline deadline = new Deadline(service.config(), question, System.nanoTime(), 0);
            answering(Set.of()).answer(Caller.LOCAL_OPERATOR, question, answer, deadline);
        } catch (QuestionException e) {
            Failures.failed(answer, e);
        } catch (RuntimeException | InternalError e) {
            var _ = Failures.failed(answer, e);
        } finally {
            view.end();
        }
        return answer.build();
    }

    /** Whether the short way says that nothing is known, for {@link Canary}; as {@link #probe}. */
    boolean probeClear(Question question) {
        try {
            begin();
            suspect = Set.of();
            byte[] bytes = question.toByteArray();
            return plain.read(bytes, 0, bytes.length) && isNothingKnown();
        } finally {
            view.end();
        }
    }

    /** Lets go of the moment and sends the block, if it holds anything, on its way; the completion may be told at once. */
    public void end(Completion completion) {
        view.end();
        service.metrics().cleared(Dataset.Code.TRAVEL_DOCUMENTS, cleared);
        if (block.count() == 0) {
            block.clear();
            completion.done(true);
            return;
        }
        AuditBlock ended = block;
        AuditBlock spare = spareBlocks.poll();
        block = spare == null ? new AuditBlock() : spare;
        // Nothing between here and the log may fail: owners would be told of hits whose answers are failures.
        Completion whole = reports.isEmpty() ? completion : toldToo(completion);
        long since = System.nanoTime();
        service.audit().append(ended, written -> {
            try {
                passed(ended, written, System.nanoTime() - since);
            } catch (RuntimeException | java.lang.Error e) {
                LOG.error("a burst that was recorded could not be counted, or its block not kept", e);
            } finally {
                whole.done(written);
            }
        });
    }

    private void passed(AuditBlock ended, boolean written, long nanos) {
        service.metrics().audited(nanos);
        if (written) {
            // One that is not written may still be in the hands of a disk that does not answer.
            ended.clear();
            var _ = spareBlocks.offer(ended);
        }
    }

    /** Queues the burst's messages; what it gives passes on when they are kept, too. */
    private Completion toldToo(Completion completion) {
        BothDone both = new BothDone(completion);
        List<HitReport> told = reports;
        reports = List.of();
        if (service.audit().isFailing()) {
            // An owner would be told of a hit whose answer is a failure.
            both.done(false);
        } else {
            service.tell(told, both::done);
        }
        return both::done;
    }

    /** Whether the plain question just read is one of which nothing is known at this moment. */
    private boolean isNothingKnown() {
        if (suspect.contains(Dataset.Code.TRAVEL_DOCUMENTS) || freshness != Freshness.Code.FRESH) {
            return false;
        }
        return plain.isZone()
                ? plainZone.read(plain.zone(), today) && isAbsent(plainZone.key(), plainZone.keySize())
                : isAbsent(plain.key(), plain.keySize());
    }

    private boolean isAbsent(byte[] key, int keySize) {
        RangeIndex known = ranges;
        return known != null && !DocumentIndex.mayHold(view, key, keySize) && !known.mayHold(key, keySize);
    }

    /** False when it cannot; then {@link #ask} finds out why, and says so. */
    private boolean begun() {
        try {
            begin();
            return true;
        } catch (RuntimeException | InternalError e) {
            return false;
        }
    }

    /** The record when the caller may see it; else as if it were not there. */
    private static @Nullable Record visible(Caller caller, @Nullable Record record) {
        if (record == null) {
            return null;
        }
        return Visibility.maySee(caller, record) ? record : null;
    }

    private void begin() {
        if (view.isActive()) {
            return;
        }
        view.begin();
        boolean known = false;
        try {
            if (view.moment() != moment || view.generationNumber() != generation) {
                contents = Records.contents(view);
                ranges = service.ranges(view, contents);
                clearAnswer = new ClearAnswer(contents.position());
                moment = view.moment();
                generation = view.generationNumber();
            }
            freshness = service.freshness(contents);
            Instant now = service.clock().instant();
            begunNanos = System.nanoTime();
            begunEpochNanos = ProtoTime.epochNanos(now);
            today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            suspect = service.suspect();
            known = true;
        } finally {
            if (!known) {
                // Else the next question of the burst would be answered on this moment with what belongs to another.
                view.end();
            }
        }
    }

    private Answering answering(Set<Dataset.Code> suspected) {
        RangeIndex known = ranges;
        if (known == null) {
            throw new IllegalStateException("burst: not begun");
        }
        return new Answering(
                service.persons(), view, scratch, new Answering.Moment(contents, known, freshness, today, suspected));
    }

    private void count(List<DatasetState> states) {
        for (DatasetState state : states) {
            switch (state.getState()) {
                case ANSWERED -> service.metrics().answered(state.getDataset());
                case INCOMPLETE -> service.metrics().incomplete(state.getDataset(), state.getReason());
                case NOT_ASKED, UNSPECIFIED, UNRECOGNIZED -> {}
            }
        }
    }

    private static int micros(long nanos) {
        return (int) Math.min(nanos / 1000, Integer.MAX_VALUE);
    }

    private void record(
            Caller caller,
            AuditEntry.AuditedKind.Code kind,
            byte[] payload,
            long arrivedNanos,
            Answer.Builder answer) {
        AuditEntry.Builder entry = AuditEntry.newBuilder()
                .setTime(service.timeOf(arrivedNanos))
                .setCaller(caller.name())
                .setKind(kind)
                .setRequest(UnsafeByteOperations.unsafeWrap(payload))
                .setVerdict(answer.getVerdict())
                .setMicros(answer.getMicros())
                .setError(answer.getError().getCode());
        if (view.isActive()) {
            entry.setAsOf(contents.position());
        }
        for (Hit hit : answer.getHitsList()) {
            entry.addRecordIds(hit.getRecordId());
        }
        entry.addAllOwners(SharedOwners.of(answer.getHitsList()));
        Datasets.record(answer.getDatasetsList(), entry);
        block.add(entry.build());
    }
}
