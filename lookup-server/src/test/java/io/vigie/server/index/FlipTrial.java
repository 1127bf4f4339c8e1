package io.vigie.server.index;

import io.vigie.mrz.NumberKey;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.PrivateFiles;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.DocumentType;
import io.vigie.v1.NationalId;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Damages a copy of a data folder, asks it for everything, and tells a line for each trial: {@code TRIAL READ SCRUB VERIFY}.
 * A process of its own, since LMDB may end it.
 */
public final class FlipTrial {
    private static final int PAGE = 4096;
    private static final String CHANGED_LAST = "D-240";

    /** What was damaged. */
    enum Kind {
        /** One bit of a page that is not a meta page. */
        BIT,
        /** 1 to 511 bytes of one meta page. */
        META
    }

    /** What whoever asked for everything was told, worst last. */
    enum Read {
        /** Everything, rightly. */
        RIGHT,
        /** What was right before the last transaction. */
        EARLIER,
        /** That something is damaged, or an error. */
        NOTICED,
        /** The folder could not be opened. */
        REFUSED,
        /** Something that is there was not found, and nobody said why. */
        ABSENT,
        /** Something that is not so. */
        WRONG
    }

    private final Path folder;
    private Read worst = Read.RIGHT;

    private FlipTrial(Path folder) {
        this.folder = folder;
    }

    /** Arguments: BIT or META, base folder, folder to work in, seed, first trial, trial behind the last, and "verify" to do no more. */
    public static void main(String[] arguments) throws Exception {
        Path base = Path.of(arguments[1]);
        Path work = Path.of(arguments[2]);
        for (int trial = Integer.parseInt(arguments[4]); trial < Integer.parseInt(arguments[5]); trial++) {
            copy(base, work);
            damage(Kind.valueOf(arguments[0]), work, new Random(Long.parseLong(arguments[3]) * 1_000_003 + trial));
            FlipTrial run = new FlipTrial(work);
            boolean all = arguments.length == 6;
            String read = all ? run.read() : "- -";
            System.out.println("trial " + trial + " " + read + " " + run.verify());
        }
    }

    /** Records of the base folder, as they are in the end. */
    static List<Record> records() {
        List<Record> records = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            records.add(Fixtures.record(Fixtures.document("D-" + i, "N" + i % 240, "FRA")
                    .addPersonIds("P-" + i % 25)
                    .setVersion(i % 10 == 0 ? 2 : 1)));
        }
        for (int i = 0; i < 25; i++) {
            Record person = Fixtures.person("P-" + i, "ANNA NUMBER" + (char) ('A' + i));
            records.add(person.toBuilder()
                    .setPerson(person.getPerson().toBuilder()
                            .addNationalIds(NationalId.newBuilder().setState("FRA").setNumber("ID77" + i))
                            .setVersion(1))
                    .build());
        }
        for (int i = 1; i <= 15; i++) {
            Record notice = Fixtures.notice("2026/" + i, NoticeStatus.Code.PUBLISHED);
            records.add(notice.toBuilder()
                    .setNotice(notice.getNotice().toBuilder()
                            .addSubjects("P-" + i)
                            .setExpires("2031-01-10")
                            .setVersion(1))
                    .build());
        }
        return records;
    }

    private static Record before(Record changed) {
        return Fixtures.record(changed.getTravelDocument().toBuilder().setNumber("BEFORE").setVersion(1));
    }

    static void makeBase(Path base) throws IOException {
        List<Record> first = new ArrayList<>();
        for (Record record : records()) {
            first.add(RecordKind.versionOf(record) == 2 ? before(record) : record);
        }
        Fixtures.load(base, first.toArray(Record[]::new));
        try (DataFolder data = DataFolder.open(base)) {
            for (Record record : records()) {
                if (RecordKind.versionOf(record) == 2) {
                    data.write(view -> {
                        RecordWriter writer = new RecordWriter(view, Instant.EPOCH);
                        writer.submit(RecordKind.withVersion(record, 1));
                        return writer.finish();
                    });
                }
            }
        }
    }

    private static void copy(Path base, Path work) throws IOException {
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.toList()) {
                Path to = work.resolve(base.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    PrivateFiles.createFolder(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void damage(Kind kind, Path work, Random random) throws IOException {
        Path file = work.resolve("gen-000001/data.mdb");
        byte[] bytes = Files.readAllBytes(file);
        switch (kind) {
            case BIT -> bytes[2 * PAGE + random.nextInt(bytes.length - 2 * PAGE)] ^= (byte) (1 << random.nextInt(8));
            case META -> {
                byte[] garbage = new byte[1 + random.nextInt(511)];
                random.nextBytes(garbage);
                int at = random.nextInt(2) * PAGE + random.nextInt(160);
                System.arraycopy(garbage, 0, bytes, at, garbage.length);
            }
        }
        Files.write(file, bytes);
    }

    private String read() throws InterruptedException {
        long found = 0;
        try (DataFolder data = DataFolder.open(folder)) {
            PersonIndex.open(data);
            try (ReadView view = data.newView()) {
                view.begin();
                for (Record record : records()) {
                    askFor(record, view);
                }
            }
            found = Scrub.once(data);
        } catch (StoreException e) {
            told(Read.REFUSED);
        } catch (RuntimeException | InternalError e) {
            told(Read.NOTICED);
        }
        return worst + " " + found;
    }

    private void askFor(Record record, ReadView view) {
        try {
            Record found = Records.byId(view, RecordKind.idOf(record));
            if (RecordKind.idOf(record).equals(CHANGED_LAST) && before(record).equals(found)) {
                told(Read.EARLIER);
                return;
            }
            told(found == null ? Read.ABSENT : found.equals(record) ? Read.RIGHT : Read.WRONG);
            switch (RecordKind.of(record)) {
                case DOCUMENT -> askByNumber(record, view);
                case PERSON -> askByNationalId(record, view);
                case NOTICE -> {
                    String subject = record.getNotice().getSubjects(0);
                    told(RecordLinks.naming(view, subject, RecordKind.NOTICE, 10).ids().contains(RecordKind.idOf(record))
                            ? Read.RIGHT
                            : Read.ABSENT);
                }
            }
        } catch (RuntimeException | InternalError e) {
            told(Read.NOTICED);
        }
    }

    private void askByNumber(Record record, ReadView view) {
        byte[] number = NumberKey.of(record.getTravelDocument().getNumber());
        DocumentIndex.Found found = DocumentIndex.search(view, number, "FRA", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(100));
        found.documents().stream()
                .filter(document -> records().stream().noneMatch(known -> known.getTravelDocument().equals(document)))
                .forEach(document -> told(Read.WRONG));
        if (found.damaged() || found.truncated()) {
            told(Read.NOTICED);
        } else {
            told(found.documents().contains(record.getTravelDocument()) ? Read.RIGHT : Read.ABSENT);
        }
    }

    private void askByNationalId(Record record, ReadView view) {
        byte[] number = NumberKey.of(record.getPerson().getNationalIds(0).getNumber());
        PersonNumbers.Found found = PersonNumbers.search(view, number, _ -> true);
        for (Person person : found.persons().values()) {
            told(person.equals(record.getPerson()) ? Read.RIGHT : Read.WRONG);
        }
        told(found.damaged() ? Read.NOTICED : found.persons().isEmpty() ? Read.ABSENT : Read.RIGHT);
    }

    private void told(Read read) {
        worst = read.compareTo(worst) > 0 ? read : worst;
    }

    private long verify() throws IOException {
        long[] faults = {0};
        Path scratch = folder.resolve("verify");
        PrivateFiles.createFolder(scratch);
        try (StoredMoment moment = StoredMoment.ofFolder(folder, (table, what) -> faults[0]++)) {
            Verification.of(moment, scratch, fault -> faults[0]++, (done, of) -> {});
        } catch (StoreException | DamagedException e) {
            faults[0]++;
        }
        return faults[0];
    }
}
