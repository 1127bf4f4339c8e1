package io.vigie.server.access;

import io.vigie.v1.AccessProfile;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What callers have left of their rates. Goes on when profiles are read again, so that nobody gains by a change. Thread-safe. */
final class Rates {
    private final Map<String, RateLimit> limits = new ConcurrentHashMap<>();

    /** @param place of the profile among those of the caller */
    RateLimit of(String caller, int place, AccessProfile profile) {
        String name = caller + ' ' + place + ' ' + profile.getRate() + ' ' + profile.getBurst();
        return limits.computeIfAbsent(name, _ -> RateLimit.of(profile.getRate(), profile.getBurst()));
    }
}
