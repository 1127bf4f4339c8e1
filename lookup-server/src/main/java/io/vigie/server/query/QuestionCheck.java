package io.vigie.server.query;

import static io.vigie.v1.Error.Code.Value.INVALID_VALUE;
import static io.vigie.v1.Error.Code.Value.MISSING_VALUE;
import static io.vigie.v1.Error.Code.Value.UNKNOWN_VALUE;

import com.google.protobuf.ProtocolMessageEnum;
import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.index.RecordCheck;
import io.vigie.server.index.NumberPattern;
import io.vigie.server.match.PartialDate;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Purpose;
import io.vigie.v1.Question;

/** Whether a question can be answered: names the first field at fault. Pure. */
final class QuestionCheck {
    private static final int ID_LENGTH_MAX = 128;
    private static final int TEXT_LENGTH_MAX = 256;
    private static final int FILE_LENGTH_MAX = 4096;
    private static final int PAGE_LENGTH_MAX = 256;
    private static final int NAME_LENGTH_MAX = 512;
    private static final int NAMES_MAX = 20;
    private static final int ITEMS_MAX = 20;
    private static final int FURTHER_DOCUMENTS_MAX = 10;
    private static final int ZONE_LINES_MAX = 10;
    private static final int ZONE_LINE_LENGTH_MAX = 256;
    private static final int LIMIT_MAX = 100;
    static final int DEADLINE_MILLIS_MAX = 60_000;
    private static final int BIRTH_YEAR_TOLERANCE_MAX = 10;

    private QuestionCheck() {}

    static void check(Question question) throws QuestionException {
        told("id", question.getId(), ID_LENGTH_MAX);
        if (!question.hasDocument() && question.getFurtherDocumentsCount() > 0) {
            throw new QuestionException(MISSING_VALUE, "document", "absent (expected: the first of the documents)");
        }
        if (question.getMrzCount() == 0
                && !question.hasDocument()
                && !question.hasPerson()
                && !question.hasNotice()) {
            throw new QuestionException(
                    MISSING_VALUE, "", "holds nothing to search by (expected: mrz, document, person or notice)");
        }
        zone(question);
        if (question.hasDocument()) {
            document("document", question.getDocument());
        }
        count("furtherDocuments", question.getFurtherDocumentsCount(), FURTHER_DOCUMENTS_MAX);
        for (DocumentQuestion further : question.getFurtherDocumentsList()) {
            document("furtherDocuments", further);
        }
        if (question.hasPerson()) {
            person(question.getPerson(), question.getMrzCount() > 0);
        }
        if (question.hasNotice()) {
            notice(question);
        }
        for (Dataset.Code dataset : question.getDatasetsList()) {
            known("datasets", dataset);
            if (dataset == Dataset.Code.UNSPECIFIED) {
                throw new QuestionException(
                        UNKNOWN_VALUE, "datasets", "UNSPECIFIED (expected: TRAVEL_DOCUMENTS, PERSONS or NOTICES)");
            }
        }
        range("limit", question.getLimit(), LIMIT_MAX);
        range("deadlineMillis", question.getDeadlineMillis(), DEADLINE_MILLIS_MAX);
        range("birthYearTolerance", question.getBirthYearTolerance(), BIRTH_YEAR_TOLERANCE_MAX);
        if (!(question.getMinScore() >= 0 && question.getMinScore() <= 1)) {
            throw new QuestionException(INVALID_VALUE, "minScore", question.getMinScore() + " (expected: 0 to 1)");
        }
        told("context.officer", question.getContext().getOfficer(), TEXT_LENGTH_MAX);
        told("context.place", question.getContext().getPlace(), TEXT_LENGTH_MAX);
        told("context.journey", question.getContext().getJourney(), TEXT_LENGTH_MAX);
        known("context.direction", question.getContext().getDirection());
        known("context.purpose", question.getContext().getPurpose());
        if (question.getSilent() && question.getContext().getPurpose() != Purpose.Code.VISA) {
            throw new QuestionException(
                    INVALID_VALUE, "silent", "true (expected: with context.purpose VISA; else owners learn of hits)");
        }
        length("askingParty", question.getAskingParty(), TEXT_LENGTH_MAX);
        if (!question.getAskingParty().isEmpty() && !RecordCheck.isParty(question.getAskingParty())) {
            throw new QuestionException(
                    UNKNOWN_VALUE,
                    "askingParty",
                    "not a party (expected: a state of Doc 9303-3 or an organisation in capitals, such as EUROPOL)");
        }
    }

    private static void notice(Question question) throws QuestionException {
        if (question.getMrzCount() > 0 || question.hasDocument() || question.hasPerson()) {
            throw new QuestionException(
                    INVALID_VALUE, "notice", "beside a traveller (expected: alone; a traveller's notices come by themselves)");
        }
        NoticeQuestion notice = question.getNotice();
        if (notice.getId().isEmpty()
                && notice.getSubject().isEmpty()
                && notice.getOwner().isEmpty()
                && notice.getFile().isEmpty()
                && notice.getColourValue() == 0
                && notice.getStatusValue() == 0) {
            throw new QuestionException(
                    MISSING_VALUE, "notice", "empty (expected: id, subject, owner, file, colour or status)");
        }
        length("notice.id", notice.getId(), ID_LENGTH_MAX);
        length("notice.subject", notice.getSubject(), ID_LENGTH_MAX);
        length("notice.file", notice.getFile(), FILE_LENGTH_MAX);
        length("notice.page", notice.getPage(), PAGE_LENGTH_MAX);
        if (!notice.getOwner().isEmpty() && !RecordCheck.isParty(notice.getOwner())) {
            throw new QuestionException(
                    UNKNOWN_VALUE,
                    "notice.owner",
                    "not a party (expected: a state of Doc 9303-3 or an organisation in capitals, such as EUROPOL)");
        }
        known("notice.colour", notice.getColour());
        known("notice.status", notice.getStatus());
    }

    private static void zone(Question question) throws QuestionException {
        if (question.getMrzCount() > ZONE_LINES_MAX) {
            throw new QuestionException(
                    INVALID_VALUE, "mrz", question.getMrzCount() + " lines (expected: <= " + ZONE_LINES_MAX + ")");
        }
        for (String line : question.getMrzList()) {
            length("mrz", line, ZONE_LINE_LENGTH_MAX);
        }
    }

    private static void document(String field, DocumentQuestion document) throws QuestionException {
        String number = document.getNumber();
        if (number.isEmpty()) {
            throw new QuestionException(
                    MISSING_VALUE,
                    field + ".number",
                    "absent (expected: 1 to " + NumberKey.NUMBER_LENGTH_MAX + " characters)");
        }
        length(field + ".number", number, NumberKey.NUMBER_LENGTH_MAX);
        printable(field + ".number", number);
        int keySize = NumberKey.of(number).length;
        if (keySize == 0) {
            throw new QuestionException(INVALID_VALUE, field + ".number", "holds no letter and no digit");
        }
        if (keySize > NumberKey.KEY_SIZE_MAX) {
            throw new QuestionException(
                    INVALID_VALUE,
                    field + ".number",
                    keySize + " bytes normalised (expected: <= " + NumberKey.KEY_SIZE_MAX + ")");
        }
        if (NumberPattern.hasWildcard(number) && !NumberPattern.isPrefix(number)) {
            throw new QuestionException(
                    INVALID_VALUE,
                    field + ".number",
                    "not a pattern (expected: at least " + NumberPattern.CHARACTERS_MIN
                            + " letters or digits, then one * at the end)");
        }
        state(field + ".issuingState", document.getIssuingState());
        known(field + ".type", document.getType());
    }

    /** A zone has a name of its own, so that a birth or sex may stand beside it alone. */
    private static void person(PersonQuestion person, boolean besideZone) throws QuestionException {
        if (!besideZone && person.getNamesCount() == 0 && person.getNationalIdsCount() == 0) {
            throw new QuestionException(MISSING_VALUE, "person.names", "absent (expected: a name or a national id)");
        }
        count("person.names", person.getNamesCount(), NAMES_MAX);
        for (Name name : person.getNamesList()) {
            if (name.getFull().isBlank()
                    && name.getSurname().isBlank()
                    && name.getGiven().isBlank()) {
                throw new QuestionException(
                        MISSING_VALUE, "person.names", "empty (expected: full, surname or given)");
            }
            name(name.getFull());
            name(name.getSurname());
            name(name.getGiven());
            name(name.getPatronymic());
        }
        if (!person.getBirthDate().isEmpty() && PartialDate.parse(person.getBirthDate()) == null) {
            throw new QuestionException(
                    INVALID_VALUE, "person.birthDate", "not a date (" + PartialDate.EXPECTED + ")");
        }
        known("person.sex", person.getSex());
        count("person.nationalities", person.getNationalitiesCount(), ITEMS_MAX);
        for (String nationality : person.getNationalitiesList()) {
            state("person.nationalities", nationality);
        }
        count("person.nationalIds", person.getNationalIdsCount(), ITEMS_MAX);
        for (NationalId id : person.getNationalIdsList()) {
            state("person.nationalIds.state", id.getState());
            length("person.nationalIds.number", id.getNumber(), NumberKey.NUMBER_LENGTH_MAX);
            if (NumberKey.of(id.getNumber()).length == 0) {
                throw new QuestionException(
                        INVALID_VALUE, "person.nationalIds.number", "holds no letter and no digit");
            }
        }
    }

    private static void name(String part) throws QuestionException {
        length("person.names", part, NAME_LENGTH_MAX);
        printable("person.names", part);
    }

    private static void state(String field, String state) throws QuestionException {
        if (!state.isEmpty() && !States.isKnown(state)) {
            throw new QuestionException(
                    UNKNOWN_VALUE, field, shown(state) + " (expected: a state of ICAO Doc 9303-3, such as FRA)");
        }
    }

    private static void known(String field, ProtocolMessageEnum value) throws QuestionException {
        if (value instanceof Enum<?> constant && constant.name().equals("UNRECOGNIZED")) {
            throw new QuestionException(UNKNOWN_VALUE, field, "a number that this version does not know");
        }
    }

    private static void length(String field, String text, int max) throws QuestionException {
        if (text.length() > max) {
            throw new QuestionException(
                    INVALID_VALUE, field, text.length() + " characters (expected: <= " + max + ")");
        }
    }

    private static void count(String field, int count, int max) throws QuestionException {
        if (count > max) {
            throw new QuestionException(INVALID_VALUE, field, count + " items (expected: <= " + max + ")");
        }
    }

    private static void range(String field, int value, int max) throws QuestionException {
        if (value < 0 || value > max) {
            throw new QuestionException(INVALID_VALUE, field, value + " (expected: 0, for the default, to " + max + ")");
        }
    }

    /** What owners of records that are hit are told. */
    private static void told(String field, String text, int max) throws QuestionException {
        length(field, text, max);
        for (int i = 0; i < text.length(); i++) {
            if (MessageCheck.isHidden(text.charAt(i))) {
                throw new QuestionException(INVALID_VALUE, field, "control character at index " + i);
            }
        }
    }

    private static void printable(String field, String text) throws QuestionException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new QuestionException(INVALID_VALUE, field, "control character at index " + i);
            }
        }
    }

    /** States are no personal data, but what was sent in their place may be. */
    private static String shown(String state) {
        return state.length() <= 3 ? '"' + state.replaceAll("\\p{Cntrl}", "?") + '"' : state.length() + " characters";
    }
}
