package io.vigie.server.index;

import com.google.protobuf.ProtocolMessageEnum;
import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.match.PartialDate;
import io.vigie.v1.ActionOverride;
import io.vigie.v1.Identity;
import io.vigie.v1.DocumentReference;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import io.vigie.v1.TravelDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record may be stored: what every way in (load, submit, import) must pass. Names the first fault with field,
 * value and expectation; numbers, names and births are personal and are described, not quoted.
 */
public final class RecordCheck {
    /** Longest id, in UTF-8 bytes. */
    public static final int ID_SIZE_MAX = 128;

    /** Longest text, in characters. */
    public static final int TEXT_LENGTH_MAX = 4096;

    /** So that a frame with one record, or with its change, fits what readers take by default, 1 MiB. */
    public static final int RECORD_SIZE_MAX = (1 << 20) - (16 << 10);

    /** Leaves room for as many changes again. */
    private static final int VERSION_MAX = 1_000_000_000;

    private static final int NAME_LENGTH_MAX = 512;
    private static final int ITEMS_MAX = 1000;

    private RecordCheck() {}

    /** A record that may not be stored. The message is one line: field, value, expectation. */
    public static final class InvalidRecordException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidRecordException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Checks a record.
     *
     * @throws InvalidRecordException naming the first field at fault
     */
    public static void check(Record record) throws InvalidRecordException {
        checkKind(record);
        FieldCheck.check(record);
        if (record.getSerializedSize() > RECORD_SIZE_MAX) {
            throw new InvalidRecordException(
                    "record: " + record.getSerializedSize() + " bytes (expected: <= " + RECORD_SIZE_MAX + ")");
        }
    }

    private static void checkKind(Record record) throws InvalidRecordException {
        switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> check(record.getTravelDocument());
            case PERSON -> check(record.getPerson());
            case NOTICE -> check(record.getNotice());
            case KIND_NOT_SET ->
                throw new InvalidRecordException("record: empty (expected: travelDocument, person or notice)");
        }
    }

    private static void check(TravelDocument document) throws InvalidRecordException {
        id(document.getId());
        party("owner", document.getOwner());
        version(document.getVersion());
        restrictions(document.getRestrictions());
        number("number", document.getNumber());
        if (!document.getNumberEnd().isEmpty()) {
            number("numberEnd", document.getNumberEnd());
            range(document);
        }
        state("issuingState", document.getIssuingState());
        known("type", document.getType());
        known("status", document.getStatus());
        if (document.getStatusValue() == 0) {
            throw new InvalidRecordException("status: absent (expected: STOLEN, LOST, …)");
        }
        known("fraudType", document.getFraudType());
        known("action", document.getAction());
        overrides(document.getActionByStateList());
        known("cautions", document.getCautionsList());
        date("statusDate", document.getStatusDate());
        date("reviewDate", document.getReviewDate());
        date("expires", document.getExpires());
        date("issueDate", document.getIssueDate());
        date("expiryDate", document.getExpiryDate());
        text("file", document.getFile());
        links("personIds", document.getPersonIdsList());
        links("noticeIds", document.getNoticeIdsList());
    }

    private static void check(Person person) throws InvalidRecordException {
        id(person.getId());
        party("owner", person.getOwner());
        version(person.getVersion());
        restrictions(person.getRestrictions());
        count("identities", person.getIdentitiesCount());
        if (person.getIdentitiesCount() == 0) {
            throw new InvalidRecordException("identities: 0 (expected: at least 1)");
        }
        for (Identity identity : person.getIdentitiesList()) {
            check(identity);
        }
        for (String nationality : person.getNationalitiesList()) {
            state("nationalities", nationality);
        }
        for (NationalId nationalId : person.getNationalIdsList()) {
            state("nationalIds.state", nationalId.getState());
            number("nationalIds.number", nationalId.getNumber());
        }
        for (DocumentReference document : person.getDocumentsList()) {
            state("documents.issuingState", document.getIssuingState());
            number("documents.number", document.getNumber());
            date("documents.issueDate", document.getIssueDate());
            date("documents.expiryDate", document.getExpiryDate());
        }
        links("noticeIds", person.getNoticeIdsList());
        known("action", person.getAction());
        overrides(person.getActionByStateList());
        known("cautions", person.getCautionsList());
        date("reviewDate", person.getReviewDate());
        date("expires", person.getExpires());
        text("file", person.getFile());
    }

    private static void check(Identity identity) throws InvalidRecordException {
        known("identities.category", identity.getCategory());
        known("identities.sex", identity.getSex());
        known("identities.birthCalendar", identity.getBirthCalendar());
        count("identities.names", identity.getNamesCount());
        if (identity.getNamesCount() == 0) {
            throw new InvalidRecordException("identities.names: 0 (expected: at least 1)");
        }
        for (Name name : identity.getNamesList()) {
            check(name);
        }
        count("identities.birthDates", identity.getBirthDatesCount());
        for (String date : identity.getBirthDatesList()) {
            if (PartialDate.parse(date) == null) {
                throw new InvalidRecordException("identities.birthDates: not a date (" + PartialDate.EXPECTED + ")");
            }
        }
        state("identities.birthState", identity.getBirthState());
        text("identities.birthPlace", identity.getBirthPlace());
    }

    private static void check(Name name) throws InvalidRecordException {
        if (name.getFull().isBlank() && name.getSurname().isBlank() && name.getGiven().isBlank()) {
            throw new InvalidRecordException("identities.names: empty (expected: full, surname or given)");
        }
        for (String part : List.of(name.getFull(), name.getSurname(), name.getGiven(), name.getPatronymic())) {
            plain("identities.names", part, NAME_LENGTH_MAX);
        }
    }

    private static void check(Notice notice) throws InvalidRecordException {
        id(notice.getId());
        party("owner", notice.getOwner());
        version(notice.getVersion());
        restrictions(notice.getRestrictions());
        known("colour", notice.getColour());
        known("instrument", notice.getInstrument());
        known("status", notice.getStatus());
        if (notice.getStatusValue() == 0) {
            throw new InvalidRecordException("status: absent (expected: PUBLISHED, …)");
        }
        known("action", notice.getAction());
        overrides(notice.getActionByStateList());
        known("cautions", notice.getCautionsList());
        known("subjectKind", notice.getSubjectKind());
        links("subjects", notice.getSubjectsList());
        count("charges", notice.getChargesCount());
        date("issued", notice.getIssued());
        date("reviewDate", notice.getReviewDate());
        date("expires", notice.getExpires());
        text("file", notice.getFile());
    }

    private static void id(String id) throws InvalidRecordException {
        if (id.isBlank()) {
            throw new InvalidRecordException("id: absent (expected: 1 to " + ID_SIZE_MAX + " characters)");
        }
        if (RecordKind.idBytes(id).length > ID_SIZE_MAX) {
            throw new InvalidRecordException("id: longer than " + ID_SIZE_MAX + " bytes");
        }
        printable("id", id);
        if (CanaryRecord.isReservedId(id)) {
            throw new InvalidRecordException("id: begins with " + CanaryRecord.ID_PREFIX + " (reserved)");
        }
    }

    private static void party(String field, String party) throws InvalidRecordException {
        if (!isParty(party)) {
            throw new InvalidRecordException(field + ": " + quoted(party)
                    + " (expected: a state of Doc 9303-3 or an organisation in capitals, such as EUROPOL)");
        }
    }

    /** States have up to three letters and are all known; organisations have more. */
    public static boolean isParty(String party) {
        if (party.length() <= 3) {
            return States.isKnown(party);
        }
        return party.length() <= 32 && party.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_');
    }

    private static void version(int version) throws InvalidRecordException {
        if (version < 0 || version > VERSION_MAX) {
            throw new InvalidRecordException("version: " + version + " (expected: 1 to " + VERSION_MAX + ")");
        }
    }

    private static void restrictions(Restrictions restrictions) throws InvalidRecordException {
        known("restrictions.recipients", restrictions.getRecipients());
        known("restrictions.confidentiality", restrictions.getConfidentiality());
        count("restrictions.parties", restrictions.getPartiesCount());
        for (String party : restrictions.getPartiesList()) {
            party("restrictions.parties", party);
        }
    }

    private static void number(String field, String number) throws InvalidRecordException {
        int length = number.length();
        if (length == 0 || length > NumberKey.NUMBER_LENGTH_MAX) {
            throw new InvalidRecordException(
                    field + ": " + length + " characters (expected: 1 to " + NumberKey.NUMBER_LENGTH_MAX + ")");
        }
        printable(field, number);
        if (number.indexOf('*') >= 0) {
            throw new InvalidRecordException(field + ": holds * (expected: the number as printed)");
        }
        byte[] key = NumberKey.of(number);
        if (key.length == 0) {
            throw new InvalidRecordException(field + ": holds no letter and no digit");
        }
        if (key.length > NumberKey.KEY_SIZE_MAX) {
            throw new InvalidRecordException(
                    field + ": " + key.length + " bytes normalised (expected: <= " + NumberKey.KEY_SIZE_MAX + ")");
        }
        if (new String(key, StandardCharsets.UTF_8).startsWith(CanaryRecord.NUMBER_PREFIX)) {
            throw new InvalidRecordException(field + ": begins with " + CanaryRecord.NUMBER_PREFIX + " (reserved)");
        }
    }

    private static void range(TravelDocument document) throws InvalidRecordException {
        String fault =
                RangeKey.fault(NumberKey.of(document.getNumber()), NumberKey.of(document.getNumberEnd()));
        if (fault != null) {
            throw new InvalidRecordException("numberEnd: " + fault);
        }
    }

    private static void state(String field, String state) throws InvalidRecordException {
        if (!state.isEmpty() && !States.isKnown(state)) {
            throw new InvalidRecordException(
                    field + ": " + quoted(state) + " (expected: a state of ICAO Doc 9303-3, such as FRA)");
        }
    }

    private static void date(String field, String date) throws InvalidRecordException {
        if (!date.isEmpty() && PartialDate.parse(date) == null) {
            throw new InvalidRecordException(field + ": " + quoted(date) + " (" + PartialDate.EXPECTED + ")");
        }
    }

    private static void known(String field, @Nullable ProtocolMessageEnum value) throws InvalidRecordException {
        if (value instanceof Enum<?> constant && constant.name().equals("UNRECOGNIZED")) {
            throw new InvalidRecordException(field + ": a number that this version does not know");
        }
    }

    private static void known(String field, List<? extends ProtocolMessageEnum> values) throws InvalidRecordException {
        for (ProtocolMessageEnum value : values) {
            known(field, value);
        }
    }

    private static void overrides(List<ActionOverride> overrides) throws InvalidRecordException {
        for (ActionOverride override : overrides) {
            state("actionByState.state", override.getState());
            known("actionByState.action", override.getAction());
        }
    }

    private static void links(String field, List<String> ids) throws InvalidRecordException {
        count(field, ids.size());
        for (String id : ids) {
            if (id.isBlank() || RecordKind.idBytes(id).length > ID_SIZE_MAX) {
                throw new InvalidRecordException(field + ": an id of " + id.length() + " characters (expected: 1 to "
                        + ID_SIZE_MAX + ")");
            }
            printable(field, id);
        }
    }

    private static void count(String field, int count) throws InvalidRecordException {
        if (count > ITEMS_MAX) {
            throw new InvalidRecordException(field + ": " + count + " items (expected: <= " + ITEMS_MAX + ")");
        }
    }

    private static void text(String field, String text) throws InvalidRecordException {
        plain(field, text, TEXT_LENGTH_MAX);
    }

    private static void plain(String field, String text, int lengthMax) throws InvalidRecordException {
        if (text.length() > lengthMax) {
            throw new InvalidRecordException(field + ": " + text.length() + " characters (expected: <= " + lengthMax + ")");
        }
        printable(field, text);
    }

    private static void printable(String field, String text) throws InvalidRecordException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new InvalidRecordException(
                        String.format(Locale.ROOT, "%s: control character U+%04X at index %d", field, (int) text.charAt(i), i));
            }
        }
    }

    private static String quoted(String value) {
        return '"' + (value.length() > 40 ? value.substring(0, 40) + "…" : value).replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
