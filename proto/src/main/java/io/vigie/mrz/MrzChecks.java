package io.vigie.mrz;

/**
 * Which check digits hold in the zone as received; null where the format has no such digit.
 *
 * <p>An empty field agrees with the digit 0 and with a filler (Doc 9303-4, 4.2.2.2, and practice on cards); the
 * composite digit has to be a digit.
 */
public record MrzChecks(
        Boolean documentNumber, Boolean birthDate, Boolean expiryDate, Boolean optionalData, Boolean composite) {

    static final MrzChecks NONE = new MrzChecks(null, null, null, null, null);

    /** True when no check digit fails. */
    public boolean allHold() {
        return holds(documentNumber) && holds(birthDate) && holds(expiryDate) && holds(optionalData)
                && holds(composite);
    }

    private static boolean holds(Boolean check) {
        return check == null || check;
    }
}
