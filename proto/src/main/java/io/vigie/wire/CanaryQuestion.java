package io.vigie.wire;

import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;

/**
 * The question that a client asks a node before it asks anything else: for the specimens that every node holds beside its
 * records. A node that does not find them would say "nothing known" of what it holds.
 */
public final class CanaryQuestion {
    /** The state of specimens. */
    public static final String STATE = "UTO";

    /** Record and number of the document. */
    public static final String DOCUMENT_ID = "VIGIE-CANARY-D1";

    public static final String DOCUMENT_NUMBER = "VIGIECANARY1";

    /** Record, national id, name and birth of the person, who is like nobody. */
    public static final String PERSON_ID = "VIGIE-CANARY-P1";

    public static final String PERSON_NUMBER = "VIGIECANARY2";

    public static final String SURNAME = "Kanarienvogel";

    public static final String GIVEN = "Vigieqx Utopiaqz";

    public static final String BIRTH_DATE = "1974-08-12";

    /** Record of the notice, which is about the person. */
    public static final String NOTICE_ID = "VIGIE-CANARY-N1";

    /** What is asked. Servers neither record nor count a question of these very bytes: it is nobody's. */
    public static final Question QUESTION = Question.newBuilder()
            .setId("VIGIE-CANARY")
            .setDocument(DocumentQuestion.newBuilder()
                    .setNumber(DOCUMENT_NUMBER)
                    .setIssuingState(STATE)
                    .setType(DocumentType.Code.PASSPORT))
            .setPerson(PersonQuestion.newBuilder()
                    .addNames(Name.newBuilder().setSurname(SURNAME).setGiven(GIVEN))
                    .setBirthDate(BIRTH_DATE)
                    .addNationalIds(NationalId.newBuilder().setState(STATE).setNumber(PERSON_NUMBER)))
            .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
            .addDatasets(Dataset.Code.PERSONS)
            .addDatasets(Dataset.Code.NOTICES)
            .build();

    private CanaryQuestion() {}

    /** Whether an answer finds the document, and person and notice unless it says that those were not all searched. */
    public static boolean isRight(Answer answer) {
        return finds(answer, DOCUMENT_ID)
                && (!isAnswered(answer, Dataset.Code.PERSONS) || finds(answer, PERSON_ID))
                && (!isAnswered(answer, Dataset.Code.NOTICES) || finds(answer, NOTICE_ID));
    }

    private static boolean isAnswered(Answer answer, Dataset.Code dataset) {
        return answer.getDatasetsList().stream()
                .anyMatch(state -> state.getDataset() == dataset && state.getState() == DatasetState.State.Code.ANSWERED);
    }

    private static boolean finds(Answer answer, String id) {
        return answer.getHitsList().stream().anyMatch(hit -> hit.getRecordId().equals(id) && hit.getCertain());
    }
}
