package io.vigie.server.index;

import io.vigie.v1.Action;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Instrument;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import io.vigie.wire.CanaryQuestion;
import java.util.List;

/**
 * The specimens that every generation holds beside its records, a document, a person and a notice on them, so that a server
 * can ask itself for something that it must find. They are no records of anybody's: not counted, not in the position, their
 * ids and numbers reserved.
 */
public final class CanaryRecord {
    /** What reserved ids begin with. */
    static final String ID_PREFIX = "VIGIE-CANARY-";

    /** What reserved numbers begin with, in their normalised form. */
    static final String NUMBER_PREFIX = "VIGIECANARY";

    public static final String ID = CanaryQuestion.DOCUMENT_ID;

    /** Utopia's, the state of specimens. */
    public static final String STATE = CanaryQuestion.STATE;

    /** Found in every generation. */
    public static final String NUMBER = CanaryQuestion.DOCUMENT_NUMBER;

    /** Reserved, and held by none. */
    public static final String ABSENT_NUMBER = NUMBER_PREFIX + "0";

    static final Record DOCUMENT = Record.newBuilder()
            .setTravelDocument(TravelDocument.newBuilder()
                    .setId(ID)
                    .setOwner("UNO")
                    .setVersion(1)
                    .setIssuingState(STATE)
                    .setType(DocumentType.Code.PASSPORT)
                    .setNumber(NUMBER)
                    .setStatus(DocumentStatus.Code.STOLEN))
            .build();

    public static final String PERSON_ID = CanaryQuestion.PERSON_ID;

    /** The person's national id, of {@link #STATE}. */
    public static final String PERSON_NUMBER = CanaryQuestion.PERSON_NUMBER;

    /** Like nobody's. */
    public static final String SURNAME = CanaryQuestion.SURNAME;

    public static final String GIVEN = CanaryQuestion.GIVEN;

    public static final String BIRTH_DATE = CanaryQuestion.BIRTH_DATE;

    static final Record PERSON = Record.newBuilder()
            .setPerson(Person.newBuilder()
                    .setId(PERSON_ID)
                    .setOwner("UNO")
                    .setVersion(1)
                    .addIdentities(Identity.newBuilder()
                            .setCategory(IdentityCategory.Code.CONFIRMED)
                            .addNames(Name.newBuilder().setSurname(SURNAME).setGiven(GIVEN))
                            .addBirthDates(BIRTH_DATE))
                    .addNationalities(STATE)
                    .addNationalIds(NationalId.newBuilder().setState(STATE).setNumber(PERSON_NUMBER)))
            .build();

    public static final String NOTICE_ID = CanaryQuestion.NOTICE_ID;

    /** Reserved, and nobody's. */
    public static final String ABSENT_NOTICE_ID = ID_PREFIX + "N0";

    /** The one list that the notice stands in; those of owners, colours and statuses are for notices of somebody's. */
    public static final String FILE = "VIGIE-CANARY";

    static final Record NOTICE = Record.newBuilder()
            .setNotice(Notice.newBuilder()
                    .setId(NOTICE_ID)
                    .setOwner("UNO")
                    .setVersion(1)
                    .setFile(FILE)
                    .setColour(NoticeColour.Code.GREEN)
                    .setInstrument(Instrument.Code.NOTICE)
                    .setStatus(NoticeStatus.Code.PUBLISHED)
                    .setAction(Action.Code.NONE)
                    .addSubjects(PERSON_ID))
            .build();

    static final List<Record> ALL = List.of(DOCUMENT, PERSON, NOTICE);

    private CanaryRecord() {}

    /** Keys of the lists in which the notice stands. */
    static List<byte[]> noticeLists() {
        return List.of(NoticeLists.keyOf(NoticeLists.Key.file(FILE), NOTICE_ID));
    }

    /** Whether no record of anybody's may have an id. */
    public static boolean isReservedId(String id) {
        return id.startsWith(ID_PREFIX);
    }
}
