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
import io.vigie.v1.Batch;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Outcome;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Submission;
import io.vigie.v1.Withdrawal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R1: a server killed (SIGKILL) at random while owners change records loses nothing that was acknowledged. Five cycles in
 * the build, more with {@code -Pfaults}.
 */
class KillIT {
    private static final int CYCLES = Integer.getInteger("vigie.faults.kills", 5);
    private static final int OWNERS = 4;
    private static final int IDS = 25;
    private static final long SEED = 20261126;

    @TempDir
    Path data;

    private final Random random = new Random(SEED);

    /** What one owner submitted: what is known to be there, and what may be, since no outcome came. */
    private static final class Owner {
        final int number;
        final Random random;
        final Map<String, Optional<String>> known = new HashMap<>();
        final Map<String, Optional<String>> unknown = new HashMap<>();
        int changes;

        Owner(int number) {
            this.number = number;
            this.random = new Random(SEED + number);
        }

        /** Submits until the server is gone. */
        void submitTo(LookupClient client, CountDownLatch acknowledged) {
            try {
                while (true) {
                    Map<String, Optional<String>> wanted = new HashMap<>();
                    Batch.Builder batch = Batch.newBuilder();
                    for (int i = 0; i < 3; i++) {
                        String id = "D-" + number + "-" + random.nextInt(IDS);
                        if (random.nextInt(4) == 0) {
                            batch.addSubmissions(
                                    Submission.newBuilder().setWithdraw(Withdrawal.newBuilder().setId(id)));
                            wanted.put(id, Optional.empty());
                        } else {
                            String numberNow = "N" + number + "X" + changes++;
                            batch.addSubmissions(Submission.newBuilder()
                                    .setTravelDocument(document(id, numberNow, "FRA")));
                            wanted.put(id, Optional.of(numberNow));
                        }
                    }
                    unknown.putAll(wanted);
                    for (Outcome outcome : client.submitAndWait(batch.build())) {
                        assertThat(outcome.getError().getMessage()).isIn("", "withdraw.id: no record has it");
                    }
                    known.putAll(wanted);
                    unknown.clear();
                    acknowledged.countDown();
                }
            } catch (LookupException e) {
                // Killed.
            }
        }

        /** Compares with what the restarted server says, which is known from here on. */
        void compare(LookupClient client) {
            for (String id : List.copyOf(known.keySet())) {
                Optional<String> held = client.fetchAndWait(id).map(found -> found.getTravelDocument().getNumber());
                List<Optional<String>> possible = new ArrayList<>(List.of(known.get(id)));
                if (unknown.containsKey(id)) {
                    possible.add(unknown.get(id));
                }
                assertThat(possible).as("seed %d, %s", SEED, id).contains(held);
                known.put(id, held);
                held.ifPresent(found -> assertThat(ask(client, found)).isInstanceOf(Answer.Hits.class));
            }
            unknown.forEach((id, change) -> known.putIfAbsent(
                    id, client.fetchAndWait(id).map(found -> found.getTravelDocument().getNumber())));
            unknown.clear();
            assertThat(ask(client, "NEVER" + number)).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        Record always = record(document("A", "ALWAYS", "FRA"));
        Fixtures.load(data, always);
        List<Owner> owners = new ArrayList<>();
        for (int i = 0; i < OWNERS; i++) {
            owners.add(new Owner(i));
        }
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (ChildServer server = ChildServer.start(data);
                    LookupClient client = client(server)) {
                owners.forEach(owner -> owner.compare(client));
                assertThat(ask(client, "ALWAYS")).isInstanceOf(Answer.Hits.class);
                CountDownLatch acknowledged = new CountDownLatch(1 + random.nextInt(200));
                List<CompletableFuture<Void>> submitting = owners.stream()
                        .map(owner -> CompletableFuture.runAsync(() -> owner.submitTo(client, acknowledged)))
                        .toList();
                assertThat(acknowledged.await(30, TimeUnit.SECONDS)).isTrue();
                server.kill();
                for (CompletableFuture<Void> one : submitting) {
                    one.get(30, TimeUnit.SECONDS);
                }
            }
        }
        try (ChildServer server = ChildServer.start(data);
                LookupClient client = client(server)) {
            owners.forEach(owner -> owner.compare(client));
        }
        assertThat(owners).allSatisfy(owner -> assertThat(owner.known).isNotEmpty());
    }

    private static LookupClient client(ChildServer server) {
        return LookupClient.connect(ClientConfig.builder()
                .endpoint(server.address())
                .deadline(Duration.ofSeconds(20))
                .build());
    }

    private static Answer ask(LookupClient client, String number) {
        return client.askAndWait(Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                .build());
    }
}
