package io.vigie.server.query;

import io.vigie.v1.Dataset;
import io.vigie.v1.Hit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether several parties have records of one document, or of one person: work that they do twice, or should do together. */
final class SharedOwners {
    private SharedOwners() {}

    /** Owners of records that were found for the document that was asked for, or for one person; empty when each stands alone. */
    static Set<String> of(List<Hit> hits) {
        if (hits.size() < 2) {
            return Set.of();
        }
        Map<String, Set<String>> owners = new HashMap<>();
        for (Hit hit : hits) {
            boolean isDocument = hit.getDataset() == Dataset.Code.TRAVEL_DOCUMENTS;
            if (isDocument || !hit.getGroup().isEmpty()) {
                owners.computeIfAbsent(isDocument ? "" : hit.getGroup(), _ -> new TreeSet<>()).add(hit.getOwner());
            }
        }
        Set<String> shared = new TreeSet<>();
        owners.values().stream().filter(group -> group.size() > 1).forEach(shared::addAll);
        return shared;
    }
}
