package io.vigie.server.index;

import io.vigie.server.index.persons.Segment;
import io.vigie.server.index.persons.SegmentBuilder;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index of names whole: builds it anew, on a thread of its own, when it is absent or much was changed since.
 * Close it before the folder.
 */
public final class PersonKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PersonKeeper.class);

    private final DataFolder folder;
    private final KeeperThread thread;

    private PersonKeeper(DataFolder folder) {
        this.folder = folder;
        this.thread = new KeeperThread("vigie-persons", this::lookedAfter);
    }

    /** Looks after the index of a folder that holds data; {@link PersonIndex#open} comes first. */
    public static PersonKeeper start(DataFolder folder) {
        PersonKeeper keeper = new PersonKeeper(folder);
        keeper.thread.start();
        return keeper;
    }

    /**
     * Builds the index of the current generation from the table of persons, in the calling thread; one at a time.
     *
     * @return false when the generation was replaced meanwhile: the old state stays
     */
    public static boolean rebuild(DataFolder folder) throws IOException {
        Optional<Rebuild> begun = folder.write(Rebuild::begin);
        if (begun.isEmpty()) {
            return false;
        }
        Rebuild rebuild = begun.get();
        try {
            return rebuild.run(folder);
        } catch (IOException | StoreException e) {
            if (!rebuild.isCurrent(folder)) {
                // Its files are being removed.
                return false;
            }
            throw e;
        }
    }

    private boolean lookedAfter() {
        PersonFigures before = figures();
        if (before == null || !before.due()) {
            return true;
        }
        LOG.info(
                "index of names is being rebuilt ({})",
                before.trusted() ? before.changes() + " persons were changed" : before.reason());
        long start = System.nanoTime();
        try {
            PersonFigures after = rebuild(folder) ? figures() : null;
            if (after != null) {
                LOG.info(
                        "index of names holds {} persons, rebuilt in {} ms",
                        after.persons(),
                        (System.nanoTime() - start) / 1_000_000);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("index of names cannot be rebuilt", e);
            }
            return false;
        }
    }

    private @Nullable PersonFigures figures() {
        try (ReadView view = folder.newView()) {
            view.begin();
            return PersonIndex.figures(view);
        }
    }

    /**
     * One rebuild.
     *
     * @param hints that it follows
     */
    private record Rebuild(Path files, int generation, PersonHints hints, long stamp) {
        /** In a transaction; empty when nothing was opened. */
        static Optional<Rebuild> begin(WriteView view) {
            if (!(view.companion() instanceof PersonHints hints)) {
                return Optional.empty();
            }
            hints.follow();
            return Optional.of(new Rebuild(view.folder(), view.generationNumber(), hints, PersonFiles.newStamp()));
        }

        boolean run(DataFolder folder) throws IOException {
            Path building = files.resolve(PersonFiles.BUILDING);
            try (SegmentBuilder builder = new SegmentBuilder(folder.scratchPath().resolve("persons.renames"))) {
                if (!walk(folder, builder)) {
                    return false;
                }
                builder.write(building, stamp);
            }
            Segment built;
            try {
                built = Segment.open(building, stamp);
            } catch (Segment.UntrustedException e) {
                throw new IOException(building + ": cannot be read back (" + e.getMessage() + ")");
            }
            if (!folder.write(view -> install(built, view))) {
                Files.deleteIfExists(building);
                return false;
            }
            PersonFiles.giveName(files);
            return true;
        }

        private boolean walk(DataFolder folder, SegmentBuilder builder) throws IOException {
            try (ReadView view = folder.newView()) {
                return new TableWalk(view, Table.PERSON, generation).all(() -> {
                    try {
                        builder.add(
                                IdEntry.internalNumber(view.key()),
                                RecordValue.decode(RecordKind.PERSON, view.value())
                                        .getPerson());
                    } catch (DamagedException e) {
                        // Whoever reads the record by its id is told.
                    }
                });
            }
        }

        private boolean install(Segment built, WriteView view) {
            PersonHints next = hints.successor(built);
            if (view.generationNumber() != generation || view.companion() != hints || next == null) {
                return false;
            }
            view.clear(Table.PERSON_CHANGED);
            PersonFiles.name(stamp, view);
            for (int number : next.changedNumbers()) {
                view.put(Table.PERSON_CHANGED, IdEntry.internalKey(number), new byte[0]);
            }
            view.replaceCompanion(next);
            return true;
        }

        boolean isCurrent(DataFolder folder) {
            try (ReadView view = folder.newView()) {
                view.begin();
                return view.generationNumber() == generation;
            }
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
