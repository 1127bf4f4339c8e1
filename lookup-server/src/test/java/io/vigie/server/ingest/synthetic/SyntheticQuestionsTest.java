package io.vigie.server.ingest.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.mrz.States;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Question;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The truth of questions against a reading of interface.md that knows nothing of how records are made. */
final class SyntheticQuestionsTest {
    private static final SyntheticWorld WORLD = new SyntheticWorld(200_000, 20_000, 3_000, 11);

    @Test
    void truthOfDocumentQuestionsIsWhatTheRecordsSay() {
        Map<String, List<TravelDocument>> byNumber = new HashMap<>();
        for (int i = 0; i < WORLD.documents(); i++) {
            TravelDocument document = WORLD.document(i);
            byNumber.computeIfAbsent(document.getNumber().replace(" ", ""), _ -> new ArrayList<>())
                    .add(document);
        }
        Set<String> persons = new HashSet<>();
        for (int i = 0; i < WORLD.persons(); i++) {
            persons.add(WORLD.person(i).getId());
        }
        Set<String> active = new HashSet<>();
        for (int i = 0; i < WORLD.notices(); i++) {
            NoticeStatus.Code status = WORLD.notice(i).getStatus();
            if (status == NoticeStatus.Code.PUBLISHED || status == NoticeStatus.Code.UNDER_REVIEW) {
                active.add(WORLD.notice(i).getId());
            }
        }
        Set<Verdict.Code> verdicts = EnumSet.noneOf(Verdict.Code.class);
        WORLD.questions(asked -> {
            if (asked.truth().dataset() != Dataset.Code.TRAVEL_DOCUMENTS) {
                return;
            }
            DocumentQuestion question = documentOf(asked.question());
            Map<String, Verdict.Code> found = new HashMap<>();
            for (TravelDocument document :
                    byNumber.getOrDefault(question.getNumber().replaceAll("[ -]", "").toUpperCase(Locale.ROOT), List.of())) {
                Verdict.Code verdict = verdict(document, persons, active);
                if (agrees(document, question) && verdict != Verdict.Code.NO_HIT) {
                    found.put(document.getId(), verdict);
                }
            }
            Verdict.Code expected = found.containsValue(Verdict.Code.HIT)
                    ? Verdict.Code.HIT
                    : found.isEmpty() ? Verdict.Code.NO_HIT : Verdict.Code.POSSIBLE;
            assertThat(asked.truth().verdict()).as(asked.toString()).isEqualTo(expected);
            if (asked.truth().recordId().isEmpty()) {
                assertThat(found).as(asked.toString()).isEmpty();
            } else {
                assertThat(found).as(asked.toString()).containsKey(asked.truth().recordId());
            }
            verdicts.add(expected);
        });
        assertThat(verdicts).containsExactlyInAnyOrder(Verdict.Code.HIT, Verdict.Code.POSSIBLE, Verdict.Code.NO_HIT);
    }

    private static DocumentQuestion documentOf(Question question) {
        if (question.getMrzCount() == 0) {
            return question.getDocument();
        }
        return DocumentQuestion.newBuilder()
                .setNumber(question.getMrz(1).substring(0, 9).replace("<", ""))
                .setIssuingState(question.getMrz(0).substring(2, 5).replace("<", ""))
                .setType(DocumentType.Code.PASSPORT)
                .build();
    }

    private static boolean agrees(TravelDocument document, DocumentQuestion question) {
        String state = States.canonical(question.getIssuingState());
        boolean stateAgrees = state.isEmpty()
                || document.getIssuingState().isEmpty()
                || States.canonical(document.getIssuingState()).equals(state);
        int recorded = document.getTypeValue();
        int asked = question.getTypeValue();
        boolean typeAgrees = recorded == 0 || asked == 0 || recorded == asked || recorded / 10 * 10 == asked;
        return stateAgrees && typeAgrees;
    }

    private static Verdict.Code verdict(TravelDocument document, Set<String> persons, Set<String> active) {
        return switch (document.getStatus()) {
            case VALID ->
                persons.containsAll(document.getPersonIdsList()) && document.getPersonIdsCount() > 0
                                || document.getNoticeIdsList().stream().anyMatch(active::contains)
                        ? Verdict.Code.HIT
                        : Verdict.Code.NO_HIT;
            case RECOVERED -> Verdict.Code.POSSIBLE;
            default -> Verdict.Code.HIT;
        };
    }

    @Test
    void halfOfTheDocumentQuestionsAreClearAndAllVariantsOccur() {
        Map<String, Integer> variants = new HashMap<>();
        int[] counts = new int[3];
        Set<String> ids = new HashSet<>();
        WORLD.questions(asked -> {
            assertThat(ids.add(asked.question().getId())).isTrue();
            boolean traveller = asked.truth().dataset() == Dataset.Code.UNSPECIFIED;
            assertThat(asked.question().getDatasetsList())
                    .isEqualTo(traveller ? List.of() : List.of(asked.truth().dataset()));
            variants.merge(asked.truth().variant(), 1, Integer::sum);
            if (asked.truth().dataset() == Dataset.Code.TRAVEL_DOCUMENTS) {
                counts[0]++;
                counts[1] += asked.truth().recordId().isEmpty() ? 1 : 0;
            } else if (!traveller) {
                counts[2]++;
            }
        });
        assertThat(ids).hasSize(11_150);
        assertThat((double) counts[1] / counts[0]).isBetween(0.48, 0.56);
        assertThat((double) counts[2] / ids.size()).isBetween(0.13, 0.17);
        for (Variant variant : Variant.values()) {
            assertThat(variants).containsKey(variant.label());
        }
    }

    @Test
    void travellersHaveEveryVerdictThatDataCanGive() {
        Set<Verdict.Code> verdicts = EnumSet.noneOf(Verdict.Code.class);
        WORLD.questions(asked -> {
            if (asked.truth().dataset() == Dataset.Code.UNSPECIFIED) {
                verdicts.add(asked.truth().verdict());
            }
        });
        assertThat(verdicts)
                .containsExactlyInAnyOrder(
                        Verdict.Code.NO_HIT, Verdict.Code.HIT, Verdict.Code.POSSIBLE, Verdict.Code.PARTIAL);
    }

    @Test
    void invalidQuestionsHoldEachFaultAndStandApart() {
        for (SyntheticWorld world : List.of(WORLD, new SyntheticWorld(0, 0, 0, 11))) {
            Set<String> faults = new HashSet<>();
            Set<String> ids = new HashSet<>();
            world.invalidQuestions(asked -> {
                assertThat(asked.truth().verdict()).isEqualTo(Verdict.Code.INVALID);
                faults.add(asked.truth().variant());
                ids.add(asked.question().getId());
            });
            assertThat(faults).hasSize(InvalidQuestions.faults());
            assertThat(ids).hasSize(100).allMatch(id -> id.startsWith("i"));
        }
        WORLD.questions(asked -> assertThat(asked.truth().verdict()).isNotEqualTo(Verdict.Code.INVALID));
    }

    @Test
    void zonesAreRightToTheLastDigit() {
        WORLD.questions(asked -> {
            if (asked.question().getMrzCount() == 0) {
                return;
            }
            String first = asked.question().getMrz(0);
            String second = asked.question().getMrz(1);
            assertThat(first).matches("P<[A-Z<]{42}");
            assertThat(second).matches("[A-Z0-9<]{9}[0-9][A-Z<]{3}[0-9]{7}[MF<][0-9]{7}[A-Z0-9<]{14}[0-9<][0-9]");
            if (asked.truth().verdict() == Verdict.Code.PARTIAL) {
                assertThat(second.charAt(9)).isNotEqualTo(checkDigit(second.substring(0, 9)));
                return;
            }
            assertThat(second.charAt(9)).isEqualTo(checkDigit(second.substring(0, 9)));
            assertThat(second.charAt(19)).isEqualTo(checkDigit(second.substring(13, 19)));
            assertThat(second.charAt(27)).isEqualTo(checkDigit(second.substring(21, 27)));
            assertThat(second.charAt(43))
                    .isEqualTo(checkDigit(
                            second.substring(0, 10) + second.substring(13, 20) + second.substring(21, 43)));
        });
    }

    /** Doc 9303-3 section 4.9, written anew. */
    private static char checkDigit(String field) {
        int sum = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            int value = c == '<' ? 0 : c <= '9' ? c - '0' : c - 'A' + 10;
            sum += value * new int[] {7, 3, 1}[i % 3];
        }
        return (char) ('0' + sum % 10);
    }

    @Test
    void personQuestionsNameARecordThatAgreesWithThem() {
        WORLD.questions(asked -> {
            if (asked.truth().dataset() != Dataset.Code.PERSONS || asked.truth().recordId().isEmpty()) {
                return;
            }
            String id = asked.truth().recordId();
            Person person = WORLD.person(Long.parseLong(id.substring(id.lastIndexOf('-') + 1)));
            assertThat(person.getId()).isEqualTo(id);
            String asBorn = asked.question().getPerson().getBirthDate();
            String recorded = person.getIdentities(0).getBirthDates(0);
            if (!asBorn.isEmpty() && !recorded.contains("/")) {
                assertThat(asBorn).startsWith(recorded);
            }
            boolean certain = asked.truth().variant().equals("nationalId");
            assertThat(asked.truth().verdict()).isEqualTo(certain ? Verdict.Code.HIT : Verdict.Code.POSSIBLE);
            if (certain) {
                assertThat(person.getNationalIdsList())
                        .containsAll(asked.question().getPerson().getNationalIdsList());
            }
        });
    }

    @Test
    void truthIsASmallJsonObject() {
        Truth truth =
                new Truth("FRA-D-0000012", "spacing", Verdict.Code.HIT, Dataset.Code.TRAVEL_DOCUMENTS);
        assertThat(truth.toJson())
                .hasToString(
                        "{\"recordId\":\"FRA-D-0000012\",\"variant\":\"spacing\",\"verdict\":\"HIT\",\"dataset\":\"TRAVEL_DOCUMENTS\"}");
    }
}
