package io.vigie.bench.peers;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Rounds;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Questions on documents a second, ours and a peer's, over as many numbers, in alternating rounds. */
public final class DocumentPeers {
    private static final List<Integer> PIPELINES = List.of(1, 16, 64);
    private static final int WARMUP_PIPELINE = 16;
    private static final String UNIT = "questions/s";

    private final Config config;
    private final Predicate<String> wanted;
    private final Rounds rounds;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * What is measured.
     *
     * @param world whose documents all hold
     * @param connections to each that is asked over a network
     * @param round measured
     * @param rounds of each figure, after half a one that warms up
     * @param warmup of each system, for each kind of questions, before its first figure: a JVM needs it
     * @param serverOptions of {@code vigie serve}
     */
    public record Config(
            SyntheticWorld world,
            int connections,
            Duration round,
            int rounds,
            Duration warmup,
            List<String> serverOptions) {}

    /** Starts a system and loads it. */
    private interface Start {
        DocumentPeer start(NumberedDocuments documents) throws IOException, InterruptedException, PeerAbsentException;
    }

    /** Systems asked over a network. A new one is one more line. */
    private enum Networked {
        REDIS("redis", RedisDocuments::start),
        POSTGRESQL("postgresql", PostgresDocuments::start);

        private final String label;
        private final Start start;

        Networked(String label, Start start) {
            this.label = label;
            this.start = start;
        }

        String figure(NumberedDocuments.Kind kind, int pipeline) {
            return "documents." + kind.label() + ".pipeline" + pipeline + "." + label;
        }
    }

    /** Systems asked in the process: the floor and the ceiling. */
    private enum Within {
        LMDB("lmdb", InProcess.OfLmdb::new),
        HASHMAP("hashmap", InProcess.OfMap::new);

        private final String label;
        private final Start start;

        Within(String label, Start start) {
            this.label = label;
            this.start = start;
        }

        String figure(NumberedDocuments.Kind kind) {
            return "documents." + kind.label() + "." + label;
        }
    }

    /**
     * @param wanted figures
     * @param progress told a line now and then, also of what is skipped and why
     */
    public DocumentPeers(Config config, Predicate<String> wanted, Consumer<String> progress) {
        this.config = config;
        this.wanted = wanted;
        this.rounds = new Rounds(config.rounds(), progress);
    }

    /** Of all figures that there are. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (NumberedDocuments.Kind kind : NumberedDocuments.Kind.values()) {
            for (Networked peer : Networked.values()) {
                PIPELINES.forEach(pipeline -> names.add(peer.figure(kind, pipeline)));
            }
            for (Within peer : Within.values()) {
                names.add(peer.figure(kind));
            }
        }
        PIPELINES.forEach(pipeline -> names.add(echo(pipeline)));
        return names;
    }

    private static String echo(int pipeline) {
        return "wire.pipeline" + pipeline + ".echo";
    }

    /** Measures. Used once. */
    public List<Figure> run() throws IOException, InterruptedException {
        if (names().stream().noneMatch(wanted)) {
            return figures;
        }
        say("making " + config.world().documents() + " documents …");
        NumberedDocuments documents = new NumberedDocuments(config.world());
        if (isWanted("redis", "postgresql", "echo")) {
            try (VigieDocuments ours = VigieDocuments.start(documents, config.serverOptions())) {
                warm(ours);
                for (Networked peer : Networked.values()) {
                    networked(documents, ours, peer);
                }
                wire(documents, ours);
            }
        }
        if (isWanted("lmdb", "hashmap")) {
            try (InProcess ours = new InProcess.Ours(documents)) {
                warm(ours);
                for (Within peer : Within.values()) {
                    within(documents, ours, peer);
                }
            }
        }
        return figures;
    }

    private void networked(NumberedDocuments documents, VigieDocuments ours, Networked peer)
            throws IOException, InterruptedException {
        if (!isWanted(peer.label)) {
            return;
        }
        say("starting and loading " + peer.label + " …");
        try (DocumentPeer theirs = peer.start.start(documents)) {
            warm(theirs);
            for (NumberedDocuments.Kind kind : NumberedDocuments.Kind.values()) {
                for (int pipeline : PIPELINES) {
                    compare(peer.figure(kind, pipeline), ours, theirs, kind, pipeline);
                }
            }
        } catch (PeerAbsentException e) {
            say("skipped: " + peer.label + ": " + e.getMessage());
        }
    }

    private void wire(NumberedDocuments documents, VigieDocuments ours) throws IOException, InterruptedException {
        if (isWanted("echo")) {
            try (DocumentPeer theirs = EchoDocuments.start(documents, ours)) {
                warm(theirs);
                for (int pipeline : PIPELINES) {
                    compare(echo(pipeline), ours, theirs, NumberedDocuments.Kind.NO_HIT, pipeline);
                }
            }
        }
    }

    private void within(NumberedDocuments documents, InProcess ours, Within peer) throws IOException, InterruptedException {
        if (!isWanted(peer.label)) {
            return;
        }
        try (DocumentPeer theirs = peer.start.start(documents)) {
            warm(theirs);
            for (NumberedDocuments.Kind kind : NumberedDocuments.Kind.values()) {
                compare(peer.figure(kind), ours, theirs, kind, 1);
            }
        } catch (PeerAbsentException e) {
            say("skipped: " + peer.label + ": " + e.getMessage());
        }
    }

    private void warm(DocumentPeer peer) throws IOException, InterruptedException {
        for (NumberedDocuments.Kind kind : NumberedDocuments.Kind.values()) {
            peer.rate(kind, config.connections(), WARMUP_PIPELINE, config.warmup());
        }
    }

    private void compare(String name, DocumentPeer ours, DocumentPeer theirs, NumberedDocuments.Kind kind, int pipeline)
            throws IOException, InterruptedException {
        if (!wanted.test(name)) {
            return;
        }
        Duration warmup = config.round().dividedBy(2);
        ours.rate(kind, config.connections(), pipeline, warmup);
        theirs.rate(kind, config.connections(), pipeline, warmup);
        figures.add(rounds.compare(
                name,
                UNIT,
                () -> ours.rate(kind, config.connections(), pipeline, config.round()),
                () -> theirs.rate(kind, config.connections(), pipeline, config.round()),
                null));
    }

    private boolean isWanted(String... peers) {
        for (String peer : peers) {
            if (names().stream().anyMatch(name -> name.endsWith("." + peer) && wanted.test(name))) {
                return true;
            }
        }
        return false;
    }

    private void say(String line) {
        rounds.progress().accept(line);
    }
}
