/**
 * Passenger lists as airlines send them: UN/EDIFACT messages PAXLST, directories D.02B and D.12B, as the WCO/IATA/ICAO
 * guidelines on advance passenger information use them (Appendix II, PAXLST implementation guide; syntax ISO 9735).
 *
 * <p>Bytes become segments, segments messages, and each passenger or crew member one question. Every input is hostile:
 * nothing here throws for what a file holds; what is wrong becomes a {@link io.vigie.server.ingest.paxlst.PaxlstFault}
 * with its place and what was expected, and costs no other segment. A fault inside a traveller's segments is that
 * traveller's too, so that whoever asks does not take "nothing known" for an answer to what could not be read; when a message
 * has fewer segments than its trailer counts, it is everybody's.
 *
 * <p>Pure. Start with {@link io.vigie.server.ingest.paxlst.PaxlstFile}.
 */
@NullMarked
package io.vigie.server.ingest.paxlst;

import org.jspecify.annotations.NullMarked;
