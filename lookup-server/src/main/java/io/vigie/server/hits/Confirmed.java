package io.vigie.server.hits;

import io.vigie.server.access.Parties;
import io.vigie.v1.Clearance;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Dataset;
import io.vigie.v1.KeptClearance;
import io.vigie.v1.KeptConfirmation;
import io.vigie.v1.KeptHit;
import io.vigie.wire.ProtoTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What owners were asked and what they said. Changed by the thread of {@link Messages}; questions look up clearances and
 * the last confirmations from any.
 */
final class Confirmed {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int CONFIRMATIONS_MAX = 20_000;

    /** One asking party has no more, so that it pushes out its own alone. */
    static final int CONFIRMATIONS_OF_PARTY_MAX = 2_000;

    private static final int CLEARANCES_OF_RECORD_MAX = 200;

    /** By id, oldest first. */
    private final Map<String, KeptConfirmation> confirmations = new LinkedHashMap<>();

    /** Ids by the party that asked, oldest first. */
    private final Map<String, Set<String>> byParty = new TreeMap<>();

    private final Map<String, KeptConfirmation> latest = new ConcurrentHashMap<>();
    private final Map<String, List<KeptClearance>> clearances = new ConcurrentHashMap<>();

    void apply(KeptConfirmation kept) {
        confirmations.put(kept.getConfirmation().getId(), kept);
        latest.put(pair(kept.getHit()), kept);
        Set<String> ofParty = byParty.computeIfAbsent(partyOf(kept), _ -> new LinkedHashSet<>());
        ofParty.add(kept.getConfirmation().getId());
        if (ofParty.size() > CONFIRMATIONS_OF_PARTY_MAX) {
            forget(leastWanted(ofParty));
        } else if (confirmations.size() > CONFIRMATIONS_MAX) {
            forget(leastWanted(Collections.max(byParty.values(), Comparator.comparingInt(Set::size))));
        }
    }

    /** The oldest that is answered, or the oldest when none is. */
    private KeptConfirmation leastWanted(Set<String> ids) {
        KeptConfirmation oldest = null;
        for (String id : ids) {
            KeptConfirmation kept = Objects.requireNonNull(confirmations.get(id));
            if (!ConfirmationRules.isOpen(kept.getConfirmation())) {
                return kept;
            }
            oldest = oldest == null ? kept : oldest;
        }
        return Objects.requireNonNull(oldest);
    }

    void apply(KeptClearance kept) {
        String id = kept.getClearance().getConfirmationId();
        clearances.compute(kept.getClearance().getRecordId(), (_, before) -> {
            List<KeptClearance> list = new ArrayList<>(before == null ? List.of() : before);
            list.removeIf(one -> one.getClearance().getConfirmationId().equals(id));
            if (!kept.getEnded()) {
                list.add(kept);
            }
            if (list.size() > CLEARANCES_OF_RECORD_MAX) {
                list.removeFirst();
            }
            return list.isEmpty() ? null : List.copyOf(list);
        });
    }

    @Nullable KeptConfirmation byId(String id) {
        return confirmations.get(id);
    }

    /** What was asked about a hit and is not answered; null when nothing is. */
    @Nullable KeptConfirmation openOf(KeptHit hit) {
        for (String id : byParty.getOrDefault(Parties.canonical(hit.getParty()), Set.of())) {
            KeptConfirmation kept = Objects.requireNonNull(confirmations.get(id));
            if (kept.getHit().getHitId().equals(hit.getHitId()) && ConfirmationRules.isOpen(kept.getConfirmation())) {
                return kept;
            }
        }
        return null;
    }

    /** What the asking party has asked last about the record of a hit. From any thread. */
    @Nullable KeptConfirmation latest(KeptHit hit) {
        return latest.get(pair(hit));
    }

    /** What is shown with a hit of the last confirmation; a person's or notice's only of the same traveller. From any thread. */
    @Nullable Confirmation shownWith(KeptHit hit) {
        KeptConfirmation kept = latest(hit);
        if (kept == null || kept.getHit().getRecordVersion() != hit.getRecordVersion()) {
            return null;
        }
        boolean ofRecord = hit.getDataset() == Dataset.Code.TRAVEL_DOCUMENTS
                && kept.getConfirmation().getResponse() != Confirmation.Response.Code.DIFFERENT_PERSON;
        return ofRecord || kept.getHit().getTraveller().equals(hit.getTraveller()) ? kept.getConfirmation() : null;
    }

    /** The clearance of the traveller of a hit, unless the record has changed or the time is over. From any thread. */
    @Nullable Clearance clearance(KeptHit hit, Instant now) {
        if (!hit.getIdentified()) {
            return null;
        }
        for (KeptClearance kept : clearances.getOrDefault(hit.getRecordId(), List.of())) {
            if (kept.getClearance().getRecordVersion() == hit.getRecordVersion()
                    && kept.getRecordDigest().equals(hit.getRecordDigest())
                    && kept.getTraveller().equals(hit.getTraveller())
                    && !isOver(kept, now)) {
                return kept.getClearance();
            }
        }
        return null;
    }

    /** Whether anything is kept about the record of a hit. From any thread. */
    boolean knows(KeptHit hit) {
        return clearances.containsKey(hit.getRecordId()) || latest.containsKey(pair(hit));
    }

    /** Oldest first. */
    List<KeptConfirmation> all() {
        return List.copyOf(confirmations.values());
    }

    List<KeptClearance> clearances() {
        return clearances.values().stream().flatMap(List::stream).toList();
    }

    /** Confirmations of a month ago, and clearances whose time is over. */
    void forgetOld(Instant now) {
        for (KeptConfirmation kept : all()) {
            Instant due = ProtoTime.instant(kept.getConfirmation().getDue());
            if (due.plus(KEPT).isBefore(now)) {
                forget(kept);
            }
        }
        for (String recordId : List.copyOf(clearances.keySet())) {
            clearances.computeIfPresent(recordId, (_, list) -> {
                List<KeptClearance> left = list.stream().filter(kept -> !isOver(kept, now)).toList();
                return left.isEmpty() ? null : left;
            });
        }
    }

    private void forget(KeptConfirmation kept) {
        String id = kept.getConfirmation().getId();
        confirmations.remove(id);
        byParty.computeIfPresent(partyOf(kept), (_, ids) -> ids.remove(id) && ids.isEmpty() ? null : ids);
        latest.remove(pair(kept.getHit()), kept);
    }

    private static String partyOf(KeptConfirmation kept) {
        return Parties.canonical(kept.getHit().getParty());
    }

    private static boolean isOver(KeptClearance kept, Instant now) {
        return !ProtoTime.instant(kept.getClearance().getExpires()).isAfter(now);
    }

    private static String pair(KeptHit hit) {
        return Parties.canonical(hit.getParty()) + '\n' + hit.getRecordId();
    }
}
