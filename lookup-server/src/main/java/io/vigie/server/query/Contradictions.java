package io.vigie.server.query;

import io.vigie.mrz.MrzReading;
import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.index.NumberPattern;
import io.vigie.v1.Contradiction;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where a zone and the fields given beside it disagree. Both are searched; the officer is told. Pure. */
final class Contradictions {
    private Contradictions() {}

    static List<Contradiction> between(MrzReading zone, Question question) {
        List<Contradiction> found = new ArrayList<>();
        if (!question.hasDocument()) {
            return found;
        }
        DocumentQuestion document = question.getDocument();
        String number = zone.documentNumber();
        if (number != null && !agrees(NumberKey.of(number), document.getNumber())) {
            found.add(contradiction("document.number", number, document.getNumber()));
        }
        String state = zone.issuingState();
        String given = document.getIssuingState();
        if (state != null && !given.isEmpty() && !States.canonical(state).equals(States.canonical(given))) {
            found.add(contradiction("document.issuingState", state, given));
        }
        return found;
    }

    /** Whether a number is the one given, or begins as its pattern says. */
    private static boolean agrees(byte[] read, String given) {
        byte[] key = NumberKey.of(given);
        return NumberPattern.isPrefix(given)
                ? Arrays.mismatch(read, key) == key.length || Arrays.equals(read, key)
                : Arrays.equals(read, key);
    }

    private static Contradiction contradiction(String field, String zone, String given) {
        return Contradiction.newBuilder()
                .setField(field)
                .setZone(zone)
                .setGiven(given)
                .build();
    }
}
