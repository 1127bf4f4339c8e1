package io.vigie.server.hits;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Confirmation;
import io.vigie.v1.Context;
import io.vigie.v1.Error;
import io.vigie.v1.KeptHit;
import io.vigie.v1.OwnerMessage;
import io.vigie.wire.ProtoTime;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After whatever failure nothing is told from memory that is not on the disk. */
class MessagesTest {
    private static final Messages.Config CONFIG =
            new Messages.Config(true, 100, 64 << 20, Duration.ofDays(1), Duration.ofSeconds(2));

    /** More than an entry of the journal may hold. */
    private static final String HUGE = "x".repeat(2 << 20);

    @TempDir
    private Path folder;

    @Test
    void aHitThatWasNotKeptIsToldWhenItIsAskedAgain() throws Exception {
        try (Messages messages = Messages.open(folder, CONFIG, Clock.systemUTC())) {
            assertThat(told(messages, List.of(hit("D-1", ""), hit("D-2", HUGE)))).isEqualTo(Error.Code.Value.NOT_DURABLE);
            Awaitility.await().until(() -> !messages.isFailing());
            assertThat(told(messages, List.of(hit("D-1", "")))).isNull();
        }
        try (Messages messages = Messages.open(folder, CONFIG, Clock.systemUTC())) {
            assertThat(taken(messages)).extracting(OwnerMessage::getRecordId).containsExactly("D-1");
        }
    }

    @Test
    void whatABugHasLeftHalfDoneIsForgottenAndEverybodyToldOnce() throws Exception {
        try (Messages messages = Messages.open(folder, CONFIG, Clock.systemUTC())) {
            AtomicInteger waiting = new AtomicInteger();
            messages.take("ITA", "", "", 1, 30_000, (_, _) -> waiting.incrementAndGet());
            for (Supplier<Throwable> failure : List.<Supplier<Throwable>>of(IllegalStateException::new, OutOfMemoryError::new)) {
                assertThat(told(messages, failing(hit("D-1", ""), failure))).isEqualTo(Error.Code.Value.NOT_DURABLE);
                Awaitility.await().until(() -> !messages.isFailing());
            }
            assertThat(waiting).hasValue(1);
            assertThat(taken(messages)).isEmpty();
            assertThat(told(messages, List.of(hit("D-1", "")))).isNull();
            assertThat(taken(messages)).extracting(OwnerMessage::getRecordId).containsExactly("D-1");
        }
    }

    @Test
    void theFileIsWrittenAnewWhenWhoeverWaitedWasTold() throws Exception {
        Path file = folder.resolve("journal");
        String text = "x".repeat(900 << 10);
        long largest = 0;
        try (Messages messages = Messages.open(folder, CONFIG, Clock.systemUTC())) {
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Long> size = new CompletableFuture<>();
                messages.send(
                        OwnerMessage.newBuilder().setTo("FRA").setText(text).build(),
                        "",
                        (_, _) -> size.complete(file.toFile().length()));
                largest = Math.max(largest, size.get(10, TimeUnit.SECONDS));
                CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();
                messages.take("FRA", taken(messages).getLast().getId(), "", 1, 0, (_, _) -> acknowledged.complete(true));
                assertThat(acknowledged.get(10, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(largest).as("when they were told").isGreaterThan(16 << 20);
        assertThat(file).as("at last").satisfies(last -> assertThat(last.toFile().length()).isLessThan(16 << 20));
    }

    @Test
    void aConfirmationThatWasNotKeptIsNotShown() throws Exception {
        try (Messages messages = Messages.open(folder, CONFIG, Clock.systemUTC())) {
            HitReport report = hit("D-1", "");
            assertThat(told(messages, List.of(report))).isNull();
            assertThat(asked(messages, report, HUGE)).isEqualTo(Error.Code.Value.NOT_DURABLE);
            assertThat(messages.isKnown(report.hit())).isFalse();
            Awaitility.await().until(() -> !messages.isFailing());
            assertThat(asked(messages, report, "please")).isEqualTo(Error.Code.Value.UNSPECIFIED);
            assertThat(messages.isKnown(report.hit())).isTrue();
        }
    }

    private static Error.Code.Value asked(Messages messages, HitReport report, String text) throws Exception {
        CompletableFuture<Error> asked = new CompletableFuture<>();
        Confirmation request = Confirmation.newBuilder()
                .setHitId(report.hit().getHitId())
                .setUrgency(Confirmation.Urgency.Code.ROUTINE)
                .setText(text)
                .build();
        messages.confirm("DEU", request, (_, error) -> asked.complete(error == null ? Error.getDefaultInstance() : error));
        return asked.get(10, TimeUnit.SECONDS).getCode();
    }

    /** Hits of which the second cannot be looked at. */
    private static List<HitReport> failing(HitReport first, Supplier<Throwable> failure) {
        return new AbstractList<>() {
            @Override
            public HitReport get(int index) {
                if (index == 0) {
                    return first;
                }
                switch (failure.get()) {
                    case RuntimeException e -> throw e;
                    case java.lang.Error e -> throw e;
                    case Throwable e -> throw new AssertionError(e);
                }
            }

            @Override
            public int size() {
                return 2;
            }
        };
    }

    private static HitReport hit(String recordId, String place) {
        OwnerMessage message = OwnerMessage.newBuilder()
                .setKind(OwnerMessage.Kind.Code.HIT)
                .setFrom("DEU")
                .setTo("FRA")
                .setRecordId(recordId)
                .setCertain(true)
                .setTime(ProtoTime.of(Clock.systemUTC().instant()))
                .setContext(Context.newBuilder().setPlace(place))
                .build();
        KeptHit hit = KeptHit.newBuilder()
                .setHitId("of " + recordId)
                .setParty("DEU")
                .setRecordId(recordId)
                .setTime(message.getTime())
                .build();
        return new HitReport(hit, message, true);
    }

    private static Error.Code.@Nullable Value told(Messages messages, List<HitReport> hits) throws Exception {
        CompletableFuture<Error> told = new CompletableFuture<>();
        messages.tell(hits, (_, error) -> told.complete(error == null ? Error.getDefaultInstance() : error));
        Error error = told.get(10, TimeUnit.SECONDS);
        return error.getCode() == Error.Code.Value.UNSPECIFIED ? null : error.getCode();
    }

    private static List<OwnerMessage> taken(Messages messages) throws Exception {
        CompletableFuture<List<OwnerMessage>> taken = new CompletableFuture<>();
        messages.take("FRA", "", "", 100, 0, (found, error) -> {
            if (found == null) {
                taken.completeExceptionally(new AssertionError(error));
            } else {
                taken.complete(found.messages());
            }
        });
        return taken.get(10, TimeUnit.SECONDS);
    }
}
