package io.vigie.bench.peers;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Inserts rows many at a time, in one transaction that closing commits. */
final class RowBatch implements AutoCloseable {
    private static final int SIZE = 1_024;

    private final Connection connection;
    private final PreparedStatement statement;
    private int waiting;

    /**
     * @param insert with a place for each value
     */
    RowBatch(Connection connection, String insert) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.statement = connection.prepareStatement(insert);
    }

    void add(Object... values) throws IOException {
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.addBatch();
            if (++waiting == SIZE) {
                statement.executeBatch();
                waiting = 0;
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL takes no rows: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.executeBatch();
        statement.close();
        connection.commit();
        connection.setAutoCommit(true);
    }
}
