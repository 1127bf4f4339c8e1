package io.vigie.bench.peers;

import io.vigie.v1.Name;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;

/**
 * PostgreSQL with pg_trgm: a GIN index of the trigrams of a name, names of at least the default similarity (0.3), the most
 * similar first. One connection over loopback, a prepared statement.
 */
final class PostgresNames implements NameIndex {
    private static final String SIMILAR =
            "SELECT person FROM people WHERE name % ? ORDER BY similarity(name, ?) DESC, person LIMIT ?";

    private final PostgresServer server;
    private final Connection connection;
    private final PreparedStatement statement;

    private PostgresNames(PostgresServer server, Connection connection, PreparedStatement statement) {
        this.server = server;
        this.connection = connection;
        this.statement = statement;
    }

    static PostgresNames start(TwoWordNames names) throws IOException, InterruptedException, PeerAbsentException {
        PostgresServer server = PostgresServer.start();
        try {
            Connection connection = server.connect();
            load(names, connection);
            return new PostgresNames(server, connection, connection.prepareStatement(SIMILAR));
        } catch (SQLException e) {
            server.close();
            throw new PeerAbsentException("PostgreSQL took no names (expected: with pg_trgm): " + e.getMessage());
        }
    }

    private static void load(TwoWordNames names, Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION pg_trgm");
            statement.execute("CREATE UNLOGGED TABLE people (person integer NOT NULL, name text NOT NULL)");
            try (RowBatch rows = new RowBatch(connection, "INSERT INTO people VALUES (?, ?)")) {
                for (int i = 0; i < names.count(); i++) {
                    Name name = names.name(i);
                    rows.add(i, name.getGiven() + " " + name.getSurname());
                }
            }
            statement.execute("CREATE INDEX people_name ON people USING gin (name gin_trgm_ops)");
            statement.execute("VACUUM ANALYZE people");
        }
    }

    @Override
    public int[] find(TwoWordNames.Asked asked, int limit) throws IOException {
        String name = asked.given() + " " + asked.surname();
        try {
            statement.setString(1, name);
            statement.setString(2, name);
            statement.setInt(3, limit);
            IntStream.Builder found = IntStream.builder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getInt(1));
                }
            }
            return found.build().toArray();
        } catch (SQLException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        } finally {
            server.close();
        }
    }
}
