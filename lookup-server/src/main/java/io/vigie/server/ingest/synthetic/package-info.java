/**
 * The synthetic world: documents, persons and notices that nobody owns, and questions about them whose right answer is
 * known. It feeds {@code generate}, {@code demo}, {@code bench} and many tests.
 *
 * <p>Rules. Everything is a pure function of (seed, kind, index) and, for links alone, of the sizes of the world: a
 * record can be made again at any time, in any order, and a larger world begins with the records of a smaller one. The
 * same seed gives the same bytes on every machine, JDK, locale, time zone and day: no clock, no {@code
 * java.util.Random}, no floating point. Nothing is kept between records, so memory does not grow with the world.
 *
 * <p>A change of any table, weight or draw here changes all worlds; figures measured before it are of other worlds.
 *
 * <p>Threads: everything is immutable, but for {@link io.vigie.server.ingest.synthetic.Dice}, which lives for one record.
 *
 * <p>Start with {@link io.vigie.server.ingest.synthetic.SyntheticWorld}; then {@link
 * io.vigie.server.ingest.synthetic.NumberSpace} (why a clear number is clear), {@link
 * io.vigie.server.ingest.synthetic.Ties} (who belongs to whom) and {@link
 * io.vigie.server.ingest.synthetic.NamePool} (names).
 */
@NullMarked
package io.vigie.server.ingest.synthetic;

import org.jspecify.annotations.NullMarked;
