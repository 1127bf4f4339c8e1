package io.vigie.server.access;

import io.vigie.v1.Dataset;
import io.vigie.v1.Recipients;
import io.vigie.v1.Restrictions;

/**
 * Who a connection belongs to; immutable.
 *
 * @param name as the audit trail shows it: {@code PARTY/authority/terminal}, or local-operator
 * @param party whose rights count, canonical; empty = the operator's own, who sees everything
 * @param authority of the party that the terminal belongs to; empty = the operator's own
 * @param terminal of the authority; empty = the operator's own
 * @param role what it is to this node
 * @param rights what it may ask and is shown, beside what restrictions of records say
 */
public record Caller(String name, String party, String authority, String terminal, Role role, Rights rights) {
    /** Whoever connects over plain TCP on the loopback interface. */
    public static final Caller LOCAL_OPERATOR =
            new Caller("local-operator", "", "", "", Role.LOCAL_OPERATOR, Rights.ALL);

    public Caller {
        party = Parties.canonical(party);
    }

    /** A terminal that has proved who it is, with the rights that nothing narrows. */
    public static Caller terminal(String party, String authority, String terminal, Role role) {
        String canonical = Parties.canonical(party);
        return new Caller(
                canonical + "/" + authority + "/" + terminal, canonical, authority, terminal, role, Rights.USUAL);
    }

    /** The same caller with other rights, which may make it an observer. */
    public Caller with(Rights other) {
        return new Caller(name, party, authority, terminal, other.areAnObservers() ? Role.OBSERVER : role, other);
    }

    /** The same caller asking as a party; only the local operator may. */
    public Caller as(String askingParty) {
        return askingParty.isEmpty() ? this : new Caller(name, askingParty, authority, terminal, role, rights);
    }

    /** Whether it is on the machine itself: with all rights, for whatever party it asks. */
    public boolean isLocalOperator() {
        return role == Role.LOCAL_OPERATOR;
    }

    /** Whether the caller is of this party; states have several codes (D is DEU). */
    public boolean isParty(String other) {
        return !party.isEmpty() && party.equals(Parties.canonical(other));
    }

    /**
     * Whether a record may be shown: by its owner's restrictions (INTERPOL RPD art. 58) and by the caller's rights.
     *
     * @param file that it belongs to; empty = none
     */
    public boolean maySee(Dataset.Code dataset, String owner, Restrictions restrictions, String file) {
        if (party.isEmpty()) {
            return true;
        }
        return rights.include(dataset) && (isParty(owner) || rights.includeFile(file) && isRecipient(restrictions));
    }

    private boolean isRecipient(Restrictions restrictions) {
        boolean named = restrictions.getPartiesList().stream().anyMatch(other -> Parties.covers(other, party));
        boolean open =
                switch (restrictions.getRecipients()) {
                    case ALL -> true;
                    case UNSPECIFIED -> restrictions.getPartiesCount() == 0;
                    case LIST, UNRECOGNIZED -> false;
                    case EXCEPT -> !named;
                };
        boolean listed = named && restrictions.getRecipients() != Recipients.Code.EXCEPT;
        return listed || open && (role != Role.OBSERVER || isForObservers(restrictions));
    }

    /** What is withheld from some, or is more than of official use, is for observers only where it names them. */
    private static boolean isForObservers(Restrictions restrictions) {
        boolean ordinary =
                switch (restrictions.getConfidentiality()) {
                    case UNSPECIFIED, OFFICIAL_USE -> true;
                    case RESTRICTED, CONFIDENTIAL, UNRECOGNIZED -> false;
                };
        return ordinary && restrictions.getRecipients() != Recipients.Code.EXCEPT;
    }
}
