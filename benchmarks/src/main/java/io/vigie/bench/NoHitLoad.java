package io.vigie.bench;

import io.netty.handler.ssl.SslContext;
import io.vigie.bench.load.KnownQuestion;
import io.vigie.bench.load.LoadGenerator;
import io.vigie.bench.load.LoadResult;
import io.vigie.bench.load.Mix;
import io.vigie.bench.load.Pace;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Documents of which nothing is known, asked for in a closed loop.
 *
 * @param questions of which the truth is NO_HIT
 * @param connections to the server
 * @param pipeline questions under way on each
 * @param quick whether a round is short
 * @param progress told a line now and then
 */
record NoHitLoad(
        Mix.Questions questions, int connections, int pipeline, boolean quick, Consumer<String> progress) {
    private static final int QUESTIONS = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Questions that nothing is known about, whatever the world holds: no number of it begins so. */
    static Mix.Questions questions(SyntheticWorld world) {
        List<KnownQuestion> questions = new ArrayList<>(QUESTIONS);
        for (int i = 0; i < QUESTIONS; i++) {
            String number = "QQ" + world.document(i % world.documents()).getNumber() + i;
            Question question = Question.newBuilder()
                    .setId("q" + i)
                    .setDocument(DocumentQuestion.newBuilder().setNumber(number).setIssuingState("FRA"))
                    .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                    .build();
            questions.add(KnownQuestion.of(question, Verdict.Code.NO_HIT, ""));
        }
        return Mix.NO_HIT.of(questions);
    }

    /**
     * Answers a second in one round.
     *
     * @param tls of a terminal; null = plain
     */
    double rate(InetSocketAddress address, @Nullable SslContext tls) throws IOException, InterruptedException {
        LoadResult result = LoadGenerator.run(
                new LoadGenerator.Config(
                        address,
                        tls,
                        connections,
                        new Pace.Closed(pipeline),
                        questions,
                        Duration.ofSeconds(quick ? 1 : 3),
                        Duration.ofSeconds(quick ? 1 : 4),
                        PATIENCE),
                progress);
        if (!result.isRight()) {
            throw new IOException(result.wrong() + " wrong answers, " + result.failed() + " failed: " + result.examples());
        }
        return result.answersPerSecond();
    }
}
