/**
 * Reads and writes the machine-readable zones of travel documents (ICAO Doc 9303, eighth edition).
 *
 * <p>A zone is read whatever its state: what is damaged is repaired where its position or a check digit says how,
 * every repair is reported, and one bad field never loses the others. No input but null makes a reading fail.
 *
 * <p>Rules: JDK only; no regular expressions; the clock is never read, every reading names its reference date.
 * Searches for repairs are bounded. Messages of problems never hold names or numbers, so they may be logged;
 * readings and repairs do, so they may not.
 *
 * <p>Threads: everything public is immutable or static and may be shared, save {@code MrzWriter}, which is for one thread.
 *
 * <p>Invariant: {@code valid} and {@code checks} describe the zone as received, every other field what was read
 * after repair.
 *
 * <p>Start with {@link io.vigie.mrz.MrzReader}; {@link io.vigie.mrz.MrzWriter} is its inverse. Inside, the path is
 * {@code ZoneText} (characters and lines), {@code ZoneShape} (which format), {@code ZoneFields} (fields and digits of
 * a {@code Layout}), {@code Draft} (the reading). Damage is undone in this order: {@code LineAlignment} (lines of the
 * wrong length), {@code ShiftedFillers}, {@code PositionRepair} (digits where digits belong), {@code DigitRepair}
 * (what a check digit decides). {@link io.vigie.mrz.States} and {@link io.vigie.mrz.Transliteration} stand alone.
 */
package io.vigie.mrz;
