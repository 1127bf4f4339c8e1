package io.vigie.server.index;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.Segment;
import io.vigie.server.index.persons.SegmentBuilder;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
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
        for (PersonPart part : PersonPart.values()) {
            if (!rebuild(part, folder)) {
                return false;
            }
        }
        return true;
    }

    /** Builds one part, as {@link #rebuild(DataFolder)} does both: when one is due says nothing of the other. */
    private static boolean rebuild(PersonPart part, DataFolder folder) throws IOException {
        Optional<Rebuild> begun = folder.write(view -> Rebuild.begin(part, view));
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
        boolean done = true;
        for (PersonPart part : PersonPart.values()) {
            done &= lookedAfter(part);
        }
        return done;
    }

    private boolean lookedAfter(PersonPart part) {
        PersonFigures before = figures(part);
        if (before == null || !before.due()) {
            return true;
        }
        LOG.info(
                "{} is being rebuilt ({})",
                PersonFiles.name(part),
                before.trusted() ? before.changes() + " persons were changed" : before.reason());
        long start = System.nanoTime();
        try {
            PersonFigures after = rebuild(part, folder) ? figures(part) : null;
            if (after != null) {
                LOG.info(
                        "{} holds {} persons, rebuilt in {} ms",
                        PersonFiles.name(part),
                        after.persons(),
                        (System.nanoTime() - start) / 1_000_000);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("{} cannot be rebuilt", PersonFiles.name(part), e);
            }
            return false;
        }
    }

    private @Nullable PersonFigures figures(PersonPart part) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return view.companion() instanceof PersonHints hints
                    ? hints.part(part).figures()
                    : null;
        }
    }

    /**
     * One rebuild.
     *
     * @param hints that it follows
     * @param begun moment from which on it follows them
     */
    private record Rebuild(Path files, int generation, PartHints hints, long stamp, long begun) {
        /** In a transaction; empty when nothing was opened. */
        static Optional<Rebuild> begin(PersonPart part, WriteView view) {
            if (!(view.companion() instanceof PersonHints all)) {
                return Optional.empty();
            }
            PartHints hints = all.part(part);
            hints.follow();
            return Optional.of(new Rebuild(
                    view.folder(), view.generationNumber(), hints, PersonFiles.newStamp(), view.moment()));
        }

        boolean run(DataFolder folder) throws IOException {
            PersonPart part = hints.part();
            Path building = files.resolve(PersonFiles.building(part));
            Path scratch = folder.scratchPath().resolve("persons.renames");
            try (SegmentBuilder builder = new SegmentBuilder(part, scratch)) {
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
            PersonFiles.giveName(part, files);
            return true;
        }

        private boolean walk(DataFolder folder, SegmentBuilder builder) throws IOException {
            try (ReadView view = folder.newView()) {
                return new TableWalk(view, Table.PERSON, generation).all(() -> {
                    try {
                        Person person = RecordValue.decode(RecordKind.PERSON, view.value())
                                .getPerson();
                        if (PersonPart.of(person) == hints.part()) {
                            builder.add(IdEntry.internalNumber(view.key()), person);
                        }
                    } catch (DamagedException e) {
                        // Whoever reads the record by its id is told.
                    }
                });
            }
        }

        private boolean install(Segment built, WriteView view) {
            PartHints next = hints.successor(built);
            if (view.generationNumber() != generation
                    || !(view.companion() instanceof PersonHints all)
                    || all.part(hints.part()) != hints
                    || next == null) {
                return false;
            }
            Set<Integer> changedOfOther = ChangedPersons.begin(hints.part(), stamp, view);
            PersonHints after = all.with(next, changedOfOther, begun);
            for (int number : next.changedNumbers()) {
                ChangedPersons.put(hints.part(), IdEntry.internalKey(number), view);
            }
            for (int number : after.doubtful().since(begun)) {
                ChangedPersons.put(hints.part(), IdEntry.internalKey(number), view);
            }
            view.replaceCompanion(after);
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
