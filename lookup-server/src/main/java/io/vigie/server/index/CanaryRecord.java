package io.vigie.server.index;

import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;

/**
 * The specimen document that every generation holds beside its records, so that a server can ask itself for something
 * that it must find. It is no record of anybody's: not counted, not in the position, its id and numbers reserved.
 */
public final class CanaryRecord {
    /** What reserved ids begin with. */
    static final String ID_PREFIX = "VIGIE-CANARY-";

    /** What reserved numbers begin with, in their normalised form. */
    static final String NUMBER_PREFIX = "VIGIECANARY";

    public static final String ID = ID_PREFIX + "D1";

    /** Utopia's, the state of specimens. */
    public static final String STATE = "UTO";

    /** Found in every generation. */
    public static final String NUMBER = NUMBER_PREFIX + "1";

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

    private CanaryRecord() {}
}
