package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.Answer;
import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.client.LookupException;
import io.vigie.server.testing.ChildServer;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Messages;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.OwnerMessage;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server killed (SIGKILL) at random while travellers are asked about and an owner takes messages: every hit that was
 * answered is told of, and no hit is counted twice. Three cycles in the build, more with {@code -Pfaults}.
 */
class MessageKillIT {
    private static final int CYCLES = Math.max(3, Integer.getInteger("vigie.faults.kills", 0) / 5);
    private static final int RECORDS = 200;
    private static final long SEED = 20261126;

    @TempDir
    Path data;

    private final Random random = new Random(SEED);
    private final Map<String, OwnerMessage> told = new HashMap<>();
    private final Map<String, Integer> answered = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private int questions;

    @Test
    void everyHitThatWasAnsweredIsTold() throws Exception {
        Record[] records = new Record[RECORDS];
        for (int i = 0; i < RECORDS; i++) {
            records[i] = record(document("D-" + i, "N" + i, "FRA"));
        }
        Fixtures.load(data, records);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (ChildServer server = ChildServer.start(data);
                    LookupClient client = client(server)) {
                CountDownLatch hits = new CountDownLatch(50 + random.nextInt(300));
                CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> ask(client, hits));
                CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> take(client, true));
                assertThat(hits.await(60, TimeUnit.SECONDS)).isTrue();
                server.kill();
                asking.get(60, TimeUnit.SECONDS);
                taking.get(60, TimeUnit.SECONDS);
            }
        }
        try (ChildServer server = ChildServer.start(data);
                LookupClient client = client(server)) {
            take(client, false);
        }
        Map<String, Integer> counts = new HashMap<>();
        told.values().forEach(message -> counts.merge(message.getRecordId(), message.getCount(), Integer::sum));
        // What waits for the hour to end is told then: the first hit of each record is told at once.
        assertThat(counts.keySet()).as("seed %d", SEED).containsAll(answered.keySet());
        counts.forEach((record, count) ->
                assertThat(count).as("seed %d, %s", SEED, record).isBetween(1, asked.get(record)));
    }

    /** Until the server is gone. */
    private void ask(LookupClient client, CountDownLatch hits) {
        while (true) {
            String record = "D-" + random.nextInt(RECORDS);
            asked.merge(record, 1, Integer::sum);
            Answer answer = client.askAndWait(Question.newBuilder()
                    .setId("q" + questions++)
                    .setAskingParty("DEU")
                    .setDocument(DocumentQuestion.newBuilder().setNumber(record.replace("D-", "N")))
                    .build());
            if (!(answer instanceof Answer.Hits)) {
                return;
            }
            answered.merge(record, 1, Integer::sum);
            hits.countDown();
        }
    }

    /** Takes messages and acknowledges what was taken before; until the server is gone, or until nothing is left. */
    private void take(LookupClient client, boolean waiting) {
        String last = "";
        try {
            while (true) {
                Messages page = client.messagesAndWait(MessagesRequest.newBuilder()
                        .setParty("FRA")
                        .setCredit(7)
                        .setAcknowledge(last)
                        .setWaitMillis(waiting ? 1_000 : 0)
                        .build());
                page.getMessagesList().forEach(message -> {
                    OwnerMessage before = told.put(message.getId(), message);
                    assertThat(before).as("what was taken stays as it was").isIn(null, message);
                });
                last = page.getMessagesCount() == 0 ? "" : page.getMessages(page.getMessagesCount() - 1).getId();
                if (!waiting && page.getMessagesCount() == 0) {
                    return;
                }
            }
        } catch (LookupException e) {
            assertThat(waiting).as("killed").isTrue();
        }
    }

    private static LookupClient client(ChildServer server) {
        return LookupClient.connect(ClientConfig.builder()
                .endpoint(server.address())
                .deadline(Duration.ofSeconds(5))
                .build());
    }
}
