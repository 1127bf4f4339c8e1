package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.access.Caller;
import io.vigie.server.index.NoticeLists;
import io.vigie.server.index.Outcome;
import io.vigie.server.index.RecordKind;
import io.vigie.server.index.RecordLinks;
import io.vigie.server.index.RecordWriter;
import io.vigie.server.index.Records;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.LinkedRecord;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that name each other, added, changed and withdrawn in random order, and the same as a plain graph. */
class LinksModelTest {
    private static final long SEED = 20260205;
    private static final int IDS = 12;
    private static final int ROUNDS = 60;
    private static final int CHANGES = 6;

    @TempDir
    Path path;

    private final Random random = new Random(SEED);
    private final Map<String, Record> model = new TreeMap<>();

    @Test
    void aTieCountsOnBothSidesInWhateverOrderRecordsCome() throws IOException {
        for (int i = 0; i < IDS; i++) {
            Record record = random();
            model.put(canonicalId(record), record);
        }
        Fixtures.load(path, model.values().toArray(Record[]::new));
        try (DataFolder folder = DataFolder.open(path);
                ReadView view = folder.newView()) {
            compare(view);
            for (int round = 0; round < ROUNDS; round++) {
                folder.write(write -> {
                    RecordWriter writer = new RecordWriter(write, Instant.EPOCH);
                    for (int i = 0; i < CHANGES; i++) {
                        change(writer);
                    }
                    return writer.finish();
                });
                compare(view);
            }
        }
    }

    private void change(RecordWriter writer) {
        if (random.nextInt(3) == 0) {
            String id = id();
            assertThat(writer.withdraw(id, 0, "") instanceof Outcome.Accepted)
                    .isEqualTo(model.remove(RecordLinks.canonical(id)) != null);
            return;
        }
        Record record = random();
        assertThat(writer.put(record)).as("seed %d", SEED).isNotInstanceOf(Outcome.Refused.class);
        model.put(canonicalId(record), record);
    }

    private void compare(ReadView view) {
        view.begin();
        assertThat(Records.contents(view).notices()).isEqualTo(count(Record::hasNotice));
        assertThat(Records.contents(view).persons()).isEqualTo(count(Record::hasPerson));
        assertThat(Records.contents(view).documents()).isEqualTo(count(Record::hasTravelDocument));
        model.forEach((id, record) -> {
            Links links =
                    switch (RecordKind.of(record)) {
                        case DOCUMENT -> Links.of(record.getTravelDocument(), view, Caller.LOCAL_OPERATOR);
                        case PERSON -> Links.of(record.getPerson(), view, Caller.LOCAL_OPERATOR);
                        case NOTICE -> Links.of(record.getNotice(), view, Caller.LOCAL_OPERATOR);
                    };
            Set<String> tied = tied(record);
            assertThat(links.records().stream()
                            .map(LinkedRecord::getRecordId)
                            .map(RecordLinks::canonical)
                            .collect(Collectors.toSet()))
                    .as("seed %d, %s", SEED, id)
                    .isEqualTo(tied);
            if (record.hasTravelDocument()) {
                assertThat(links.tied()).as("seed %d, %s", SEED, id).isEqualTo(tied.stream().anyMatch(this::makesListed));
            }
        });
        for (NoticeStatus.Code status : List.of(NoticeStatus.Code.PUBLISHED, NoticeStatus.Code.CANCELLED)) {
            compareList(view, NoticeLists.Key.status(status), notice -> notice.getStatus() == status);
        }
        compareList(view, NoticeLists.Key.owner("D"), notice -> notice.getOwner().equals("DEU"));
        compareList(view, NoticeLists.Key.file("a"), notice -> notice.getFile().equals("a"));
        compareList(
                view,
                NoticeLists.Key.colour(NoticeColour.Code.RED),
                notice -> notice.getColour() == NoticeColour.Code.RED);
        view.end();
    }

    private void compareList(ReadView view, NoticeLists.Key key, java.util.function.Predicate<Notice> wanted) {
        List<String> listed = new ArrayList<>();
        NoticeLists.walk(view, key, "", listed::add);
        assertThat(listed)
                .as("seed %d, %s", SEED, key)
                .containsExactlyElementsOf(model.values().stream()
                        .filter(Record::hasNotice)
                        .map(Record::getNotice)
                        .filter(wanted)
                        .map(notice -> RecordLinks.canonical(notice.getId()))
                        .sorted()
                        .toList());
    }

    private long count(java.util.function.Predicate<Record> kind) {
        return model.values().stream().filter(kind).count();
    }

    /** Neighbours; of a document's persons the notices too. */
    private Set<String> tied(Record record) {
        Set<String> tied = new TreeSet<>();
        for (String id : neighbours(record)) {
            tied.add(id);
            Record neighbour = model.get(id);
            if (record.hasTravelDocument() && neighbour.hasPerson()) {
                neighbours(neighbour).stream()
                        .filter(further -> model.get(further).hasNotice())
                        .forEach(tied::add);
            }
        }
        tied.remove(canonicalId(record));
        return tied;
    }

    private Set<String> neighbours(Record record) {
        return model.values().stream()
                .filter(other -> !canonicalId(other).equals(canonicalId(record)))
                .filter(other -> names(other, record) || names(record, other))
                .map(LinksModelTest::canonicalId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean names(Record record, Record other) {
        Stream<String> named =
                switch (RecordKind.of(record)) {
                    case DOCUMENT ->
                        Stream.concat(
                                record.getTravelDocument().getPersonIdsList().stream(),
                                record.getTravelDocument().getNoticeIdsList().stream());
                    case PERSON -> record.getPerson().getNoticeIdsList().stream();
                    case NOTICE -> record.getNotice().getSubjectsList().stream();
                };
        return named.anyMatch(id -> RecordLinks.canonical(id).equals(canonicalId(other)));
    }

    private boolean makesListed(String id) {
        Record record = model.get(id);
        return record.hasPerson() || record.getNotice().getStatus() == NoticeStatus.Code.PUBLISHED;
    }

    private static String canonicalId(Record record) {
        return RecordLinks.canonical(RecordKind.idOf(record));
    }

    private Record random() {
        int at = random.nextInt(IDS);
        return switch (random.nextInt(3)) {
            case 0 ->
                Record.newBuilder()
                        .setTravelDocument(TravelDocument.newBuilder()
                                .setId("D-" + at)
                                .setOwner("FRA")
                                .setNumber("N" + random.nextInt(6))
                                .setStatus(DocumentStatus.Code.VALID)
                                .addAllPersonIds(some("P-"))
                                .addAllNoticeIds(someNotices()))
                        .build();
            case 1 -> {
                Person person = Fixtures.person("P-" + at, "ANNA").getPerson();
                yield Record.newBuilder()
                        .setPerson(person.toBuilder().addAllNoticeIds(someNotices()))
                        .build();
            }
            default ->
                Record.newBuilder()
                        .setNotice(Notice.newBuilder()
                                .setId(noticeId(at))
                                .setOwner(random.nextBoolean() ? "FRA" : "DEU")
                                .setFile(random.nextBoolean() ? "a" : "")
                                .setColour(random.nextBoolean() ? NoticeColour.Code.RED : NoticeColour.Code.BLUE)
                                .setStatus(
                                        random.nextBoolean()
                                                ? NoticeStatus.Code.PUBLISHED
                                                : NoticeStatus.Code.CANCELLED)
                                .addAllSubjects(some("P-"))
                                .addAllSubjects(some("D-")))
                        .build();
        };
    }

    private String id() {
        int at = random.nextInt(IDS);
        return List.of("D-" + at, "P-" + at, noticeId(at)).get(random.nextInt(3));
    }

    private List<String> some(String prefix) {
        return random.ints(random.nextInt(3), 0, IDS).mapToObj(at -> prefix + at).toList();
    }

    private List<String> someNotices() {
        return random.ints(random.nextInt(2), 0, IDS).mapToObj(this::noticeId).toList();
    }

    private String noticeId(int at) {
        return "2026" + (random.nextBoolean() ? '/' : '-') + at;
    }
}
