package io.vigie.server.index;

/**
 * Something damaged or missing, told without personal data.
 *
 * @param table where, as it is named on disk
 * @param id of the record that it is about; empty when it is about none, or none is known
 * @param what is wrong
 */
public record Fault(String table, String id, String what) {
    @Override
    public String toString() {
        return table + (id.isEmpty() ? "" : " " + id) + ": " + what;
    }
}
