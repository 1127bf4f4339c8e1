package io.vigie.server.query;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.access.Caller;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.Hash64;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Answer;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryTest {
    @TempDir
    Path data;

    private ServiceOnFolder opened;
    private DataFolder folder;
    private QueryService service;

    @BeforeEach
    void open() throws IOException {
        Fixtures.load(data, record(document("D", "A1", "FRA")), record(document("Z", "Z1", "FRA")));
        opened = ServiceOnFolder.open(data);
        folder = opened.folder();
        service = opened.service();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void singsInEveryGeneration() throws IOException {
        assertThat(service.canaries().probe()).isTrue();
        assertThat(service.status().getReady()).isTrue();
        assertThat(verdict("B1")).isEqualTo(Verdict.Code.NO_HIT);
    }

    @Test
    void noticesThatItsKeyIsGoneAndThatItIsBack() throws IOException {
        byte[] key = keyOf("VIGIECANARY1");
        byte[] value = folder.write(view -> view.get(Table.DOCUMENT, key));
        folder.write(view -> view.delete(Table.DOCUMENT, key));
        failing();
        put(key, value);
        assertThat(service.canaries().probe()).isTrue();
        assertThat(service.status().getReady()).isTrue();
        assertThat(verdict("B1")).isEqualTo(Verdict.Code.NO_HIT);
    }

    @Test
    void noticesAFlippedBit() throws IOException {
        byte[] key = keyOf("VIGIECANARY1");
        byte[] value = folder.write(view -> view.get(Table.DOCUMENT, key));
        value[20] ^= 4;
        put(key, value);
        failing();
    }

    @Test
    void noticesADocumentWhereNoneIs() throws IOException {
        byte[] key = keyOf("VIGIECANARY1");
        byte[] value = folder.write(view -> view.get(Table.DOCUMENT, key));
        byte[] absent = key.clone();
        absent["VIGIECANARY".length()] = '0';
        folder.write(view -> {
            view.addToFilter(Hash64.of("VIGIECANARY0".getBytes(StandardCharsets.US_ASCII), 12));
            return 0;
        });
        put(absent, value);
        failing();
    }

    @Test
    void staleDataIsNotDamaged() throws IOException {
        QueryService later = new QueryService(
                folder,
                opened.audit(),
                opened.metrics(),
                new QueryService.Config(Duration.ofSeconds(1), Duration.ofHours(1), 1, null),
                Clock.offset(Clock.systemUTC(), Duration.ofDays(1)),
                "test");
        assertThat(later.canaries().probe()).isTrue();
    }

    @Test
    void statusCanBeAskedForEver() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(service.status().getReady()).as("ask %d", i).isTrue();
        }
    }

    private void failing() throws IOException {
        assertThat(service.canaries().probe()).isFalse();
        assertThat(service.status().getReady()).isFalse();
        assertThat(service.status().getReasonsList()).anyMatch(reason -> reason.contains("canary"));
        assertThat(service.status().getDatasets(0).getReason()).isEqualTo(DatasetState.Reason.Code.DAMAGED);
        Answer answer = ask("B1");
        assertThat(answer.getVerdict()).isEqualTo(Verdict.Code.UNAVAILABLE);
        assertThat(answer.getDatasets(0).getReason()).isEqualTo(DatasetState.Reason.Code.DAMAGED);
        Answer hit = ask("A1");
        assertThat(hit.getVerdict()).isEqualTo(Verdict.Code.HIT);
        assertThat(hit.getComplete()).isFalse();
    }

    private Verdict.Code verdict(String number) throws IOException {
        return ask(number).getVerdict();
    }

    private Answer ask(String number) throws IOException {
        Burst burst = service.newBurst();
        Question question = Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                .build();
        Answer answer = burst.ask(Caller.LOCAL_OPERATOR, question.toByteArray(), System.nanoTime(), 0);
        burst.end(_ -> {});
        return answer;
    }

    private void put(byte[] key, byte[] value) {
        folder.write(view -> {
            view.put(Table.DOCUMENT, key, value);
            return 0;
        });
    }

    private byte[] keyOf(String number) {
        ReadView view = folder.newView();
        view.begin();
        byte[] prefix = number.getBytes(StandardCharsets.US_ASCII);
        assertThat(view.seek(Table.DOCUMENT, prefix, prefix.length)).isTrue();
        byte[] key = Arrays.copyOf(view.key(), view.keySize());
        view.end();
        return key;
    }
}
