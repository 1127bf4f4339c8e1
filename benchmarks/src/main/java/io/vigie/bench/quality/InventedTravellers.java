package io.vigie.bench.quality;

import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Sex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** People of all scripts who are on no list: {@code invented-travellers.csv} of the shared data. */
final class InventedTravellers {
    private InventedTravellers() {}

    static List<Traveller> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> traveller(line.split(",", -1)))
                .toList();
    }

    private static Traveller traveller(String[] cells) {
        PersonQuestion passport = PersonQuestion.newBuilder()
                .addNames(Name.newBuilder().setFull(cells[0]))
                .setBirthDate(cells[5])
                .setSex(switch (cells[4]) {
                    case "male" -> Sex.Code.MALE;
                    case "female" -> Sex.Code.FEMALE;
                    default -> Sex.Code.UNSPECIFIED;
                })
                .build();
        return new Traveller(Set.of(), Traveller.Origin.INVENTED, "", scriptOf(cells[0]), passport, null);
    }

    /** ISO 15924 of the first letter. */
    private static String scriptOf(String name) {
        int letter = name.codePoints().filter(Character::isLetter).findFirst().orElse('A');
        return switch (Character.UnicodeScript.of(letter)) {
            case LATIN -> "Latn";
            case CYRILLIC -> "Cyrl";
            case ARABIC -> "Arab";
            case HEBREW -> "Hebr";
            case DEVANAGARI -> "Deva";
            case THAI -> "Thai";
            case HAN, HIRAGANA, KATAKANA -> "Hani";
            case HANGUL -> "Hang";
            default -> "other";
        };
    }
}
