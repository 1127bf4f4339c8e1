package io.vigie.bench.quality;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.pairs.Listed;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Record;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Figure 4: names of a list in another script than Latin, asked of its people under their Latin names alone. */
final class OriginalScripts {
    private OriginalScripts() {}

    static List<Figure> of(WatchList list, @Nullable Path nameGroups, Consumer<String> progress) throws IOException {
        List<Person> latin = list.persons().stream()
                .map(Listed::latinOf)
                .filter(person -> person.getIdentitiesCount() > 0)
                .toList();
        Path data = KeptFolders.of("list-latin", out -> write(latin, out), progress);
        int asked = 0;
        int found = 0;
        try (ServedPath served = ServedPath.open(data, nameGroups)) {
            for (Person person : list.persons()) {
                for (Identity identity : person.getIdentitiesList()) {
                    for (Name name : identity.getNamesList()) {
                        if (!Listed.isLatin(name) && Listed.latinOf(person).getIdentitiesCount() > 0) {
                            asked++;
                            found += isFound(served, name, person.getId()) ? 1 : 0;
                        }
                    }
                }
            }
        }
        return List.of(
                Figure.of("quality.original.names", asked, "names"),
                Figure.of("quality.original.found", 100.0 * found / asked, "%"));
    }

    private static void write(List<Person> persons, OutputStream out) throws IOException {
        for (Person person : persons) {
            Record.newBuilder().setPerson(person).build().writeDelimitedTo(out);
        }
    }

    private static boolean isFound(ServedPath served, Name name, String recordId) throws IOException {
        PersonQuestion question = PersonQuestion.newBuilder().addNames(name).build();
        return served.ask(question).getHitsList().stream().anyMatch(hit -> hit.getRecordId().equals(recordId));
    }
}
