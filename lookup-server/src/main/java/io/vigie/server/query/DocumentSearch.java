package io.vigie.server.query;

import io.vigie.mrz.DocumentNumberState;
import io.vigie.mrz.MrzReading;
import io.vigie.mrz.States;
import io.vigie.server.access.Caller;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.DocumentIndex;
import io.vigie.server.index.NumberKey;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.TravelDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches travel documents for one question: by number, by zone, or both. Used once, by one thread. */
final class DocumentSearch {
    private static final int DOCUMENTS_MAX = 1000;
    private static final Dataset.Code DATASET = Dataset.Code.TRAVEL_DOCUMENTS;

    private final ReadView view;
    private final Caller caller;
    private final Datasets datasets;
    private final List<Hit> hits = new ArrayList<>();

    DocumentSearch(ReadView view, Caller caller, Datasets datasets) {
        this.view = view;
        this.caller = caller;
        this.datasets = datasets;
    }

    /** All hits, in no order; what was not searched completely is said in the datasets. */
    List<Hit> run(@Nullable DocumentQuestion document, @Nullable MrzReading zone) {
        try {
            if (document != null) {
                number(document.getNumber(), document.getIssuingState(), document.getType(), null);
            }
            if (zone != null) {
                zone(zone);
            }
            if (!datasets.isIncomplete(DATASET)) {
                datasets.answered(DATASET);
            }
        } catch (DamagedException e) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
        }
        return hits;
    }

    private void zone(MrzReading zone) {
        String state = knownState(zone.issuingState());
        for (String candidate : zone.documentNumberCandidates()) {
            if (NumberKey.of(candidate).length > 0) {
                Match.Code match = zone.documentNumberState() == DocumentNumberState.REPAIRED
                        ? Match.Code.REPAIRED
                        : null;
                number(candidate, state, typeOf(zone.documentCode()), match);
            }
        }
        if (hits.isEmpty() && !isVerified(zone)) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.UNVERIFIED_INPUT);
        }
    }

    private void number(String number, String state, DocumentType.Code type, Match.@Nullable Code match) {
        DocumentIndex.Found found = DocumentIndex.search(view, NumberKey.of(number), state, type, DOCUMENTS_MAX);
        if (found.truncated()) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.TRUNCATED);
        }
        for (TravelDocument document : found.documents()) {
            if (caller.maySee(document.getOwner(), document.getRestrictions()) && !isShown(document)) {
                show(document, match != null ? match : matchOf(number, document));
            }
        }
    }

    private void show(TravelDocument document, Match.Code match) {
        Links links = Links.of(document, view, caller);
        Verdicts.Weight weight = Verdicts.ofDocument(document.getStatus(), links.tied());
        if (weight != Verdicts.Weight.NONE) {
            hits.add(HitView.of(document, match, weight, links, caller));
        }
    }

    private boolean isShown(TravelDocument document) {
        return hits.stream().anyMatch(hit -> hit.getRecordId().equals(document.getId()));
    }

    private static Match.Code matchOf(String number, TravelDocument document) {
        return document.getNumber().equals(number) ? Match.Code.EXACT : Match.Code.NORMALISED;
    }

    /** Whether the number was read beyond doubt, or repaired by its check digit. */
    private static boolean isVerified(MrzReading zone) {
        DocumentNumberState state = zone.documentNumberState();
        return state == DocumentNumberState.CONFIRMED || state == DocumentNumberState.REPAIRED;
    }

    /** A state that could not be read rightly must not narrow the search. */
    private static String knownState(@Nullable String state) {
        return state != null && States.isKnown(state) ? state : "";
    }

    /**
     * The type that a zone's first letter proves (Doc 9303-4 to -7). A, C and I stand for identity cards, residence
     * permits and others alike, so they narrow nothing.
     */
    private static DocumentType.Code typeOf(@Nullable String documentCode) {
        if (documentCode == null || documentCode.isEmpty()) {
            return DocumentType.Code.UNSPECIFIED;
        }
        return switch (documentCode.charAt(0)) {
            case 'P' -> DocumentType.Code.PASSPORT;
            case 'V' -> DocumentType.Code.VISA;
            default -> DocumentType.Code.UNSPECIFIED;
        };
    }
}
