package io.vigie.server.ingest.synthetic;

import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Name;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.util.List;

/**
 * Makes questions that no server may answer: those of clear travellers, each spoilt in one field. Each fault comes in turn, so
 * that a few questions hold all.
 */
final class InvalidQuestions {
    private final SyntheticWorld world;
    private final TravellerQuestions travellers;

    InvalidQuestions(SyntheticWorld world) {
        this.world = world;
        this.travellers = new TravellerQuestions(world);
    }

    /** What is wrong with a question. */
    enum Fault {
        NOTHING_ASKED("nothingAsked"),
        UNKNOWN_STATE("unknownState"),
        NUMBER_WITHOUT_DIGITS("numberWithoutDigits"),
        NUMBER_TOO_LONG("numberTooLong"),
        IMPOSSIBLE_BIRTH("impossibleBirth"),
        UNKNOWN_NATIONALITY("unknownNationality"),
        EMPTY_NAME("emptyName"),
        ZONE_TOO_LONG("zoneTooLong"),
        NOTICE_BESIDE_TRAVELLER("noticeBesideTraveller"),
        LIMIT_TOO_HIGH("limitTooHigh");

        private final String label;

        Fault(String label) {
            this.label = label;
        }
    }

    static int faults() {
        return Fault.values().length;
    }

    SyntheticQuestion question(long index) {
        Fault fault = Fault.values()[(int) (index % faults())];
        Dice dice = Dice.of(world.seed(), Dice.Stream.INVALID_QUESTION, index);
        List<String> zone = travellers.clearZone(dice);
        Question.Builder question = Question.newBuilder().setId("i" + index).addAllMrz(zone);
        spoil(question, zone.get(1).substring(0, 9), fault);
        return new SyntheticQuestion(
                question.build(), new Truth("", fault.label, Verdict.Code.INVALID, Dataset.Code.UNSPECIFIED));
    }

    private static void spoil(Question.Builder question, String number, Fault fault) {
        switch (fault) {
            case NOTHING_ASKED -> question.clearMrz();
            case UNKNOWN_STATE -> question.setDocument(document(number).setIssuingState("QQQ"));
            case NUMBER_WITHOUT_DIGITS -> question.setDocument(document("<-/."));
            case NUMBER_TOO_LONG -> question.setDocument(document(number.repeat(8)));
            case IMPOSSIBLE_BIRTH -> question.setPerson(PersonQuestion.newBuilder().setBirthDate("1974-02-30"));
            case UNKNOWN_NATIONALITY -> question.setPerson(PersonQuestion.newBuilder().addNationalities("QQQ"));
            case EMPTY_NAME -> question.setPerson(PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull(" ")));
            case ZONE_TOO_LONG -> question.addMrz("<".repeat(300));
            case NOTICE_BESIDE_TRAVELLER ->
                question.setNotice(NoticeQuestion.newBuilder().setId(Ids.notice(0)));
            case LIMIT_TOO_HIGH -> question.setLimit(1_000);
        }
    }

    private static DocumentQuestion.Builder document(String number) {
        return DocumentQuestion.newBuilder().setNumber(number);
    }
}
