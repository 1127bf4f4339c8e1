package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Dataset;
import io.vigie.v1.Hit;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedOwnersTest {
    @Test
    void aDocumentThatSeveralPartiesRecorded() {
        assertThat(SharedOwners.of(List.of(document("FRA"), document("DEU"), document("FRA"))))
                .containsExactly("DEU", "FRA");
        assertThat(SharedOwners.of(List.of(document("FRA"), document("FRA")))).isEmpty();
        assertThat(SharedOwners.of(List.of(document("FRA")))).isEmpty();
    }

    @Test
    void aPersonThatSeveralPartiesRecordedAndNotTwoPersons() {
        assertThat(SharedOwners.of(List.of(person("FRA", "P1"), person("ITA", "P1"), person("ESP", "P2"))))
                .containsExactly("FRA", "ITA");
        assertThat(SharedOwners.of(List.of(person("FRA", ""), person("ITA", "")))).isEmpty();
    }

    private static Hit document(String owner) {
        return Hit.newBuilder().setDataset(Dataset.Code.TRAVEL_DOCUMENTS).setOwner(owner).build();
    }

    private static Hit person(String owner, String group) {
        return Hit.newBuilder().setDataset(Dataset.Code.PERSONS).setOwner(owner).setGroup(group).build();
    }
}
