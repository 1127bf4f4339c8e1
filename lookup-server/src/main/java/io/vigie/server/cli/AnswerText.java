package io.vigie.server.cli;

import io.vigie.v1.Answer;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Explanation;
import io.vigie.v1.Hit;
import io.vigie.v1.LinkedRecord;
import io.vigie.v1.MrzReading;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An answer as an officer reads it: verdict first, then what to do and why. */
final class AnswerText {
    private AnswerText() {}

    static String of(Answer answer) {
        StringBuilder text = new StringBuilder(verdict(answer)).append('\n');
        for (MrzReading.Repair repair : answer.getMrz().getRepairsList()) {
            text.append("  zone repaired: ")
                    .append(repair.getField())
                    .append(' ')
                    .append(repair.getFrom())
                    .append(" → ")
                    .append(repair.getTo())
                    .append('\n');
        }
        answer.getContradictionsList()
                .forEach(contradiction -> text.append("  zone and field disagree: ")
                        .append(contradiction.getField())
                        .append(" (both were searched)\n"));
        answer.getHitsList().forEach(hit -> append(text, hit));
        if (answer.getDatasetsCount() > 0) {
            text.append("  ").append(datasets(answer)).append('\n');
        }
        return text.append("  ").append(measured(answer)).toString();
    }

    private static String verdict(Answer answer) {
        String specimen = answer.getSpecimen() ? "  (specimen)" : "";
        return switch (answer.getVerdict()) {
            case NO_HIT -> "NO HIT    nothing is known" + specimen;
            case HIT -> "HIT" + specimen;
            case POSSIBLE -> "POSSIBLE  a person must look at this" + specimen;
            case PARTIAL -> "PARTIAL   nothing found, but not everything was searched" + specimen;
            case INVALID -> "INVALID   " + error(answer);
            case REFUSED -> "REFUSED   " + error(answer);
            case UNAVAILABLE -> "UNAVAILABLE  " + error(answer);
            case UNSPECIFIED, UNRECOGNIZED -> "NO ANSWER that this version understands";
        };
    }

    private static String error(Answer answer) {
        String field = answer.getError().getField();
        return (field.isEmpty() ? "" : field + ": ") + answer.getError().getMessage() + " ("
                + answer.getError().getCode() + ")";
    }

    private static void append(StringBuilder text, Hit hit) {
        text.append("  ")
                .append(joined(
                        " · ",
                        hit.getCertain() ? "" : "possible",
                        hit.getStatus(),
                        hit.getTypeValue() == 0 ? "" : words(hit.getType().name()),
                        hit.getNumber() + (hit.getNumberEnd().isEmpty() ? "" : " to " + hit.getNumberEnd()),
                        hit.getIssuingState(),
                        hit.getName(),
                        hit.getStatusDate()))
                .append('\n');
        if (hit.getSilent()) {
            text.append("    !! do not let the traveller notice\n");
        }
        text.append("    ")
                .append(joined(
                        " · ",
                        "do: " + words(hit.getAction().name()),
                        "record " + hit.getRecordId(),
                        "owner " + hit.getOwner(),
                        "match " + words(hit.getMatch().name())))
                .append('\n');
        if (hit.getCautionsCount() > 0) {
            text.append("    caution: ")
                    .append(hit.getCautionsList().stream()
                            .map(caution -> words(caution.name()))
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        hit.getLinkedList().forEach(linked -> append(text, linked));
        hit.getExplanationList().forEach(explanation -> append(text, explanation));
    }

    private static void append(StringBuilder text, LinkedRecord linked) {
        text.append("    tied to ")
                .append(joined(
                        " · ",
                        linked.getRecordId(),
                        linked.getName(),
                        linked.getStatus(),
                        linked.getColourValue() == 0 ? "" : words(linked.getColour().name())))
                .append('\n');
    }

    private static void append(StringBuilder text, Explanation explanation) {
        text.append(String.format(
                Locale.ROOT,
                "    %-16s %-24s %-24s %.2f %s%n",
                explanation.getFeature(),
                explanation.getQuery(),
                explanation.getRecord(),
                explanation.getScore(),
                explanation.getDetail()));
    }

    private static String datasets(Answer answer) {
        return answer.getDatasetsList().stream()
                .filter(dataset -> dataset.getState() != DatasetState.State.Code.NOT_ASKED)
                .map(AnswerText::dataset)
                .collect(Collectors.joining(", "));
    }

    private static String dataset(DatasetState dataset) {
        String name = words(dataset.getDataset().name());
        return dataset.getState() == DatasetState.State.Code.ANSWERED
                ? name + " searched"
                : name + " NOT COMPLETE (" + words(dataset.getReason().name()) + ")";
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
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(separator));
    }
}
