package io.vigie.server.query;

import io.vigie.mrz.States;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Explanation;
import io.vigie.v1.Match;
import io.vigie.v1.TravelDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked of a document, and how a record agrees with it, feature by feature.
 *
 * @param number as asked, or as read from a zone
 * @param state empty = any
 * @param type UNSPECIFIED = any
 */
record DocumentExplanation(String number, String state, DocumentType.Code type) {
    /** For a record that agrees; what the question leaves open is left out. */
    List<Explanation> of(TravelDocument document, Match.Code match, double score) {
        List<Explanation> features = new ArrayList<>();
        String recorded = document.getNumberEnd().isEmpty()
                ? document.getNumber()
                : document.getNumber() + " to " + document.getNumberEnd();
        features.add(feature("number", number, recorded, score, detailOf(match)));
        if (!state.isEmpty()) {
            features.add(feature("issuingState", state, document.getIssuingState(), 1, stateDetail(document)));
        }
        if (type != DocumentType.Code.UNSPECIFIED) {
            String recordedType = document.getType() == DocumentType.Code.UNSPECIFIED
                    ? ""
                    : document.getType().name();
            features.add(feature("type", type.name(), recordedType, 1, typeDetail(document)));
        }
        return features;
    }

    private static String detailOf(Match.Code match) {
        return switch (match) {
            case EXACT -> "as recorded";
            case NORMALISED -> "equal but for what people write between the parts, or begins so";
            case REPAIRED -> "read from the zone after repair by its check digit";
            case NEAR -> "one slip away";
            case RANGE -> "lies in the range";
            case FUZZY, LINKED, UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private String stateDetail(TravelDocument document) {
        if (document.getIssuingState().isEmpty()) {
            return "not recorded, agrees with any";
        }
        return state.equals(document.getIssuingState()) ? "equal" : "equivalent: " + States.canonical(state);
    }

    private String typeDetail(TravelDocument document) {
        if (document.getType() == DocumentType.Code.UNSPECIFIED) {
            return "not recorded, agrees with any";
        }
        return type == document.getType() ? "equal" : "of the same family, or a blank";
    }

    private static Explanation feature(String name, String query, String record, double score, String detail) {
        return Explanation.newBuilder()
                .setFeature(name)
                .setQuery(query)
                .setRecord(record)
                .setScore(score)
                .setDetail(detail)
                .build();
    }
}
