package io.vigie.server.access;

/** What a caller is to this node. */
public enum Role {
    /** Whoever is on the machine itself, or reaches its plain port: every right, and may ask as any party. */
    LOCAL_OPERATOR,

    /** A terminal of a party that takes part in the exchange. */
    MEMBER,

    /** A terminal of a party that looks on: sees what is open to all in official use, and what names it. */
    OBSERVER
}
