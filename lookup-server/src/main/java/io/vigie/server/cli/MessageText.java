package io.vigie.server.cli;

import com.google.protobuf.Timestamp;
import io.vigie.text.Counted;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Context;
import io.vigie.v1.OwnerMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages and confirmations as an officer of a bureau reads them. Pure. */
final class MessageText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private MessageText() {}

    static String of(OwnerMessage message) {
        return joined("\n", first(message), "    " + message.getId() + " · " + time(message.getTime()), rest(message));
    }

    private static String first(OwnerMessage message) {
        String from = message.getFrom().isEmpty() ? "the operator" : message.getFrom();
        return switch (message.getKind()) {
            case HIT -> (message.getCertain() ? "HIT       " : "POSSIBLE  ")
                    + joined(" · ",
                            "record " + PlainText.of(message.getRecordId()),
                            "asked by " + from,
                            message.getCount() > 1 ? message.getCount() + " times" : "",
                            message.getSilent() ? "the traveller must not learn of it" : "");
            case TEXT -> "MESSAGE   from " + from + " to " + message.getTo();
            case CONFIRMATION_ASKED -> "CONFIRM   " + asked(message) + " · answer by "
                    + time(message.getConfirmation().getDue());
            case CONFIRMATION_ANSWERED -> "ANSWERED  " + asked(message) + " · "
                    + words(message.getConfirmation().getResponse().name());
            case CONFIRMATION_OVERDUE -> "OVERDUE   " + asked(message) + " · was due "
                    + time(message.getConfirmation().getDue());
            case LOST -> "LOST      " + Counted.of(message.getCount(), "message")
                    + " found no room; the audit trail has the hits";
            case UNSPECIFIED, UNRECOGNIZED -> "MESSAGE   that this version does not understand";
        };
    }

    private static String asked(OwnerMessage message) {
        return "record " + PlainText.of(message.getRecordId()) + " · "
                + words(message.getConfirmation().getUrgency().name()) + " · confirmation "
                + message.getConfirmation().getId();
    }

    private static String rest(OwnerMessage message) {
        return switch (message.getKind()) {
            case HIT -> hit(message);
            case TEXT -> indented(joined(
                    "\n",
                    message.getText(),
                    message.getReferencesCount() == 0 ? "" : "records " + String.join(", ", message.getReferencesList())));
            case CONFIRMATION_ASKED, CONFIRMATION_ANSWERED, CONFIRMATION_OVERDUE ->
                indented(joined(
                        "\n", message.getConfirmation().getText(), message.getConfirmation().getAnswerText()));
            case LOST, UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static String hit(OwnerMessage message) {
        Context context = message.getContext();
        return indented(joined(
                " · ",
                message.getCaller(),
                context.getPlace(),
                context.getOfficer().isEmpty() ? "" : "officer " + context.getOfficer(),
                context.getDirectionValue() == 0 ? "" : words(context.getDirection().name()),
                context.getJourney(),
                "version " + message.getRecordVersion(),
                "match " + words(message.getMatch().name()),
                "asked with " + String.join(", ", message.getAskedList()),
                message.getQuestionId().isEmpty() ? "" : "question " + message.getQuestionId(),
                "hit " + message.getHitId(),
                message.getRepeats().isEmpty() ? "" : "after " + message.getRepeats(),
                message.hasLastTime() ? "last " + time(message.getLastTime()) : ""));
    }

    static String of(Confirmation confirmation) {
        return joined(
                "\n",
                confirmation.getId() + "  "
                        + joined(" · ",
                                "record " + PlainText.of(confirmation.getRecordId()) + " of " + confirmation.getOwner(),
                                words(confirmation.getUrgency().name()),
                                state(confirmation)),
                indented(joined("\n", confirmation.getText(), confirmation.getAnswerText())),
                confirmation.hasCleared()
                        ? "    this traveller is shown as cleared before until "
                                + time(confirmation.getCleared().getExpires())
                        : "");
    }

    /** How it stands, in a few words. */
    static String state(Confirmation confirmation) {
        String due = time(confirmation.getDue());
        String late = confirmation.getOverdue() ? "OVERDUE since " + due : "due " + due;
        return switch (confirmation.getResponse()) {
            case UNSPECIFIED -> "not answered yet · " + late;
            case NEEDS_TIME -> "the owner needs time · " + late;
            case POSITIVE, NEGATIVE, NO_LONGER_VALID, DIFFERENT_PERSON, DOCUMENT_RECOVERED ->
                "the owner says " + words(confirmation.getResponse().name()) + " · " + time(confirmation.getAnswered());
            case UNRECOGNIZED -> "answered in a way that this version does not understand";
        };
    }

    static String time(Timestamp time) {
        return TIME.format(Instant.ofEpochSecond(time.getSeconds()));
    }

    private static String words(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String indented(String text) {
        return text.lines().map(line -> "    " + PlainText.of(line)).collect(Collectors.joining("\n"));
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(separator));
    }
}
