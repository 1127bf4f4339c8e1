package io.vigie.server.store;

import java.util.Map;

/**
 * Figures of the current generation, for meters and status.
 *
 * @param generation its number
 * @param entries by table
 * @param usedBytes of all tables, without free pages
 * @param readers slots of the reader table in use
 */
public record StoreFigures(int generation, Map<Table, Long> entries, long usedBytes, int readers) {
    public StoreFigures {
        entries = Map.copyOf(entries);
    }
}
