package io.vigie.mrz;

/**
 * One correction of what was received.
 *
 * @param field name of the component of {@link MrzReading} concerned, {@code composite}, or {@code zone} for
 *     lost, extra or foreign characters; a check digit has the name of its field followed by {@code CheckDigit}
 * @param from as received
 * @param to as taken
 * @param reason what says so, for people
 */
public record MrzRepair(String field, String from, String to, String reason) {}
