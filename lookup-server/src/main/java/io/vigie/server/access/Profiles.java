package io.vigie.server.access;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import io.vigie.v1.AccessGrant;
import io.vigie.v1.AccessProfile;
import io.vigie.v1.AccessProfiles;
import io.vigie.v1.Hit;
import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.TravelDocument;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who has which profile: a checked file, and what parties narrow for their own. Thread-safe. */
public final class Profiles {
    /** Fields that a profile may name: those of hits and of records. */
    private static final Set<String> FIELDS = Stream.of(
                    Hit.getDescriptor(), TravelDocument.getDescriptor(), Person.getDescriptor(), Notice.getDescriptor())
            .flatMap(message -> message.getFields().stream())
            .map(FieldDescriptor::getJsonName)
            .collect(Collectors.toUnmodifiableSet());

    private final File profiles;
    private final Map<String, File> narrowing;

    /** By name of the caller: connections of one caller share its rate. */
    private final Map<String, Rights> known = new ConcurrentHashMap<>();

    private Profiles(File profiles, Map<String, File> narrowing) {
        this.profiles = profiles;
        this.narrowing = narrowing;
    }

    /**
     * Something in a file that cannot be granted. The message names field, value and expectation.
     */
    public static final class InvalidProfilesException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidProfilesException(String message) {
            super(message, null, false, false);
        }
    }

    /** One file, checked. */
    private record File(Map<String, AccessProfile> profiles, List<AccessGrant> grants) {
        /** The profile of the grant that names the caller most closely, or null. */
        @Nullable AccessProfile of(String party, String authority, String terminal) {
            AccessGrant best = null;
            for (AccessGrant grant : grants) {
                if (matches(grant.getParty(), party)
                        && (grant.getAuthority().isEmpty() || grant.getAuthority().equals(authority))
                        && (grant.getTerminal().isEmpty() || grant.getTerminal().equals(terminal))
                        && (best == null || closeness(grant) > closeness(best))) {
                    best = grant;
                }
            }
            return best == null ? null : profiles.get(best.getProfile());
        }

        private static boolean matches(String granted, String party) {
            return granted.isEmpty() || Parties.canonical(granted).equals(Parties.canonical(party));
        }

        private static int closeness(AccessGrant grant) {
            return (grant.getTerminal().isEmpty() ? 0 : 4)
                    + (grant.getAuthority().isEmpty() ? 0 : 2)
                    + (grant.getParty().isEmpty() ? 0 : 1);
        }
    }

    /**
     * Checks the operator's file and those of parties.
     *
     * @param narrowing by party: its own file, whose profiles narrow what the party's callers have
     */
    public static Profiles of(AccessProfiles profiles, Map<String, AccessProfiles> narrowing)
            throws InvalidProfilesException {
        Map<String, File> narrowed = new HashMap<>();
        for (Map.Entry<String, AccessProfiles> file : narrowing.entrySet()) {
            narrowed.put(Parties.canonical(file.getKey()), checked(file.getValue(), file.getKey()));
        }
        return new Profiles(checked(profiles, ""), narrowed);
    }

    /**
     * Checks a party's own file.
     *
     * @throws InvalidProfilesException when it cannot be granted from
     */
    static void check(AccessProfiles file, String party) throws InvalidProfilesException {
        var _ = checked(file, party);
    }

    /**
     * What a caller may do; {@link Rights#NONE} when no grant names it.
     *
     * @param rates that go on when profiles change
     */
    Rights of(String party, String authority, String terminal, Rates rates) {
        String caller = party + '/' + authority + '/' + terminal;
        return known.computeIfAbsent(caller, _ -> {
            AccessProfile granted = profiles.of(party, authority, terminal);
            if (granted == null) {
                return Rights.NONE;
            }
            File own = narrowing.get(Parties.canonical(party));
            if (own == null) {
                return Rights.of(List.of(granted), caller, rates);
            }
            // A party that lists its own knows all of them: a terminal that it does not name is not its own any more.
            AccessProfile narrower = own.of(party, authority, terminal);
            return narrower == null ? Rights.NONE : Rights.of(List.of(granted, narrower), caller, rates);
        });
    }

    /** @param party whose own file it is; empty = the operator's */
    private static File checked(AccessProfiles file, String party) throws InvalidProfilesException {
        Map<String, AccessProfile> profiles = new HashMap<>();
        for (int i = 0; i < file.getProfilesCount(); i++) {
            AccessProfile profile = file.getProfiles(i);
            check(profile, "profiles[" + i + "]");
            if (profiles.put(profile.getName(), profile) != null) {
                throw new InvalidProfilesException(
                        "profiles[" + i + "].name: \"" + profile.getName() + "\" twice (expected: a name of its own)");
            }
        }
        Set<AccessGrant> whom = new HashSet<>();
        List<AccessGrant> grants = new ArrayList<>();
        for (int i = 0; i < file.getGrantsCount(); i++) {
            AccessGrant grant = file.getGrants(i);
            check(grant, "grants[" + i + "]", profiles.keySet(), party);
            AccessGrant one = grant.toBuilder().clearProfile().setParty(Parties.canonical(grant.getParty())).build();
            if (!whom.add(one)) {
                throw new InvalidProfilesException("grants[" + i + "]: names whom another grant names (expected: one grant each)");
            }
            grants.add(grant);
        }
        return new File(profiles, grants);
    }

    private static void check(AccessProfile profile, String at) throws InvalidProfilesException {
        if (profile.getName().isBlank()) {
            throw new InvalidProfilesException(at + ".name: absent (expected: a name of its own)");
        }
        known(at + ".datasets", profile.getDatasetsList());
        known(at + ".kinds", profile.getKindsList());
        known(at + ".mandatoryContext", profile.getMandatoryContextList());
        known(at + ".purposes", profile.getPurposesList());
        for (String field : profile.getFieldsList()) {
            if (!FIELDS.contains(field)) {
                throw new InvalidProfilesException(
                        at + ".fields: \"" + field + "\" (expected: a field of a hit or record, such as name)");
            }
        }
        if (!(profile.getRate() >= 0 && profile.getRate() <= 1e9)) {
            throw new InvalidProfilesException(at + ".rate: " + profile.getRate() + " (expected: 0 to 1e9 a second)");
        }
        if (profile.getBurst() < 0 || profile.getManifestMax() < 0) {
            throw new InvalidProfilesException(at + ": burst or manifestMax below 0 (expected: >= 0)");
        }
        try {
            var _ = profile.getEnds().isEmpty() ? null : LocalDate.parse(profile.getEnds());
        } catch (DateTimeParseException e) {
            throw new InvalidProfilesException(at + ".ends: \"" + profile.getEnds() + "\" (expected: YYYY-MM-DD)");
        }
    }

    private static void known(String field, List<? extends ProtocolMessageEnum> values) throws InvalidProfilesException {
        for (ProtocolMessageEnum value : values) {
            if (value.toString().equals("UNSPECIFIED") || value.toString().equals("UNRECOGNIZED")) {
                throw new InvalidProfilesException(field + ": " + value + " (expected: one that is known)");
            }
        }
    }

    private static void check(AccessGrant grant, String at, Set<String> profiles, String party)
            throws InvalidProfilesException {
        if (!profiles.contains(grant.getProfile())) {
            throw new InvalidProfilesException(
                    at + ".profile: \"" + grant.getProfile() + "\" (expected: the name of a profile of this file)");
        }
        if (!grant.getParty().isEmpty() && !Parties.isKnown(grant.getParty())) {
            throw new InvalidProfilesException(at + ".party: \"" + grant.getParty()
                    + "\" (expected: a state of Doc 9303-3 or an organisation of the registry, such as EUROPOL)");
        }
        if (!party.isEmpty()
                && !grant.getParty().isEmpty()
                && !Parties.canonical(grant.getParty()).equals(Parties.canonical(party))) {
            throw new InvalidProfilesException(
                    at + ".party: \"" + grant.getParty() + "\" (expected: " + party + ", whose file it is)");
        }
    }
}
