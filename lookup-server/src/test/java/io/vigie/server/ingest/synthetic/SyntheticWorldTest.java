package io.vigie.server.ingest.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.index.RecordCheck;
import io.vigie.v1.Record;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

final class SyntheticWorldTest {
    private static final SyntheticWorld SMALL = new SyntheticWorld(2_000, 1_000, 300, 7);

    @Test
    void everyRecordPassesTheCheckAndHasAnIdOfItsOwn() {
        int each = 25_000;
        Set<String> ids = new HashSet<>();
        new SyntheticWorld(each, each, each, 1).records(record -> {
            try {
                RecordCheck.check(record);
            } catch (RecordCheck.InvalidRecordException e) {
                throw new AssertionError(record.toString(), e);
            }
            if (!ids.add(idOf(record))) {
                throw new AssertionError(idOf(record));
            }
        });
        assertThat(ids).hasSize(3 * each);
    }

    /** Written once: when it changes, all worlds have changed, and every figure measured on them is of another world. */
    @Test
    void bytesOfAWorldNeverChange() throws Exception {
        assertThat(digestOfRecords(SMALL)).isEqualTo("0f3a81143340ca8cd2fd83ba48a192e0b603a24aa94225ac3addb13a9f927142");
        assertThat(digestOfQuestions(SMALL)).isEqualTo("71ae1957615ffd5eda2aaaf973f37972193b58f509d1295fb10ccd06aa71947d");
    }

    @Test
    void bytesDependOnSeedAlone() throws Exception {
        String digest = digest(SMALL);
        assertThat(digest(new SyntheticWorld(2_000, 1_000, 300, 8))).isNotEqualTo(digest);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(digest(SMALL)).isEqualTo(digest);
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(digest(SMALL)).isEqualTo(digest);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void streamsDocumentsThenPersonsThenNoticesAsMadeOneByOne() {
        List<Record> streamed = new ArrayList<>();
        SMALL.records(streamed::add);
        assertThat(streamed).hasSize(3_300);
        assertThat(streamed.get(1_234).getTravelDocument()).isEqualTo(SMALL.document(1_234));
        assertThat(streamed.get(2_000 + 567).getPerson()).isEqualTo(SMALL.person(567));
        assertThat(streamed.get(3_000 + 89).getNotice()).isEqualTo(SMALL.notice(89));
    }

    @Test
    void largerWorldBeginsWithTheRecordsOfTheSmallerButForLinks() {
        SyntheticWorld large = new SyntheticWorld(1_000_000, 500_000, 20_000, SMALL.seed());
        for (int i = 0; i < SMALL.documents(); i++) {
            assertThat(large.document(i).toBuilder().clearPersonIds().clearNoticeIds().clearStatus().clearFraudType())
                    .extracting(b -> b.build())
                    .isEqualTo(SMALL.document(i).toBuilder()
                            .clearPersonIds()
                            .clearNoticeIds()
                            .clearStatus()
                            .clearFraudType()
                            .build());
        }
        for (int i = 0; i < SMALL.persons(); i++) {
            assertThat(large.person(i).getIdentitiesList())
                    .isEqualTo(SMALL.person(i).getIdentitiesList());
        }
    }

    @Test
    void worldsWithoutAKindStand() throws Exception {
        for (int without = 0; without < 8; without++) {
            SyntheticWorld world = new SyntheticWorld(
                    (without & 1) == 0 ? 300 : 0, (without & 2) == 0 ? 200 : 0, (without & 4) == 0 ? 1_000 : 0, 3);
            digest(world);
        }
    }

    @Test
    void refusesCountsThatNumbersDoNotReachFor() {
        assertThatThrownBy(() -> new SyntheticWorld(-1, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("documents: -1 (expected: 0..110000000)");
        assertThatThrownBy(() -> SMALL.person(1_000))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("person: 1000 (expected: 0..999)");
    }

    private static String idOf(Record record) {
        return switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> record.getTravelDocument().getId();
            case PERSON -> record.getPerson().getId();
            case NOTICE -> record.getNotice().getId();
            case KIND_NOT_SET -> "";
        };
    }

    private static String digest(SyntheticWorld world) throws Exception {
        return digestOfRecords(world) + digestOfQuestions(world);
    }

    private static String digestOfRecords(SyntheticWorld world) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        world.records(record -> digest.update(record.toByteArray()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digestOfQuestions(SyntheticWorld world) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        world.questions(question -> {
            digest.update(question.question().toByteArray());
            digest.update(question.truth().toJson().toString().getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
