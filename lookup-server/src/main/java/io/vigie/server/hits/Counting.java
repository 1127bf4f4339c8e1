package io.vigie.server.hits;

import io.vigie.server.access.Parties;
import io.vigie.v1.KeptHit;
import io.vigie.v1.KeptWindow;
import io.vigie.v1.OwnerMessage;
import io.vigie.wire.ProtoTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hits of the last day, and the hours in which they are counted. Used by the thread of {@link Messages}. */
final class Counting {
    static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int HITS_MAX = 50_000;

    /** By id, oldest first. */
    private final Map<String, KeptHit> hits = new LinkedHashMap<>();

    /** Id of the last hit of a party on a record. */
    private final Map<String, String> latest = new HashMap<>();

    /** Oldest first: all are of the same length. */
    private final Map<String, KeptWindow> windows = new LinkedHashMap<>();

    void apply(KeptHit hit) {
        hits.remove(hit.getHitId());
        hits.put(hit.getHitId(), hit);
        latest.put(pair(hit.getParty(), hit.getRecordId()), hit.getHitId());
        if (hits.size() > HITS_MAX) {
            forget(hits.values().iterator().next());
        }
    }

    void apply(KeptWindow window) {
        String key = keyOf(window.getFirst());
        KeptWindow before = windows.get(key);
        boolean goesOn = before != null
                && before.getFirst().getId().equals(window.getFirst().getId());
        if (!goesOn) {
            // Else the new hour would stand in the place of the old one, before hours that end earlier.
            windows.remove(key);
        }
        if (window.getEnded()) {
            windows.remove(key);
        } else {
            windows.put(key, window);
        }
    }

    @Nullable KeptHit hit(String hitId) {
        return hits.get(hitId);
    }

    @Nullable KeptHit latest(String party, String recordId) {
        String id = latest.get(pair(party, recordId));
        return id == null ? null : hits.get(id);
    }

    /** Whether the same question hit the same record within the hour. */
    boolean isRepeated(KeptHit hit, Instant now) {
        KeptHit before = hits.get(hit.getHitId());
        return before != null && ProtoTime.instant(before.getTime()).plus(HOUR).isAfter(now);
    }

    /** The hour that counts a hit, when there is one; it may be over. */
    @Nullable KeptWindow window(OwnerMessage hit) {
        return windows.get(keyOf(hit));
    }

    /** Hours that are over. */
    List<KeptWindow> over(Instant now) {
        List<KeptWindow> over = new ArrayList<>();
        for (KeptWindow window : windows.values()) {
            if (!isOver(window, now)) {
                break;
            }
            over.add(window);
        }
        return over;
    }

    /** An hour in which nothing more is to be told. */
    void drop(KeptWindow window) {
        windows.remove(keyOf(window.getFirst()));
    }

    void forgetOld(Instant now) {
        while (!hits.isEmpty()) {
            KeptHit oldest = hits.values().iterator().next();
            if (ProtoTime.instant(oldest.getTime()).plus(KEPT).isAfter(now)) {
                return;
            }
            forget(oldest);
        }
    }

    Iterable<KeptHit> hits() {
        return hits.values();
    }

    Iterable<KeptWindow> windows() {
        return windows.values();
    }

    private void forget(KeptHit hit) {
        hits.remove(hit.getHitId());
        latest.remove(pair(hit.getParty(), hit.getRecordId()), hit.getHitId());
    }

    static boolean isOver(KeptWindow window, Instant now) {
        return !ProtoTime.instant(window.getFirst().getTime()).plus(HOUR).isAfter(now);
    }

    /** A certain hit is never counted with the possible ones: it would be told an hour late. */
    private static String keyOf(OwnerMessage hit) {
        return pair(hit.getFrom(), hit.getRecordId()) + (hit.getCertain() ? "\n!" : "\n?");
    }

    private static String pair(String party, String recordId) {
        return Parties.canonical(party) + '\n' + recordId;
    }
}
