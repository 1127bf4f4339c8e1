package io.vigie.server.query;

import static io.vigie.v1.Error.Code.Value.INVALID_VALUE;
import static io.vigie.v1.Error.Code.Value.MISSING_VALUE;
import static io.vigie.v1.Error.Code.Value.UNKNOWN_VALUE;

import io.vigie.server.access.Parties;
import io.vigie.server.hits.MessageException;
import io.vigie.server.hits.Messages;
import io.vigie.server.index.RecordCheck;
import io.vigie.v1.Confirmation;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.OwnerMessage;

/** Whether a request about messages or confirmations can be done: names the first field at fault. Pure. */
final class MessageCheck {
    private static final int ID_LENGTH_MAX = 128;
    private static final int TEXT_LENGTH_MAX = 2_000;
    private static final int REFERENCES_MAX = 20;
    private static final int WAIT_MILLIS_MAX = 30_000;
    private static final int MORE_MINUTES_MAX = 1_440;

    private MessageCheck() {}

    static void check(MessagesRequest request) throws MessageException {
        range("credit", request.getCredit(), 0, Messages.CREDIT_MAX);
        range("waitMillis", request.getWaitMillis(), 0, WAIT_MILLIS_MAX);
        id("acknowledge", request.getAcknowledge());
        id("after", request.getAfter());
        party("party", request.getParty());
        if (request.hasSend()) {
            sent(request.getSend());
        }
    }

    private static void sent(OwnerMessage message) throws MessageException {
        id("send.id", message.getId());
        if (message.getTo().isEmpty()) {
            throw new MessageException(MISSING_VALUE, "send.to", "absent (expected: a party)");
        }
        party("send.to", message.getTo());
        if (Parties.isGroup(message.getTo())) {
            throw new MessageException(UNKNOWN_VALUE, "send.to", "a group (expected: one party)");
        }
        if (message.getText().isBlank()) {
            throw new MessageException(MISSING_VALUE, "send.text", "absent (expected: 1 to 2000 characters)");
        }
        text("send.text", message.getText());
        range("send.references", message.getReferencesCount(), 0, REFERENCES_MAX);
        for (String reference : message.getReferencesList()) {
            id("send.references", reference);
        }
    }

    static void check(Confirmation request) throws MessageException {
        id("id", request.getId());
        id("hitId", request.getHitId());
        id("recordId", request.getRecordId());
        party("party", request.getParty());
        text("text", request.getText());
        text("answerText", request.getAnswerText());
        if (request.getResponse() == Confirmation.Response.Code.UNRECOGNIZED) {
            throw new MessageException(UNKNOWN_VALUE, "response", "not one that this server knows");
        }
        if (request.getUrgency() == Confirmation.Urgency.Code.UNRECOGNIZED) {
            throw new MessageException(UNKNOWN_VALUE, "urgency", "not one that this server knows");
        }
        if (request.getResponseValue() != 0) {
            boolean later = request.getResponse() == Confirmation.Response.Code.NEEDS_TIME;
            range("moreMinutes", request.getMoreMinutes(), later ? 1 : 0, later ? MORE_MINUTES_MAX : 0);
            if (request.getId().isEmpty()) {
                throw new MessageException(MISSING_VALUE, "id", "absent (expected: the id of a confirmation)");
            }
        } else if (request.getUrgencyValue() != 0
                && request.getHitId().isEmpty()
                && request.getRecordId().isEmpty()) {
            throw new MessageException(MISSING_VALUE, "hitId", "absent (expected: hitId or recordId)");
        }
    }

    private static void range(String field, int value, int least, int most) throws MessageException {
        if (value < least || value > most) {
            throw new MessageException(INVALID_VALUE, field, value + " (expected: " + least + " to " + most + ")");
        }
    }

    private static void id(String field, String value) throws MessageException {
        if (value.length() > ID_LENGTH_MAX) {
            throw new MessageException(
                    INVALID_VALUE, field, value.length() + " characters (expected: <= " + ID_LENGTH_MAX + ")");
        }
        for (int at = 0; at < value.length(); at++) {
            if (isHidden(value.charAt(at))) {
                throw new MessageException(INVALID_VALUE, field, "control character at index " + at);
            }
        }
    }

    private static void party(String field, String value) throws MessageException {
        if (!value.isEmpty() && !RecordCheck.isParty(value)) {
            throw new MessageException(
                    UNKNOWN_VALUE,
                    field,
                    "not a party (expected: a state of Doc 9303-3 or an organisation in capitals, such as EUROPOL)");
        }
    }

    /** Marks of direction can make a text read as another, so it has none; the letters say their direction themselves. */
    private static void text(String field, String value) throws MessageException {
        int length = value.codePointCount(0, value.length());
        if (length > TEXT_LENGTH_MAX) {
            throw new MessageException(
                    INVALID_VALUE, field, length + " characters (expected: <= " + TEXT_LENGTH_MAX + ")");
        }
        for (int at = 0; at < value.length(); at++) {
            char letter = value.charAt(at);
            if (isControl(letter)) {
                throw new MessageException(
                        INVALID_VALUE,
                        field,
                        String.format("control character U+%04X (expected: text, line breaks and tabs)", (int) letter));
            }
        }
    }

    private static boolean isControl(char letter) {
        return letter != '\n' && letter != '\t' && isHidden(letter);
    }

    /** Whether a letter is a control character or a mark of direction. */
    static boolean isHidden(char letter) {
        return Character.isISOControl(letter)
                || letter == 0x061C
                || letter == 0x200E
                || letter == 0x200F
                || letter >= 0x2028 && letter <= 0x202E
                || letter >= 0x2066 && letter <= 0x2069;
    }
}
