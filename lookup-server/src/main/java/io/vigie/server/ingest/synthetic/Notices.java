package io.vigie.server.ingest.synthetic;

import static io.vigie.server.ingest.synthetic.Shares.share;

import io.vigie.v1.Action;
import io.vigie.v1.Caution;
import io.vigie.v1.Instrument;
import io.vigie.v1.LocalText;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.SubjectKind;
import java.time.LocalDate;
import java.util.List;

/** Makes the notices of a world. */
final class Notices {
    private static final int VALID_YEARS = 5;

    private static final Shares<NoticeColour.Code> COLOURS = Shares.of(
            share(520, NoticeColour.Code.RED),
            share(150, NoticeColour.Code.BLUE),
            share(130, NoticeColour.Code.YELLOW),
            share(90, NoticeColour.Code.GREEN),
            share(40, NoticeColour.Code.BLACK),
            share(30, NoticeColour.Code.UN_SPECIAL),
            share(15, NoticeColour.Code.PURPLE),
            share(15, NoticeColour.Code.ORANGE),
            share(10, NoticeColour.Code.SILVER));

    private static final Shares<NoticeStatus.Code> STATUSES = Shares.of(
            share(700, NoticeStatus.Code.PUBLISHED),
            share(100, NoticeStatus.Code.EXPIRED),
            share(90, NoticeStatus.Code.CANCELLED),
            share(30, NoticeStatus.Code.UNDER_REVIEW),
            share(30, NoticeStatus.Code.REFUSED),
            share(20, NoticeStatus.Code.REQUESTED),
            share(20, NoticeStatus.Code.SUSPENDED),
            share(10, NoticeStatus.Code.PURGED));

    private static final Shares<Instrument.Code> INSTRUMENTS = Shares.of(
            share(50, Instrument.Code.NOTICE),
            share(30, Instrument.Code.DIFFUSION),
            share(12, Instrument.Code.NATIONAL_ALERT),
            share(8, Instrument.Code.SIS_ALERT));

    private static final List<String> CHARGES = List.of(
            "Murder", "Fraud", "Drug trafficking", "Terrorism", "Participation in a criminal organisation",
            "Homicidio agravado", "Tráfico de drogas", "Estafa", "Escroquerie en bande organisée", "Assassinat",
            "Vol à main armée", "Мошенничество", "Убийство", "Незаконный оборот наркотиков", "قتل", "احتيال",
            "Trafficking in human beings", "Money laundering", "Cybercrime", "Child abduction");

    private static final List<String> TEXTS_EN = List.of(
            "Wanted for prosecution.",
            "Wanted to serve a sentence.",
            "May travel under a false identity.",
            "Any information should be sent to the owner.");
    private static final List<String> TEXTS_FR = List.of(
            "Recherché aux fins de poursuites.",
            "Recherché pour l’exécution d’une peine.",
            "Peut voyager sous une fausse identité.",
            "Toute information est à transmettre au propriétaire.");
    private static final List<String> TEXTS_ES = List.of(
            "Buscado para un proceso penal.",
            "Buscado para cumplir una condena.",
            "Puede viajar con identidad falsa.",
            "Comuníquese toda información al propietario.");
    private static final List<String> TEXTS_AR = List.of(
            "مطلوب للملاحقة القضائية.", "مطلوب لتنفيذ عقوبة.", "قد يسافر بهوية مزورة.", "ترسل أي معلومات إلى الجهة المالكة.");

    private final SyntheticWorld world;
    private final Ties ties;

    Notices(SyntheticWorld world) {
        this.world = world;
        this.ties = new Ties(world);
    }

    Notice notice(long index) {
        long seed = world.seed();
        Dice dice = Dice.of(seed, Dice.Stream.NOTICE, index);
        NoticeColour.Code colour = COLOURS.draw(dice);
        NoticeStatus.Code status = STATUSES.draw(dice);
        LocalDate issued = Days.within(dice, Ids.noticeYear(index), Ids.noticeYear(index));
        Notice.Builder notice = Notice.newBuilder()
                .setId(Ids.notice(index))
                .setOwner(owner(seed, index))
                .setColour(colour)
                .setInstrument(INSTRUMENTS.draw(dice))
                .setStatus(status)
                .setSubjectKind(subjectKind(colour))
                .setAction(action(colour, dice))
                .setIssued(issued.toString());
        if (status != NoticeStatus.Code.EXPIRED) {
            notice.setExpires(expires(issued).toString());
        }
        addSubjects(notice, index);
        if (colour == NoticeColour.Code.RED) {
            addCharges(notice, dice);
        }
        if (dice.perMille(100)) {
            addTexts(notice, dice);
        }
        NoticeStory.add(notice, issued, Dice.of(seed, Dice.Stream.NOTICE_STORY, index));
        return notice.build();
    }

    private void addSubjects(Notice.Builder notice, long index) {
        long person = ties.personOfNotice(index);
        if (person >= 0) {
            notice.addSubjects(Persons.id(world, person));
        }
        for (long document : ties.documentsOfNotice(index)) {
            notice.addSubjects(Documents.id(world.seed(), document));
        }
    }

    private static void addCharges(Notice.Builder notice, Dice dice) {
        int charges = 1 + dice.below(2);
        for (int i = 0; i < charges; i++) {
            notice.addCharges(CHARGES.get(dice.below(CHARGES.size())));
        }
        if (dice.perMille(150)) {
            notice.addCautions(dice.perMille(600) ? Caution.Code.ARMED : Caution.Code.VIOLENT);
        }
    }

    private static void addTexts(Notice.Builder notice, Dice dice) {
        int text = dice.below(TEXTS_EN.size());
        notice.addTexts(text("en", TEXTS_EN.get(text)))
                .addTexts(text("fr", TEXTS_FR.get(text)))
                .addTexts(text("es", TEXTS_ES.get(text)))
                .addTexts(text("ar", TEXTS_AR.get(text)));
    }

    private static LocalText text(String language, String text) {
        return LocalText.newBuilder().setLanguage(language).setText(text).build();
    }

    /**
     * Renewed often enough to last beyond the reference day by years: records are deleted when {@code expires} has passed. A
     * notice of status EXPIRED that is still held has none; its history tells the day.
     */
    private static LocalDate expires(LocalDate issued) {
        return issued.plusYears(issued.getYear() <= 2020 ? 3L * VALID_YEARS : 2L * VALID_YEARS);
    }

    static NoticeColour.Code colour(long seed, long index) {
        return COLOURS.draw(Dice.of(seed, Dice.Stream.NOTICE, index));
    }

    static NoticeStatus.Code status(long seed, long index) {
        Dice dice = Dice.of(seed, Dice.Stream.NOTICE, index);
        COLOURS.draw(dice);
        return STATUSES.draw(dice);
    }

    static String owner(long seed, long index) {
        return IssuingStates.PERSONS
                .state(Dice.hash(seed, Dice.Stream.NOTICE_OWNER, index) >>> 32)
                .code();
    }

    private static SubjectKind.Code subjectKind(NoticeColour.Code colour) {
        return switch (colour) {
            case BLACK -> SubjectKind.Code.BODY;
            case ORANGE -> SubjectKind.Code.OBJECT;
            case PURPLE -> SubjectKind.Code.MODUS_OPERANDI;
            case SILVER -> SubjectKind.Code.ASSET;
            case RED, BLUE, GREEN, YELLOW, UN_SPECIAL, UNSPECIFIED, UNRECOGNIZED -> SubjectKind.Code.PERSON;
        };
    }

    private static Action.Code action(NoticeColour.Code colour, Dice dice) {
        return switch (colour) {
            case RED -> Action.Code.ARREST_PROVISIONAL;
            case BLUE -> Action.Code.LOCATE_AND_INFORM;
            case GREEN -> dice.perMille(700) ? Action.Code.INFORMATION_ONLY : Action.Code.DISCREET_CHECK;
            case YELLOW -> Action.Code.PROTECT;
            case BLACK -> Action.Code.IDENTIFY;
            case ORANGE -> Action.Code.CONTACT_OWNER;
            case PURPLE, UNSPECIFIED, UNRECOGNIZED -> Action.Code.INFORMATION_ONLY;
            case SILVER -> Action.Code.TRACE_ASSETS;
            case UN_SPECIAL -> dice.perMille(600) ? Action.Code.UN_TRAVEL_BAN : Action.Code.FREEZE_ASSETS;
        };
    }
}
