package io.vigie.server.ingest.synthetic;

import static io.vigie.server.ingest.synthetic.Shares.share;

import io.vigie.server.ingest.synthetic.Ties.Tie;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.FraudType;
import io.vigie.v1.TravelDocument;
import java.time.LocalDate;

/** Makes the documents of a world. */
final class Documents {
    private static final int FIRST_YEAR = 2010;
    private static final int WITHOUT_TYPE = 15;
    private static final int SPACED = 20;

    private static final Shares<DocumentStatus.Code> STATUSES = Shares.of(
            share(565, DocumentStatus.Code.LOST),
            share(310, DocumentStatus.Code.STOLEN),
            share(45, DocumentStatus.Code.REVOKED),
            share(30, DocumentStatus.Code.INVALID),
            share(22, DocumentStatus.Code.RECOVERED),
            share(16, DocumentStatus.Code.STOLEN_BLANK),
            share(7, DocumentStatus.Code.MISAPPROPRIATED),
            share(5, DocumentStatus.Code.FALSE));

    private static final Shares<DocumentType.Code> TYPES = Shares.of(
            share(640, DocumentType.Code.PASSPORT),
            share(235, DocumentType.Code.ID_CARD),
            share(30, DocumentType.Code.RESIDENCE_PERMIT),
            share(22, DocumentType.Code.DRIVING_LICENCE),
            share(20, DocumentType.Code.VISA),
            share(14, DocumentType.Code.PASSPORT_OFFICIAL),
            share(12, DocumentType.Code.PASSPORT_DIPLOMATIC),
            share(8, DocumentType.Code.PASSPORT_EMERGENCY),
            share(6, DocumentType.Code.PASSPORT_REFUGEE),
            share(5, DocumentType.Code.PASSPORT_CARD),
            share(3, DocumentType.Code.SEAMAN_BOOK),
            share(3, DocumentType.Code.PASSPORT_ALIEN),
            share(1, DocumentType.Code.CREW_CERTIFICATE),
            share(1, DocumentType.Code.PASSPORT_CHILD));

    private static final Shares<FraudType.Code> FRAUDS = Shares.of(
            share(4, FraudType.Code.COUNTERFEIT),
            share(3, FraudType.Code.FORGED),
            share(2, FraudType.Code.PHOTO_SUBSTITUTED),
            share(1, FraudType.Code.PSEUDO));

    private static final String[] ORGANISATIONS = {"EUROPOL", "FRONTEX", "AFRIPOL", "UNO"};

    private final SyntheticWorld world;
    private final NumberSpace numbers;
    private final Ties ties;

    Documents(SyntheticWorld world) {
        this.world = world;
        this.numbers = new NumberSpace(world.seed());
        this.ties = new Ties(world);
    }

    TravelDocument document(long index) {
        Dice dice = Dice.of(world.seed(), Dice.Stream.DOCUMENT, index);
        IssuingState state = IssuingStates.DOCUMENTS.state(index);
        String owner = owner(world.seed(), index);
        String number = numbers.recorded(state, IssuingStates.DOCUMENTS.ordinal(index));
        LocalDate statusDate = Days.within(dice, FIRST_YEAR, Days.REFERENCE.getYear() - 1);
        TravelDocument.Builder document = TravelDocument.newBuilder()
                .setId(Ids.document(owner, index))
                .setOwner(owner)
                .setIssuingState(state.code())
                .setNumber(dice.perMille(SPACED) ? spaced(number) : number)
                .setStatusDate(statusDate.toString());
        if (!dice.perMille(WITHOUT_TYPE)) {
            document.setType(TYPES.draw(dice));
        }
        tie(document, index, dice);
        return document.build();
    }

    private void tie(TravelDocument.Builder document, long index, Dice dice) {
        switch (ties.ofDocument(index)) {
            case Tie.ToPerson(long person) ->
                document.setStatus(DocumentStatus.Code.VALID).addPersonIds(Persons.id(world, person));
            case Tie.ToNotice(long notice) ->
                document.setStatus(DocumentStatus.Code.VALID).addNoticeIds(Ids.notice(notice));
            case Tie.None _ -> {
                DocumentStatus.Code status = STATUSES.draw(dice);
                document.setStatus(status);
                if (status == DocumentStatus.Code.FALSE) {
                    document.setFraudType(FRAUDS.draw(dice));
                }
            }
        }
    }

    static String id(long seed, long index) {
        return Ids.document(owner(seed, index), index);
    }

    /** Mostly the issuing state; an organisation for some, and a state for documents of which the state is not known. */
    private static String owner(long seed, long index) {
        Dice dice = Dice.of(seed, Dice.Stream.DOCUMENT_OWNER, index);
        if (dice.perMille(15)) {
            return ORGANISATIONS[dice.below(ORGANISATIONS.length)];
        }
        IssuingState state = IssuingStates.DOCUMENTS.state(index);
        return state.isKnown() ? state.code() : "DEU";
    }

    private static String spaced(String number) {
        return number.substring(0, 2) + ' ' + number.substring(2);
    }
}
