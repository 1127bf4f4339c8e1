package io.vigie.bench.peers;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.bench.quality.ServedPath;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import java.io.IOException;
import java.util.function.Consumer;

/** Ours: the path of a question in the server, audit entry included, from payload to answer. */
final class VigieNames implements NameIndex {
    /** As the peers have no threshold, ours is out of the way. */
    private static final double SCORE_MIN = 0.5;

    private final ServedPath served;

    private VigieNames(ServedPath served) {
        this.served = served;
    }

    static VigieNames open(TwoWordNames names, Consumer<String> progress) throws IOException {
        String folder = "two-words-" + names.count() + "-" + names.seed();
        return new VigieNames(ServedPath.open(KeptFolders.of(folder, names::writeTo, progress), null));
    }

    @Override
    public int[] find(TwoWordNames.Asked asked, int limit) throws IOException {
        PersonQuestion question = PersonQuestion.newBuilder()
                .addNames(Name.newBuilder().setGiven(asked.given()).setSurname(asked.surname()))
                .build();
        return served.ask(question, SCORE_MIN, limit).getHitsList().stream()
                .mapToInt(hit -> TwoWordNames.index(hit.getRecordId()))
                .toArray();
    }

    @Override
    public void close() throws IOException {
        served.close();
    }
}
