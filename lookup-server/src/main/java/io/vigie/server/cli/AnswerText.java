package io.vigie.server.cli;

import io.vigie.v1.Action;
import io.vigie.v1.Answer;
import io.vigie.v1.Caution;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Explanation;
import io.vigie.v1.Hit;
import io.vigie.v1.LinkedRecord;
import io.vigie.v1.MrzReading;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An answer as an officer reads it: the verdict and what to do in the first line, then what to beware of, then why. Lines
 * that matter are coloured on a terminal.
 */
final class AnswerText {
    private static final Set<String> ABBREVIATIONS = Set.of("UN", "SIS", "ID");

    private final Colours colours;
    private final StringBuilder text = new StringBuilder();

    private AnswerText(Colours colours) {
        this.colours = colours;
    }

    /** Plain, without colours. */
    static String of(Answer answer) {
        return of(answer, Colours.NONE);
    }

    static String of(Answer answer, Colours colours) {
        AnswerText of = new AnswerText(colours);
        of.append(answer);
        return of.text.toString();
    }

    private void append(Answer answer) {
        line(verdict(answer));
        warnings(answer);
        for (MrzReading.Repair repair : answer.getMrz().getRepairsList()) {
            line("  zone repaired: " + repair.getField() + ' ' + repair.getFrom() + " → " + repair.getTo());
        }
        answer.getContradictionsList()
                .forEach(contradiction -> line(
                        "  zone and field disagree: " + contradiction.getField() + " (both were searched)"));
        answer.getHitsList().forEach(this::append);
        if (!answer.getNextPage().isEmpty()) {
            line("  more follow: --page " + answer.getNextPage());
        }
        if (answer.getDatasetsCount() > 0) {
            line("  " + datasets(answer));
        }
        if (answer.getMicros() > 0) {
            line("  " + measured(answer));
        }
        text.setLength(text.length() - 1);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private String verdict(Answer answer) {
        String specimen = answer.getSpecimen() ? "  (specimen)" : "";
        return switch (answer.getVerdict()) {
            case NO_HIT ->
                colours.good(answer.getHitsCount() == 0
                        ? "NO HIT    nothing is known" + specimen
                        : "NO HIT    nothing that is in force" + specimen);
            case HIT -> colours.bad("HIT       " + toDo(answer) + specimen);
            case POSSIBLE -> colours.unsure("POSSIBLE  a person must look at this" + specimen);
            case PARTIAL -> colours.unsure("PARTIAL   nothing found, but not everything was searched" + specimen);
            case INVALID -> "INVALID   " + error(answer);
            case REFUSED -> "REFUSED   " + error(answer);
            case UNAVAILABLE -> colours.bad("UNAVAILABLE  " + error(answer));
            case UNSPECIFIED, UNRECOGNIZED -> "NO ANSWER that this version understands";
        };
    }

    /** What the first hit asks for: hits come by gravity. */
    private static String toDo(Answer answer) {
        return answer.getHitsCount() == 0 ? "" : words(answer.getHits(0).getAction().name());
    }

    private void warnings(Answer answer) {
        List<Hit> hits = answer.getHitsList();
        String cautions = hits.stream()
                .flatMap(hit -> hit.getCautionsList().stream())
                .distinct()
                .map(Caution.Code::name)
                .map(AnswerText::words)
                .collect(Collectors.joining(", "));
        if (!cautions.isEmpty()) {
            line(colours.bad("  !! beware: " + cautions));
        }
        if (hits.stream().anyMatch(Hit::getSilent)) {
            line(colours.bad("  !! do not let the traveller notice"));
        }
    }

    private static String error(Answer answer) {
        String field = answer.getError().getField();
        return (field.isEmpty() ? "" : field + ": ") + answer.getError().getMessage() + " ("
                + answer.getError().getCode() + ")";
    }

    private void append(Hit hit) {
        String what = joined(
                " · ",
                hit.getColourValue() == 0 ? "" : words(hit.getColour().name()) + " " + instrument(hit),
                hit.getStatus(),
                hit.getTypeValue() == 0 ? "" : words(hit.getType().name()),
                hit.getNumber() + (hit.getNumberEnd().isEmpty() ? "" : " to " + hit.getNumberEnd()),
                hit.getIssuingState(),
                hit.getName(),
                hit.getStatusDate(),
                String.join("; ", hit.getChargesList()),
                hit.getUnderReview() && !hit.getStatus().equals("UNDER_REVIEW") ? "under review" : "");
        line("  " + (hit.getCertain() ? colours.strong(what) : joined(" · ", isCounted(hit) ? "possible" : "not in force", what)));
        line("    "
                + joined(
                        " · ",
                        asksFor(hit),
                        "record " + hit.getRecordId(),
                        "match " + words(hit.getMatch().name()),
                        isPersonCertainByNumber(hit) ? "certain: an id or document number agrees" : "",
                        hit.getThroughCount() == 0 ? "" : through(hit),
                        hit.getGroup().isEmpty() || hit.getGroup().equals(hit.getRecordId())
                                ? ""
                                : "same person as " + hit.getGroup()));
        line("    "
                + joined(
                        " · ",
                        "ask owner " + hit.getOwner(),
                        hit.getAuthority(),
                        hit.getOwnerReference().isEmpty() ? "" : "reference " + hit.getOwnerReference(),
                        hit.getHitId().isEmpty() ? "" : "hit " + hit.getHitId()));
        String handling = handling(hit);
        if (!handling.isEmpty()) {
            line(colours.unsure("    !! " + handling));
        }
        if (hit.hasCleared()) {
            line(colours.unsure("    cleared before by " + hit.getCleared().getOwner() + " on "
                    + MessageText.time(hit.getCleared().getTime()) + ": another person than the record's"));
        }
        if (hit.hasConfirmation()) {
            line("    confirmation " + hit.getConfirmation().getId() + ": " + MessageText.state(hit.getConfirmation()));
        }
        hit.getLinkedList().forEach(this::append);
        hit.getExplanationList().forEach(this::append);
    }

    private static String handling(Hit hit) {
        String confidentiality =
                switch (hit.getConfidentiality()) {
                    case RESTRICTED, CONFIDENTIAL -> words(hit.getConfidentiality().name());
                    case UNSPECIFIED, OFFICIAL_USE, UNRECOGNIZED -> "";
                };
        return joined(" · ", confidentiality, hit.hasOnward() && !hit.getOnward() ? "not to be passed on" : "");
    }

    /** A name alone makes nobody certain; without a document that led to the person, a number in the record itself did. */
    private static boolean isPersonCertainByNumber(Hit hit) {
        return isCertainPerson(hit) && hit.getThroughCount() == 0;
    }

    private static boolean isCertainPerson(Hit hit) {
        return hit.getCertain() && hit.getDataset() == Dataset.Code.PERSONS;
    }

    private static String through(Hit hit) {
        return (isCertainPerson(hit) ? "certain through " : "through ") + String.join(", ", hit.getThroughList());
    }

    private static String asksFor(Hit hit) {
        boolean nothing = hit.getAction() == Action.Code.UNSPECIFIED || hit.getAction() == Action.Code.NONE;
        return nothing ? "" : "do: " + words(hit.getAction().name());
    }

    /** Notices that are not in force are shown to whoever asks for them, and count for nothing. */
    private static boolean isCounted(Hit hit) {
        return hit.getColourValue() == 0 && hit.getInstrumentValue() == 0
                || hit.getStatus().equals("PUBLISHED")
                || hit.getStatus().equals("UNDER_REVIEW");
    }

    private static String instrument(Hit hit) {
        return hit.getInstrumentValue() == 0 ? "notice" : words(hit.getInstrument().name());
    }

    private void append(LinkedRecord linked) {
        line("    tied to "
                + joined(
                        " · ",
                        linked.getRecordId(),
                        linked.getName(),
                        linked.getStatus(),
                        linked.getColourValue() == 0 ? "" : words(linked.getColour().name())));
    }

    private void append(Explanation explanation) {
        line(String.format(
                Locale.ROOT,
                "    %-16s %-24s %-24s %.2f %s",
                explanation.getFeature(),
                explanation.getQuery(),
                explanation.getRecord(),
                explanation.getScore(),
                explanation.getDetail()));
    }

    private String datasets(Answer answer) {
        return answer.getDatasetsList().stream()
                .filter(dataset -> dataset.getState() != DatasetState.State.Code.NOT_ASKED)
                .map(this::dataset)
                .collect(Collectors.joining(", "));
    }

    private String dataset(DatasetState dataset) {
        String name = words(dataset.getDataset().name());
        return dataset.getState() == DatasetState.State.Code.ANSWERED
                ? name + " searched"
                : colours.unsure(name + " NOT COMPLETE (" + words(dataset.getReason().name()) + ")");
    }

    private static String measured(Answer answer) {
        String time = String.format(Locale.ROOT, "%.3f ms in the server", answer.getMicros() / 1000.0);
        return answer.hasAsOf()
                ? String.format(
                        Locale.ROOT,
                        "%s · position %d/%d · %s",
                        time,
                        answer.getAsOf().getEpoch(),
                        answer.getAsOf().getSequence(),
                        words(answer.getFreshness().name()))
                : time;
    }

    private static String words(String code) {
        return Stream.of(code.split("_"))
                .map(word -> ABBREVIATIONS.contains(word) ? word : word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(separator));
    }
}
