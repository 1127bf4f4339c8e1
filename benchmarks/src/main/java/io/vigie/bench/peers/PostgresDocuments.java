package io.vigie.bench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * PostgreSQL: a table with an index over the number, asked through pgjdbc with a prepared statement. The driver does not
 * pipeline, so deeper than one each statement asks for as many numbers at once ({@code = ANY}).
 */
final class PostgresDocuments implements DocumentPeer {
    private static final String ONE = "SELECT number, document FROM documents WHERE number = ?";
    private static final String MANY = "SELECT number, document FROM documents WHERE number = ANY(?)";

    private final NumberedDocuments documents;
    private final PostgresServer server;

    private PostgresDocuments(NumberedDocuments documents, PostgresServer server) {
        this.documents = documents;
        this.server = server;
    }

    static PostgresDocuments start(NumberedDocuments documents)
            throws IOException, InterruptedException, PeerAbsentException {
        PostgresServer server = PostgresServer.start();
        try {
            load(documents, server);
            return new PostgresDocuments(documents, server);
        } catch (SQLException e) {
            server.close();
            throw new PeerAbsentException("PostgreSQL took no documents: " + e.getMessage());
        }
    }

    private static void load(NumberedDocuments documents, PostgresServer server) throws SQLException, IOException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE UNLOGGED TABLE documents (number text NOT NULL, document bytea NOT NULL)");
            try (RowBatch rows = new RowBatch(connection, "INSERT INTO documents VALUES (?, ?)")) {
                documents.each((key, document) -> rows.add(text(key), document));
            }
            statement.execute("CREATE INDEX documents_number ON documents (number)");
            statement.execute("VACUUM ANALYZE documents");
        }
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.US_ASCII);
    }

    @Override
    public double rate(NumberedDocuments.Kind kind, int connections, int pipeline, Duration duration)
            throws IOException, InterruptedException {
        AtomicLong next = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Connection> opened = new ArrayList<>();
            try {
                for (int i = 0; i < connections; i++) {
                    opened.add(server.connect());
                }
                List<Callable<Long>> askers = new ArrayList<>();
                long start = System.nanoTime();
                long end = start + duration.toNanos();
                opened.forEach(connection -> askers.add(() -> ask(connection, kind, pipeline, next, end)));
                long answered = 0;
                for (Future<Long> asker : threads.invokeAll(askers)) {
                    answered += asker.get();
                }
                return answered * 1e9 / (System.nanoTime() - start);
            } finally {
                for (Connection connection : opened) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        } catch (ExecutionException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private long ask(Connection connection, NumberedDocuments.Kind kind, int pipeline, AtomicLong next, long end)
            throws SQLException, IOException {
        long answered = 0;
        try (PreparedStatement statement = connection.prepareStatement(pipeline == 1 ? ONE : MANY)) {
            while (System.nanoTime() - end < 0) {
                String[] numbers = new String[pipeline];
                Set<String> held = new HashSet<>();
                for (int i = 0; i < pipeline; i++) {
                    NumberedDocuments.Asked asked = documents.asked(kind, next.getAndIncrement());
                    numbers[i] = text(asked.key());
                    if (asked.held()) {
                        held.add(numbers[i]);
                    }
                }
                if (pipeline == 1) {
                    statement.setString(1, numbers[0]);
                } else {
                    statement.setArray(1, connection.createArrayOf("text", numbers));
                }
                check(statement, held);
                answered += pipeline;
            }
        }
        return answered;
    }

    private static void check(PreparedStatement statement, Set<String> held) throws SQLException, IOException {
        Set<String> found = new HashSet<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
                byte[] _ = rows.getBytes(2);
            }
        }
        if (!found.equals(held)) {
            throw new IOException("answered wrongly: " + found.size() + " numbers held (expected: " + held.size() + ")");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
