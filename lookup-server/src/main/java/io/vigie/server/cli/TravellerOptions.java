package io.vigie.server.cli;

import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Sex;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A traveller on the command line: zone, document, person, or any mix. */
final class TravellerOptions {
    @Option(names = "--mrz", paramLabel = "LINE", arity = "1..3", description = "lines of the machine-readable zone")
    private List<String> mrz = List.of();

    @Option(names = "--number", paramLabel = "N", description = "document number")
    private @Nullable String number;

    @Option(names = "--state", paramLabel = "S", description = "issuing state of the document, such as FRA")
    private String state = "";

    @Option(names = "--type", paramLabel = "T", description = "type of the document, such as PASSPORT")
    private String type = "";

    @Option(names = "--near", description = "also numbers one slip away, of the given state and type")
    private boolean near;

    @Option(names = "--surname", paramLabel = "S", description = "surname (primary identifier)")
    private String surname = "";

    @Option(names = "--given", paramLabel = "G", description = "given names (secondary identifier)")
    private String given = "";

    @Option(names = "--name", paramLabel = "FULL", description = "full name, in any order and script")
    private String name = "";

    @Option(names = "--birth-date", paramLabel = "D", description = "date of birth: 1974, 1974-08 or 1974-08-12")
    private String birthDate = "";

    @Option(names = "--sex", paramLabel = "M|F|X", description = "sex")
    private String sex = "";

    @Option(names = "--nationality", paramLabel = "S", arity = "1..*", description = "nationalities")
    private List<String> nationalities = List.of();

    /** The question, without id and datasets. */
    Question.Builder question(CommandLine command) {
        Question.Builder question = Question.newBuilder().addAllMrz(mrz).setNear(near);
        if (number != null) {
            question.setDocument(DocumentQuestion.newBuilder()
                    .setNumber(number)
                    .setIssuingState(state.toUpperCase(Locale.ROOT))
                    .setType(documentType(command)));
        } else if (!state.isEmpty() || !type.isEmpty()) {
            throw new ParameterException(command, "--state and --type need --number");
        }
        if (isPersonGiven()) {
            question.setPerson(person(command));
        }
        return question;
    }

    private boolean isPersonGiven() {
        return !surname.isEmpty()
                || !given.isEmpty()
                || !name.isEmpty()
                || !birthDate.isEmpty()
                || !sex.isEmpty()
                || !nationalities.isEmpty();
    }

    private PersonQuestion person(CommandLine command) {
        PersonQuestion.Builder person = PersonQuestion.newBuilder()
                .setBirthDate(birthDate)
                .setSex(sexCode(command));
        nationalities.forEach(nationality -> person.addNationalities(nationality.toUpperCase(Locale.ROOT)));
        if (!surname.isEmpty() || !given.isEmpty() || !name.isEmpty()) {
            person.addNames(
                    Name.newBuilder().setFull(name).setSurname(surname).setGiven(given));
        }
        return person.build();
    }

    private DocumentType.Code documentType(CommandLine command) {
        if (type.isEmpty()) {
            return DocumentType.Code.UNSPECIFIED;
        }
        try {
            return DocumentType.Code.valueOf(type.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command, "--type: " + type + " (expected: PASSPORT, ID_CARD, VISA, …)", e);
        }
    }

    private Sex.Code sexCode(CommandLine command) {
        return switch (sex.toUpperCase(Locale.ROOT)) {
            case "" -> Sex.Code.UNSPECIFIED;
            case "M", "MALE" -> Sex.Code.MALE;
            case "F", "FEMALE" -> Sex.Code.FEMALE;
            case "X" -> Sex.Code.X;
            default -> throw new ParameterException(command, "--sex: " + sex + " (expected: M, F or X)");
        };
    }
}
