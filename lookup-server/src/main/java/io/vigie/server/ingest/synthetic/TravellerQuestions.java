package io.vigie.server.ingest.synthetic;

import static io.vigie.server.ingest.synthetic.Shares.share;

import io.vigie.mrz.DocumentNumberState;
import io.vigie.mrz.MrzReader;
import io.vigie.mrz.MrzReading;
import io.vigie.server.ingest.synthetic.Holders.Holder;
import io.vigie.server.ingest.synthetic.Piece.Spelling;
import io.vigie.server.ingest.synthetic.Ties.Tie;
import io.vigie.v1.Dataset;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.Question;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes questions about travellers: a whole zone, all datasets, as a border asks. Who is not meant to be found has a name of
 * random letters, which nobody bears, so that the truth is exact.
 */
final class TravellerQuestions {
    /** Records looked at for one that fits; else the traveller is clear. */
    private static final int LOOKED_AT_MAX = 2_000;

    private static final int ZONE_NUMBER_LENGTH_MAX = 9;
    private static final int CHECK_DIGIT_AT = 9;

    private static final Shares<Variant> VARIANTS = Shares.of(
            share(40, Variant.TRAVELLER),
            share(15, Variant.REPORTED_DOCUMENT),
            share(15, Variant.DOCUMENT_OF_PERSON),
            share(15, Variant.DOCUMENT_OF_NOTICE),
            share(10, Variant.LISTED_TRAVELLER),
            share(5, Variant.UNREADABLE_NUMBER));

    private final SyntheticWorld world;
    private final NumberSpace numbers;
    private final Documents documents;
    private final Persons persons;
    private final Ties ties;
    private final Holders holders;

    TravellerQuestions(SyntheticWorld world) {
        this.world = world;
        this.numbers = new NumberSpace(world.seed());
        this.documents = new Documents(world);
        this.persons = new Persons(world);
        this.ties = new Ties(world);
        this.holders = new Holders(world);
    }

    /** A zone and the right answer. */
    private record Traveller(List<String> zone, String recordId, Verdict.Code verdict) {}

    /** A document of which nothing is known. */
    private record Unreported(IssuingState state, String number) {}

    SyntheticQuestion question(String id, Dice dice) {
        Variant variant = VARIANTS.draw(dice);
        Traveller traveller = traveller(variant, dice);
        Variant used = traveller == null ? Variant.TRAVELLER : variant;
        Traveller asked = traveller == null ? clear(dice) : traveller;
        Question question = Question.newBuilder().setId(id).addAllMrz(asked.zone).build();
        return new SyntheticQuestion(
                question, new Truth(asked.recordId, used.label(), asked.verdict, Dataset.Code.UNSPECIFIED));
    }

    /** Null when the world has nobody that fits. */
    private @Nullable Traveller traveller(Variant variant, Dice dice) {
        return switch (variant) {
            case REPORTED_DOCUMENT -> document(Tie.None.class, dice);
            case DOCUMENT_OF_PERSON -> document(Tie.ToPerson.class, dice);
            case DOCUMENT_OF_NOTICE -> document(Tie.ToNotice.class, dice);
            case LISTED_TRAVELLER -> listed(dice);
            case UNREADABLE_NUMBER -> unreadable(dice);
            case TRAVELLER, EXACT, SPACING, HYPHENS, LOWER_CASE, NO_STATE, NO_TYPE, EQUIVALENT_STATE, FAMILY_TYPE,
                    WRONG_STATE, WRONG_TYPE, ZONE, TRANSLITERATION, INVERSION, ONE_FIELD, WORDS_SWAPPED,
                    LETTERS_SWAPPED, ONE_EDIT, PUNCTUATION, TRUNCATION, NATIONAL_ID -> null;
        };
    }

    private Traveller clear(Dice dice) {
        return new Traveller(clearZone(dice), "", Verdict.Code.NO_HIT);
    }

    /** Of somebody of whom nothing is known. */
    List<String> clearZone(Dice dice) {
        Unreported document = unreported(dice);
        return Zones.passport(document.state, document.number, nobody(document.state, dice));
    }

    private Unreported unreported(Dice dice) {
        while (true) {
            long drawn = dice.next();
            long neighbour = world.documents() == 0 ? drawn >>> 32 : Dice.below(drawn, world.documents());
            IssuingState state = IssuingStates.DOCUMENTS.state(neighbour);
            String number = numbers.clear(state, IssuingStates.DOCUMENTS.ordinal(neighbour), dice);
            if (state.isKnown() && fitsZone(number)) {
                return new Unreported(state, number);
            }
        }
    }

    /** A clear traveller whose number was misread so that no repair fits. */
    private @Nullable Traveller unreadable(Dice dice) {
        List<String> zone = clearZone(dice);
        for (char digit = '0'; digit <= '9'; digit++) {
            String second = zone.get(1).substring(0, CHECK_DIGIT_AT) + digit + zone.get(1).substring(CHECK_DIGIT_AT + 1);
            List<String> misread = List.of(zone.get(0), second);
            MrzReading reading = MrzReader.read(misread, Days.REFERENCE);
            if (reading.documentNumberState() == DocumentNumberState.UNVERIFIED
                    && reading.documentNumberCandidates().size() == 1) {
                return new Traveller(misread, "", Verdict.Code.PARTIAL);
            }
        }
        return null;
    }

    /** Somebody with a document that is reported, or that belongs to a listed person or an active notice. */
    private @Nullable Traveller document(Class<? extends Tie> wanted, Dice dice) {
        long start = Dice.below(dice.next(), world.documents());
        for (long i = 0; i < Math.min(LOOKED_AT_MAX, world.documents()); i++) {
            long index = (start + i) % world.documents();
            Tie tie = ties.ofDocument(index);
            if (wanted.isInstance(tie)) {
                Traveller traveller = document(index, tie, dice);
                if (traveller != null) {
                    return traveller;
                }
            }
        }
        return null;
    }

    private @Nullable Traveller document(long index, Tie tie, Dice dice) {
        TravelDocument document = documents.document(index);
        IssuingState state = IssuingStates.DOCUMENTS.state(index);
        String number = document.getNumber().replace(" ", "");
        boolean passport = document.getTypeValue() == 0 || document.getTypeValue() / 10 == 1;
        if (!passport
                || !state.isKnown()
                || !fitsZone(number)
                || DocumentQuestions.verdict(world, document, tie) != Verdict.Code.HIT) {
            return null;
        }
        Holder holder = tie instanceof Tie.ToPerson ? holders.of(tie, state, dice) : nobody(state, dice);
        return new Traveller(Zones.passport(state, number, holder), document.getId(), Verdict.Code.HIT);
    }

    /** A listed person with a document that nobody reported. */
    private @Nullable Traveller listed(Dice dice) {
        Unreported document = unreported(dice);
        long start = Dice.below(dice.next(), world.persons());
        for (long i = 0; i < Math.min(LOOKED_AT_MAX, world.persons()); i++) {
            long index = (start + i) % world.persons();
            Person person = persons.person(index);
            Persons.Traits traits = Persons.Traits.of(world.seed(), index);
            if (isReadInZone(person, traits.name().parts(Spelling.LATIN).build())) {
                Holder holder = holders.of(new Tie.ToPerson(index), traits.state(), dice);
                List<String> zone = Zones.passport(document.state, document.number, holder);
                return new Traveller(zone, person.getId(), Verdict.Code.POSSIBLE);
            }
        }
        return null;
    }

    /** Whether a zone holds the first name and day of birth of the record whole. */
    private static boolean isReadInZone(Person person, Name name) {
        Identity first = person.getIdentities(0);
        boolean named = first.getNamesList().stream()
                .anyMatch(recorded -> recorded.getSurname().equals(name.getSurname())
                        && recorded.getGiven().equals(name.getGiven()));
        return named
                && first.getBirthDatesCount() > 0
                && first.getBirthDates(0).length() == "1974-08-12".length()
                && (name.getSurname() + "  " + name.getGiven()).length() < 30
                && name.getSurname().matches("[A-Za-z]{4,}")
                && name.getGiven().matches("[A-Za-z]{4,}");
    }

    private static boolean fitsZone(String number) {
        return number.length() <= ZONE_NUMBER_LENGTH_MAX;
    }

    private static Holder nobody(IssuingState state, Dice dice) {
        boolean woman = dice.perMille(480);
        LocalDate birth = Birth.day(dice);
        return new Holder(
                letters(dice), letters(dice), state.zoneCode(), birth, woman ? 'F' : 'M', Days.within(dice, 2027, 2035));
    }

    private static String letters(Dice dice) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            name.append((char) ('A' + dice.below(26)));
        }
        return name.toString();
    }
}
