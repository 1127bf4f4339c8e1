package io.vigie.mrz;

/** How far a document number that was read from a zone can be trusted. */
public enum DocumentNumberState {
    /** Its check digit holds. */
    CONFIRMED,
    /** Its check digit fails as received and holds after the repairs that are the candidates. */
    REPAIRED,
    /** Its check digit fails and no repair fits. */
    UNVERIFIED
}
