package io.vigie.server.access;

import io.vigie.mrz.States;
import io.vigie.v1.Restrictions;

/**
 * Who a connection belongs to; immutable.
 *
 * @param name as the audit trail shows it
 * @param party whose rights count; empty = the operator's own, who sees everything
 */
public record Caller(String name, String party) {
    /** Whoever connects over plain TCP on the loopback interface. */
    public static final Caller LOCAL_OPERATOR = new Caller("local-operator", "");

    /** The same caller asking as a party; only the local operator may. */
    public Caller as(String askingParty) {
        return askingParty.isEmpty() ? this : new Caller(name, askingParty);
    }

    /** Whether the caller is of this party; states have several codes (D is DEU). */
    public boolean isParty(String other) {
        return !party.isEmpty() && States.canonical(party).equals(States.canonical(other));
    }

    /** Whether the record of an owner, restricted so, may be shown (INTERPOL RPD art. 58). */
    public boolean maySee(String owner, Restrictions restrictions) {
        if (party.isEmpty() || isParty(owner)) {
            return true;
        }
        boolean named = restrictions.getPartiesList().stream().anyMatch(this::isParty);
        return switch (restrictions.getRecipients()) {
            case ALL -> true;
            case UNSPECIFIED -> restrictions.getPartiesCount() == 0 || named;
            case LIST, UNRECOGNIZED -> named;
            case EXCEPT -> !named;
        };
    }
}
