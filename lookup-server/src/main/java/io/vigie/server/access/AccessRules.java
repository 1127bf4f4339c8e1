package io.vigie.server.access;

import org.jspecify.annotations.Nullable;

/** The profiles that are in force. Thread-safe; connections ask again when {@link #version} has grown. */
public final class AccessRules {
    private final Rates rates = new Rates();
    private volatile @Nullable Profiles profiles;
    private volatile int version;

    /** Puts profiles into force for everybody, connected or not. Called by one thread at a time. */
    public void enforce(Profiles checked) {
        profiles = checked;
        version = version + 1;
    }

    /** Grows with every change. */
    public int version() {
        return version;
    }

    /** The caller with the rights that it has now. Without profiles everybody whom an authority certifies has the usual ones. */
    public Caller withRights(Caller caller) {
        Profiles known = profiles;
        return known == null || caller.isLocalOperator()
                ? caller
                : caller.with(known.of(caller.party(), caller.authority(), caller.terminal(), rates));
    }
}
