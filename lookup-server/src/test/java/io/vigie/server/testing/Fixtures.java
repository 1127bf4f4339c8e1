package io.vigie.server.testing;

import io.vigie.server.ingest.Json;
import io.vigie.server.ingest.Load;
import io.vigie.server.store.DataFolder;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Name;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records and loaded folders for tests. */
public final class Fixtures {
    private Fixtures() {}

    /** Progress that nobody watches. */
    public static final Load.Progress SILENT = new Load.Progress() {
        @Override
        public void read(long bytes, long records) {}

        @Override
        public void sorting() {}
    };

    public static TravelDocument.Builder document(String id, String number, String state) {
        return TravelDocument.newBuilder()
                .setId(id)
                .setOwner("FRA")
                .setNumber(number)
                .setIssuingState(state)
                .setStatus(DocumentStatus.Code.STOLEN);
    }

    public static Record record(TravelDocument.Builder document) {
        return Record.newBuilder().setTravelDocument(document).build();
    }

    public static Record person(String id, String name) {
        return Record.newBuilder()
                .setPerson(Person.newBuilder()
                        .setId(id)
                        .setOwner("FRA")
                        .addIdentities(Identity.newBuilder()
                                .setCategory(IdentityCategory.Code.CONFIRMED)
                                .addNames(Name.newBuilder().setFull(name))))
                .build();
    }

    public static Record notice(String id, NoticeStatus.Code status) {
        return Record.newBuilder()
                .setNotice(Notice.newBuilder().setId(id).setOwner("FRA").setStatus(status))
                .build();
    }

    /** Loads records through a file, as a user would, and expects all of them to be good. */
    public static void load(Path data, Record... records) throws IOException {
        Path file = Files.createTempFile("vigie", ".jsonl");
        try {
            Files.writeString(file, Arrays.stream(records).map(Json::print).collect(Collectors.joining("\n")));
            List<Load.BadRecord> bad = new ArrayList<>();
            loadFile(data, file, false, bad);
            if (!bad.isEmpty()) {
                throw new IllegalArgumentException("fixture: " + bad);
            }
        } finally {
            Files.delete(file);
        }
    }

    /** Loads one file. */
    public static Load.Result loadFile(Path data, Path file, boolean replace, List<Load.BadRecord> bad)
            throws IOException {
        try (DataFolder folder = DataFolder.open(data)) {
            Load.Options options = new Load.Options(List.of(file.toString()), replace, Long.MAX_VALUE);
            return new Load(folder, options, bad::add, SILENT).run();
        }
    }

    /** Copies a folder that nobody holds. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** The material beside the checkout, or a path that does not exist where it is absent. */
    public static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        return Path.of("shared/data", name);
    }
}
