package io.vigie.server.index;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.testing.Fixtures;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import org.junit.jupiter.api.Test;

class RecordCheckTest {
    @Test
    void takesGoodRecords() {
        assertThatCode(() -> {
                    RecordCheck.check(record(document("id", "1", "")));
                    RecordCheck.check(record(document("id", "1", "D").setOwner("EUROPOL")));
                    RecordCheck.check(Fixtures.person("id", "ANNA"));
                    RecordCheck.check(Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void namesFieldValueAndExpectation() {
        refuses(record(document("", "1", "FRA")), "id: absent");
        refuses(record(document("a\nb", "1", "FRA")), "id: control character U+000A at index 1");
        refuses(record(document("x".repeat(129), "1", "FRA")), "id: longer than 128 bytes");
        refuses(record(document("id", "", "FRA")), "number: 0 characters (expected: 1 to 64)");
        refuses(record(document("id", "1".repeat(1000), "FRA")), "number: 1000 characters");
        refuses(record(document("id", "1\u0000", "FRA")), "number: control character U+0000");
        refuses(record(document("id", "---", "FRA")), "number: holds no letter and no digit");
        refuses(record(document("id", "1", "FRX")), "issuingState: \"FRX\"");
        refuses(record(document("id", "1", "FRA").setOwner("")), "owner: \"\"");
        refuses(record(document("id", "1", "FRA").setOwner("XQZ")), "owner: \"XQZ\"");
        refuses(record(document("id", "1", "FRA").setStatusValue(0)), "status: absent");
        refuses(record(document("id", "1", "FRA").setStatusValue(99)), "status: a number");
        refuses(record(document("id", "1", "FRA").setTypeValue(99)), "type: a number");
        refuses(record(document("id", "1", "FRA").setStatusDate("2024-02-30")), "statusDate: \"2024-02-30\"");
        refuses(record(document("id", "1", "FRA").setVersion(-1)), "version: -1");
        refuses(record(document("id", "1", "FRA").setVersion(Integer.MAX_VALUE)), "version: 2147483647");
        refuses(
                record(document("id", "1", "FRA")
                        .setRestrictions(Restrictions.newBuilder().addParties("??"))),
                "restrictions.parties");
        refuses(record(document("id", "\uFDFA".repeat(28), "FRA")), "number: ");
        refuses(
                record(document("id", "1", "FRA").setAuthority("a\u0007b")),
                "authority: control character at index 1");
        refuses(Record.getDefaultInstance(), "record: empty");
        refuses(
                Record.newBuilder()
                        .setPerson(Person.newBuilder().setId("id").setOwner("FRA"))
                        .build(),
                "identities: 0");
        refuses(Fixtures.person("id", " "), "identities.names: empty");
    }

    @Test
    void namesWhatIsNoRange() {
        range("AB001", "AB0100", "numberEnd: 6 letters and digits (expected: as many as number, 5)");
        range("AB001", "AC002", "numberEnd: another prefix");
        range("A1B01", "A2B02", "numberEnd: another prefix");
        range("AB0A1", "AB0B2", "numberEnd: another prefix");
        range("AB1A1", "AB111", "numberEnd: another prefix");
        range("AB002", "AB001", "numberEnd: before number");
        range("ABC", "ABD", "numberEnd: no running number");
        range("1AB", "2AB", "numberEnd: no running number");
        range("A000000000", "A100000000", "numberEnd: more than 100000000 numbers");
        range("0".repeat(64), "9".repeat(64), "numberEnd: more than");
        assertThatCode(() -> {
                    RecordCheck.check(record(document("id", "A000000001", "FRA").setNumberEnd("A100000000")));
                    RecordCheck.check(record(document("id", "AB 01", "FRA").setNumberEnd("ab-99")));
                    RecordCheck.check(record(document("id", "7", "FRA").setNumberEnd("7")));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void keepsReservedIdsAndNumbers() {
        refuses(record(document("VIGIE-CANARY-D1", "1", "FRA")), "id: begins with VIGIE-CANARY- (reserved)");
        refuses(record(document("id", "vigie canary 0", "")), "number: begins with VIGIECANARY (reserved)");
        refuses(record(document("id", "AB12*", "FRA")), "number: holds *");
    }

    private static void range(String first, String last, String message) {
        refuses(record(document("id", first, "FRA").setNumberEnd(last)), message);
    }

    @Test
    void quotesNoPersonalData() {
        Record person = Fixtures.person("id", "ANNA");
        Record wrong = person.toBuilder()
                .setPerson(person.getPerson().toBuilder()
                        .setIdentities(
                                0, person.getPerson().getIdentities(0).toBuilder().addBirthDates("31.12.1974")))
                .build();
        assertThatThrownBy(() -> RecordCheck.check(wrong))
                .hasMessageStartingWith("identities.birthDates: not a date")
                .message()
                .doesNotContain("1974-", "31.12");
    }

    private static void refuses(Record record, String message) {
        assertThatThrownBy(() -> RecordCheck.check(record))
                .isInstanceOf(RecordCheck.InvalidRecordException.class)
                .hasMessageStartingWith(message);
    }
}
