package io.vigie.server.query;

import com.google.protobuf.ByteString;
import io.vigie.server.index.Digests;
import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.MrzReading;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A traveller as one digest: document (number, state), holder's name and birth date as asked, so that a clearance can be
 * bound to them without keeping who it was. Another spelling of the name is another traveller: the safe side. Pure.
 *
 * @param digest of whatever of the three was given
 * @param identified whether all of them were
 */
record TravellerDigest(ByteString digest, boolean identified) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    static TravellerDigest of(Question question, MrzReading zone) {
        DocumentQuestion document = question.getDocument();
        boolean zoneHasNumber = !zone.getDocumentNumber().isEmpty();
        byte[] number = NumberKey.of(zoneHasNumber ? zone.getDocumentNumber() : document.getNumber());
        String state = States.canonical(zoneHasNumber ? zone.getIssuingState() : document.getIssuingState());
        PersonQuestion person = question.getPerson();
        String name = normalised(person.getNamesCount() > 0
                ? written(person.getNames(0))
                : zone.getSurname() + ' ' + zone.getGivenNames());
        String birthDate = person.getBirthDate().isEmpty() ? zone.getBirthDate() : person.getBirthDate();
        MessageDigest digest = Digests.sha256();
        digest.update(number);
        for (String part : new String[] {state, name, birthDate}) {
            digest.update((byte) 0);
            digest.update(part.getBytes(StandardCharsets.UTF_8));
        }
        boolean identified = number.length > 0 && !name.isEmpty() && !birthDate.isEmpty();
        return new TravellerDigest(ByteString.copyFrom(digest.digest()), identified);
    }

    private static String written(Name name) {
        return name.getFull().isEmpty() ? name.getSurname() + ' ' + name.getGiven() : name.getFull();
    }

    private static String normalised(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        return BETWEEN_WORDS.matcher(plain).replaceAll(" ").strip().toUpperCase(Locale.ROOT);
    }
}
