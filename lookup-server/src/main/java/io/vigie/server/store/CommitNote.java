package io.vigie.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * A file beside an environment that says which transaction was committed last, so that it is noticed when LMDB has lost it:
 * with its newest meta page damaged it opens on the older one, and nothing in the tables tells.
 *
 * <pre>
 *  +-------------+---------------+
 *  | transaction | CRC-32C of it |
 *  | long        | int           |
 *  +-------------+---------------+
 * </pre>
 *
 * It is written behind each commit and not synced: whatever stops the machine, it says what was committed or something
 * earlier, and never something later.
 */
final class CommitNote implements AutoCloseable {
    static final String NAME = "committed";

    private static final int SIZE = Long.BYTES + Integer.BYTES;

    private final FileChannel channel;

    private CommitNote(FileChannel channel) {
        this.channel = channel;
    }

    static CommitNote open(Path folder) throws IOException {
        return new CommitNote(PrivateFiles.open(
                folder.resolve(NAME), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE)));
    }

    void write(long transaction) throws IOException {
        ByteBuffer note = ByteBuffer.allocate(SIZE).putLong(transaction).putInt(checksum(transaction));
        channel.write(note.flip(), 0);
    }

    /** The transaction that a folder's note tells of; 0 when it has none that can be read. */
    static long read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file) || Files.size(file) != SIZE) {
            return 0;
        }
        ByteBuffer note = ByteBuffer.wrap(Files.readAllBytes(file));
        long transaction = note.getLong();
        return note.getInt() == checksum(transaction) ? transaction : 0;
    }

    private static int checksum(long transaction) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(transaction).flip());
        return (int) checksum.getValue();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // What was written is with the operating system.
        }
    }
}
