package io.vigie.server.ingest.synthetic;

import static io.vigie.server.ingest.synthetic.Shares.share;

import io.vigie.server.ingest.synthetic.Ties.Tie;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Question;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes questions about documents: half of them about documents that nobody reported. */
final class DocumentQuestions {
    private static final int CLEAR_PER_MILLE = 500;
    private static final int ZONE_NUMBER_LENGTH_MAX = 9;

    private static final Shares<Variant> VARIANTS = Shares.of(
            share(30, Variant.EXACT),
            share(30, Variant.ZONE),
            share(8, Variant.SPACING),
            share(6, Variant.HYPHENS),
            share(6, Variant.LOWER_CASE),
            share(6, Variant.NO_STATE),
            share(6, Variant.NO_TYPE),
            share(2, Variant.EQUIVALENT_STATE),
            share(2, Variant.FAMILY_TYPE),
            share(3, Variant.WRONG_STATE),
            share(1, Variant.WRONG_TYPE));

    private static final Map<String, String> EQUIVALENT_STATES =
            Map.of("DEU", "D", "GBR", "GBO", "ROU", "ROM", "XKX", "RKS");

    private static final Shares<DocumentType.Code> CLEAR_TYPES = Shares.of(
            share(75, DocumentType.Code.PASSPORT),
            share(22, DocumentType.Code.ID_CARD),
            share(3, DocumentType.Code.RESIDENCE_PERMIT));

    private final SyntheticWorld world;
    private final NumberSpace numbers;
    private final Documents documents;
    private final Ties ties;
    private final Holders holders;

    DocumentQuestions(SyntheticWorld world) {
        this.world = world;
        this.numbers = new NumberSpace(world.seed());
        this.documents = new Documents(world);
        this.ties = new Ties(world);
        this.holders = new Holders(world);
    }

    /**
     * A document to ask about.
     *
     * @param recordId that an answer must name; empty for none
     * @param number as recorded
     * @param tie that gives the zone its holder
     */
    private record Subject(
            String recordId, IssuingState state, DocumentType.Code type, String number, Verdict.Code verdict, Tie tie) {

        Subject notFound() {
            return new Subject("", state, type, number, Verdict.Code.NO_HIT, tie);
        }

        String normalisedNumber() {
            return number.replace(" ", "");
        }

        DocumentType.Code family() {
            DocumentType.Code family = DocumentType.Code.forNumber(type.getNumber() / 10 * 10);
            return family == null ? type : family;
        }
    }

    SyntheticQuestion question(String id, Dice dice) {
        boolean clear = world.documents() == 0 || dice.perMille(CLEAR_PER_MILLE);
        long index = Dice.below(dice.next(), Math.max(1, world.documents()));
        Subject subject = clear ? clear(index, dice) : recorded(index);
        Variant variant = VARIANTS.draw(dice);
        return ask(id, subject, fits(subject, variant) ? variant : Variant.EXACT, dice);
    }

    private Subject clear(long neighbour, Dice dice) {
        IssuingState state = IssuingStates.DOCUMENTS.state(neighbour);
        String number = numbers.clear(state, IssuingStates.DOCUMENTS.ordinal(neighbour), dice);
        return new Subject("", state, CLEAR_TYPES.draw(dice), number, Verdict.Code.NO_HIT, new Tie.None());
    }

    private Subject recorded(long index) {
        TravelDocument document = documents.document(index);
        Tie tie = ties.ofDocument(index);
        Verdict.Code verdict = verdict(world, document, tie);
        return new Subject(
                verdict == Verdict.Code.NO_HIT ? "" : document.getId(),
                IssuingStates.DOCUMENTS.state(index),
                document.getType(),
                document.getNumber(),
                verdict,
                tie);
    }

    /** The table of interface.md; a valid document's notice must be in force. */
    static Verdict.Code verdict(SyntheticWorld world, TravelDocument document, Tie tie) {
        return switch (document.getStatus()) {
            case STOLEN, LOST, STOLEN_BLANK, REVOKED, INVALID, FALSE, MISAPPROPRIATED -> Verdict.Code.HIT;
            case RECOVERED -> Verdict.Code.POSSIBLE;
            case VALID -> verdict(world, tie);
            case UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException("status: " + document.getStatus());
        };
    }

    private static Verdict.Code verdict(SyntheticWorld world, Tie tie) {
        return switch (tie) {
            case Tie.ToPerson _ -> Verdict.Code.HIT;
            case Tie.ToNotice(long notice) -> {
                NoticeStatus.Code status = Notices.status(world.seed(), notice);
                boolean active = status == NoticeStatus.Code.PUBLISHED || status == NoticeStatus.Code.UNDER_REVIEW;
                yield active ? Verdict.Code.HIT : Verdict.Code.NO_HIT;
            }
            case Tie.None _ -> Verdict.Code.NO_HIT;
        };
    }

    /** Whether the variant makes a question of which the answer is certain. */
    private static boolean fits(Subject subject, Variant variant) {
        boolean found = subject.verdict != Verdict.Code.NO_HIT;
        return switch (variant) {
            case EXACT, SPACING, HYPHENS, LOWER_CASE, NO_TYPE -> true;
            case ZONE -> isZonePossible(subject);
            // Another state may have recorded the number too: only the highest verdict stands whatever that record says.
            case NO_STATE -> subject.recordId.isEmpty() ? isUnrecorded(subject) : subject.verdict == Verdict.Code.HIT;
            case EQUIVALENT_STATE -> EQUIVALENT_STATES.containsKey(subject.state.code());
            case FAMILY_TYPE -> found && subject.family() != subject.type;
            case WRONG_STATE -> found && subject.state.isKnown();
            case WRONG_TYPE -> found && subject.type != DocumentType.Code.UNSPECIFIED;
            case TRANSLITERATION, INVERSION, ONE_FIELD, WORDS_SWAPPED, LETTERS_SWAPPED, ONE_EDIT, PUNCTUATION,
                    TRUNCATION, NATIONAL_ID, TRAVELLER, REPORTED_DOCUMENT, DOCUMENT_OF_PERSON, DOCUMENT_OF_NOTICE,
                    LISTED_TRAVELLER, UNREADABLE_NUMBER -> false;
        };
    }

    private static boolean isUnrecorded(Subject subject) {
        return subject.tie instanceof Tie.None;
    }

    private static boolean isZonePossible(Subject subject) {
        boolean passport =
                subject.type == DocumentType.Code.UNSPECIFIED || subject.family() == DocumentType.Code.PASSPORT;
        return passport && subject.state.isKnown() && subject.normalisedNumber().length() <= ZONE_NUMBER_LENGTH_MAX;
    }

    private SyntheticQuestion ask(String id, Subject subject, Variant variant, Dice dice) {
        Question.Builder question =
                Question.newBuilder().setId(id).addDatasets(Dataset.Code.TRAVEL_DOCUMENTS);
        if (variant == Variant.ZONE) {
            question.addAllMrz(Zones.passport(
                    subject.state, subject.normalisedNumber(), holders.of(subject.tie, subject.state, dice)));
        } else {
            question.setDocument(document(subject, variant, dice)).setNear(false);
        }
        boolean wrong = variant == Variant.WRONG_STATE || variant == Variant.WRONG_TYPE;
        return new SyntheticQuestion(question.build(), truth(wrong ? subject.notFound() : subject, variant));
    }

    private static Truth truth(Subject subject, Variant variant) {
        return new Truth(subject.recordId, variant.label(), subject.verdict, Dataset.Code.TRAVEL_DOCUMENTS);
    }

    private static DocumentQuestion document(Subject subject, Variant variant, Dice dice) {
        DocumentQuestion.Builder document = DocumentQuestion.newBuilder()
                .setNumber(subject.number)
                .setIssuingState(subject.state.code())
                .setType(subject.type);
        return switch (variant) {
            case SPACING -> document.setNumber(parted(subject, ' ')).build();
            case HYPHENS -> document.setNumber(parted(subject, '-')).build();
            case LOWER_CASE ->
                document.setNumber(subject.number.toLowerCase(Locale.ROOT)).build();
            case NO_STATE -> document.clearIssuingState().build();
            case NO_TYPE -> document.clearType().build();
            case EQUIVALENT_STATE -> {
                String code = subject.state.code();
                yield document.setIssuingState(EQUIVALENT_STATES.getOrDefault(code, code))
                        .build();
            }
            case FAMILY_TYPE -> document.setType(subject.family()).build();
            case WRONG_STATE ->
                document.setIssuingState(otherState(subject, dice).code()).build();
            case WRONG_TYPE -> document.setType(otherType(subject)).build();
            case EXACT, ZONE, TRANSLITERATION, INVERSION, ONE_FIELD, WORDS_SWAPPED, LETTERS_SWAPPED, ONE_EDIT,
                    PUNCTUATION, TRUNCATION, NATIONAL_ID, TRAVELLER, REPORTED_DOCUMENT, DOCUMENT_OF_PERSON,
                    DOCUMENT_OF_NOTICE, LISTED_TRAVELLER, UNREADABLE_NUMBER -> document.build();
        };
    }

    private static String parted(Subject subject, char separator) {
        String number = subject.normalisedNumber();
        return number.substring(0, 2) + separator + number.substring(2, 5) + separator + number.substring(5);
    }

    /** A state that never gives such a number, so that it has no record of it. */
    private static IssuingState otherState(Subject subject, Dice dice) {
        int states = IssuingStates.ALL.size();
        int at = dice.below(states);
        while (true) {
            IssuingState other = IssuingStates.ALL.get(at);
            if (other.isKnown() && !other.accepts(subject.normalisedNumber())) {
                return other;
            }
            at = (at + 1) % states;
        }
    }

    private static DocumentType.Code otherType(Subject subject) {
        return subject.family() == DocumentType.Code.DRIVING_LICENCE
                ? DocumentType.Code.PASSPORT
                : DocumentType.Code.DRIVING_LICENCE;
    }
}
