package io.vigie.server.query;

import io.vigie.mrz.DocumentNumberState;
import io.vigie.mrz.MrzChecks;
import io.vigie.mrz.MrzReading;
import io.vigie.mrz.MrzRepair;
import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.access.Caller;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.DocumentIndex;
import io.vigie.server.index.NumberPattern;
import io.vigie.server.index.RangeIndex;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.TravelDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches travel documents for one question: by number, by its beginning, by zone. Numbers that nothing confirmed are
 * searched one slip away too when the question asks for it. Used once, by one thread.
 */
final class DocumentSearch {
    private static final int DOCUMENTS_MAX = 1000;

    /** Documents of one neighbour that are looked at. */
    private static final int NEAR_DOCUMENTS_MAX = 10;

    static final String NUMBER_FIELD = "documentNumber";
    private static final Dataset.Code DATASET = Dataset.Code.TRAVEL_DOCUMENTS;

    private final ReadView view;
    private final RangeIndex ranges;
    private final Caller caller;
    private final Datasets datasets;
    private final boolean explain;
    private final boolean tiesSuspect;
    private final Deadline deadline;
    private final DocumentIndex.Reach reach;
    private final DocumentIndex.Reach nearReach;
    private final List<Hit> hits = new ArrayList<>();

    /**
     * @param explain say of each hit how it agrees
     * @param tiesSuspect what ties a valid document to somebody may not be found
     */
    DocumentSearch(
            ReadView view,
            RangeIndex ranges,
            Caller caller,
            Datasets datasets,
            boolean explain,
            boolean tiesSuspect,
            Deadline deadline) {
        this.view = view;
        this.ranges = ranges;
        this.caller = caller;
        this.datasets = datasets;
        this.explain = explain;
        this.tiesSuspect = tiesSuspect;
        this.deadline = deadline;
        this.reach = new DocumentIndex.Reach(DOCUMENTS_MAX, this::isVisible, deadline::isPast);
        this.nearReach = new DocumentIndex.Reach(NEAR_DOCUMENTS_MAX, this::isVisible, deadline::isPast);
    }

    /**
     * All hits, in no order; what was not searched completely is said in the datasets.
     *
     * @param documents of one traveller; the first may be searched one slip away
     */
    List<Hit> run(List<DocumentQuestion> documents, @Nullable MrzReading zone, boolean near) {
        try {
            documents.forEach(this::document);
            if (zone != null) {
                zone(zone);
            }
            if (near && hits.stream().noneMatch(Hit::getCertain)) {
                near(documents.isEmpty() ? null : documents.getFirst(), zone);
            }
            if (!datasets.isIncomplete(DATASET)) {
                datasets.answered(DATASET);
            }
        } catch (DamagedException e) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
        }
        return hits;
    }

    private void document(DocumentQuestion asked) {
        if (NumberPattern.isPrefix(asked.getNumber())) {
            prefix(asked);
        } else {
            number(asked.getNumber(), asked.getIssuingState(), asked.getType(), null);
        }
    }

    private void zone(MrzReading zone) {
        int before = hits.size();
        Match.Code match = zone.documentNumberState() == DocumentNumberState.REPAIRED ? Match.Code.REPAIRED : null;
        for (String candidate : zone.documentNumberCandidates()) {
            zoneNumber(candidate, zone, match);
        }
        asPrinted(zone);
        if (hits.size() == before && !isSettled(zone)) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.UNVERIFIED_INPUT);
        }
    }

    /** A repaired number's digit may be the misread character itself: what was printed is searched as well. */
    private void asPrinted(MrzReading zone) {
        for (MrzRepair repair : zone.repairs()) {
            if (repair.field().equals(NUMBER_FIELD)) {
                zoneNumber(repair.from(), zone, null);
            }
        }
    }

    /** A visa bears its own number or, as its issuer chooses, that of the passport it lies in (Doc 9303-7, section 4). */
    private void zoneNumber(String number, MrzReading zone, Match.@Nullable Code match) {
        if (NumberKey.of(number).length == 0) {
            return;
        }
        DocumentType.Code type = typeOf(zone.documentCode());
        number(number, knownState(zone.issuingState()), type, match);
        if (type == DocumentType.Code.VISA) {
            number(number, knownState(zone.nationality()), DocumentType.Code.PASSPORT, match);
        }
    }

    /**
     * Whether nothing found by the zone's number means that nothing is known: the number was read beyond doubt, or
     * repaired while every other digit held, so that the composite digit confirms the repair.
     */
    static boolean isSettled(MrzReading zone) {
        if (zone.documentNumberState() != DocumentNumberState.REPAIRED) {
            return isVerified(zone);
        }
        MrzChecks checks = zone.checks();
        return !Boolean.FALSE.equals(checks.birthDate())
                && !Boolean.FALSE.equals(checks.expiryDate())
                && !Boolean.FALSE.equals(checks.optionalData());
    }

    private void number(String number, String state, DocumentType.Code type, Match.@Nullable Code match) {
        byte[] key = NumberKey.of(number);
        DocumentExplanation asked = new DocumentExplanation(number, state, type);
        for (TravelDocument document : complete(DocumentIndex.search(view, key, state, type, reach))) {
            show(document, match != null ? match : matchOf(number, document), asked);
        }
        for (TravelDocument range : complete(ranges.search(view, key, state, type, reach))) {
            show(range, Match.Code.RANGE, asked);
        }
    }

    private void prefix(DocumentQuestion asked) {
        byte[] prefix = NumberKey.of(asked.getNumber());
        String state = asked.getIssuingState();
        DocumentExplanation explained = new DocumentExplanation(asked.getNumber(), state, asked.getType());
        DocumentIndex.Found found = DocumentIndex.searchPrefix(view, prefix, state, asked.getType(), reach);
        for (TravelDocument document : complete(found)) {
            show(document, Match.Code.NORMALISED, explained);
        }
        for (TravelDocument range : complete(ranges.searchPrefix(view, prefix, state, asked.getType(), reach))) {
            show(range, Match.Code.RANGE, explained);
        }
    }

    /** One slip away from what was typed, and from what was read without a check digit to confirm it. */
    private void near(@Nullable DocumentQuestion document, @Nullable MrzReading zone) {
        if (document != null && !NumberPattern.isPrefix(document.getNumber())) {
            byte[] key = NumberKey.of(document.getNumber());
            if (zone == null || !confirms(zone, key)) {
                near(key, document.getIssuingState(), document.getType());
            }
        }
        if (zone != null && !isVerified(zone)) {
            for (String candidate : zone.documentNumberCandidates()) {
                near(NumberKey.of(candidate), knownState(zone.issuingState()), typeOf(zone.documentCode()));
            }
        }
    }

    private void near(byte[] key, String state, DocumentType.Code type) {
        if (state.isEmpty() || type == DocumentType.Code.UNSPECIFIED) {
            return;
        }
        String number = new String(key, StandardCharsets.UTF_8);
        if (number.length() > NearNumbers.NUMBER_SIZE_MAX) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.TRUNCATED);
            return;
        }
        for (String neighbour : NearNumbers.of(number)) {
            byte[] neighbourKey = neighbour.getBytes(StandardCharsets.UTF_8);
            for (TravelDocument found :
                    complete(DocumentIndex.search(view, neighbourKey, state, type, nearReach))) {
                // Near is a guess: a record that does not name the state and the type itself would be two.
                if (!found.getIssuingState().isEmpty() && found.getType() != DocumentType.Code.UNSPECIFIED) {
                    show(found, Match.Code.NEAR, new DocumentExplanation(number, state, type));
                }
            }
        }
    }

    /** What was found; what a bound cut or damage kept back is said. */
    private List<TravelDocument> complete(DocumentIndex.Found found) {
        if (found.damaged()) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
        }
        if (found.truncated()) {
            datasets.incomplete(
                    DATASET,
                    deadline.isPast() ? DatasetState.Reason.Code.TIMED_OUT : DatasetState.Reason.Code.TRUNCATED);
        }
        return found.documents();
    }

    private void show(TravelDocument document, Match.Code match, DocumentExplanation asked) {
        if (isShown(document)) {
            return;
        }
        Links links = Links.of(document, view, caller);
        links.tell(datasets, DATASET);
        Verdicts.Weight weight = Verdicts.weigh(
                new Verdicts.Found.OfDocument(document.getStatus(), links.tied(), match));
        if (weight == Verdicts.Weight.NONE && tiesSuspect) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
        }
        if (weight != Verdicts.Weight.NONE) {
            Hit hit = HitView.of(document, match, weight, links, caller);
            hits.add(
                    explain
                            ? hit.toBuilder()
                                    .addAllExplanation(asked.of(document, match, hit.getScore()))
                                    .build()
                            : hit);
        }
    }

    private boolean isVisible(TravelDocument document) {
        return Visibility.maySee(caller, document);
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

    private static boolean confirms(MrzReading zone, byte[] key) {
        return isVerified(zone)
                && zone.documentNumberCandidates().stream()
                        .anyMatch(candidate -> Arrays.equals(NumberKey.of(candidate), key));
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
