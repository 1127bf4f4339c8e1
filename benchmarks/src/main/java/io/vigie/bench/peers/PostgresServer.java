package io.vigie.bench.peers;

import io.vigie.bench.bulk.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL as Debian installs it, over a database of its own in a temporary folder, without what writing needs. It refuses
 * to run as root; then it runs as the user postgres or nobody.
 */
final class PostgresServer implements AutoCloseable {
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=512MB", "work_mem=64MB",
            "maintenance_work_mem=512MB", "max_connections=200", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
            "wal_level=minimal", "max_wal_senders=0", "max_wal_size=4GB", "autovacuum=off", "jit=off",
            "max_parallel_workers_per_gather=0");

    private final TemporaryFolder folder;
    private final Process process;
    private final int port;

    private PostgresServer(TemporaryFolder folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    static PostgresServer start() throws IOException, InterruptedException, PeerAbsentException {
        Path initdb = program("initdb");
        Path postgres = program("postgres");
        TemporaryFolder folder = TemporaryFolder.create("vigie-bench-postgresql");
        List<String> as = asUser(folder.path());
        Path data = folder.path().resolve("data");
        Programs.run(
                with(as, initdb.toString(), "-D", data.toString(), "-U", "vigie", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"),
                folder.path());
        int port = Programs.freePort();
        List<String> command = with(as, postgres.toString(), "-D", data.toString(), "-p", Integer.toString(port));
        for (String setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        return new PostgresServer(folder, Programs.start(command, folder.path(), "ready to accept connections"), port);
    }

    Connection connect() throws SQLException {
        // A statement is prepared on the server from its first use on, values travel in binary, and batches as one statement.
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=vigie&prepareThreshold=1&binaryTransfer=true&reWriteBatchedInserts=true");
    }

    private static Path program(String name) throws IOException, PeerAbsentException {
        return Programs.find(name).orElseThrow(
                () -> new PeerAbsentException("no " + name + " here (expected: Debian's package postgresql)"));
    }

    private static List<String> with(List<String> before, String... command) {
        List<String> all = new ArrayList<>(before);
        all.addAll(List.of(command));
        return all;
    }

    /** What comes before a command so that it does not run as root; the folder becomes that user's. */
    private static List<String> asUser(Path folder) throws IOException, PeerAbsentException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        Path setpriv = Programs.find("setpriv")
                .orElseThrow(() -> new PeerAbsentException("PostgreSQL does not run as root, and no setpriv is here"));
        for (String user : List.of("postgres", "nobody")) {
            try {
                UserPrincipal owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
                Files.setOwner(folder, owner);
                return List.of(setpriv.toString(), "--reuid=" + user, "--clear-groups");
            } catch (UserPrincipalNotFoundException e) {
                // The next one may be there.
            }
        }
        throw new PeerAbsentException("PostgreSQL does not run as root, and there is no user postgres or nobody");
    }

    @Override
    public void close() throws IOException {
        Programs.stop(process);
        folder.close();
    }
}
