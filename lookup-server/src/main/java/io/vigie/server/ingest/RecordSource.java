package io.vigie.server.ingest;

import io.vigie.text.FileFault;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of records or questions, one item at a time: lines of JSON, or protobuf messages each behind its length.
 * Either may be gzipped. Used by one thread; close it.
 */
public sealed interface RecordSource extends AutoCloseable permits JsonLines, DelimitedMessages {
    /** Longest line or message, in bytes. A record is a few hundred. */
    int ITEM_SIZE_MAX = 1 << 20;

    int BUFFER_SIZE = 256 << 10;

    /**
     * One item, or why there is none.
     *
     * @param number of the line or message, from 1
     * @param content the item's bytes, or null with a fault
     * @param fault what is wrong, or null
     */
    record Item(long number, byte @Nullable [] content, @Nullable String fault) {
        static Item of(long number, byte[] content) {
            return new Item(number, content, null);
        }

        static Item fault(long number, String fault) {
            return new Item(number, null, fault);
        }
    }

    /** The next item, or null at the end. A fault of the file itself (truncated, unreadable) is the last item. */
    @Nullable Item next();

    /** Whether more of the file can be read without waiting for whoever writes it. */
    boolean isReady() throws IOException;

    /** Whether items are JSON text; else protobuf messages. */
    boolean isJson();

    @Override
    void close() throws IOException;

    /**
     * Opens a file, or standard input for {@code -}.
     *
     * @param counted told how many bytes of the file have been read
     */
    static RecordSource open(String file, ByteCounter counted) throws IOException {
        InputStream in = bytes(file, counted);
        return isJson(file, in) ? new JsonLines(in) : new DelimitedMessages(in);
    }

    /** Opens a file of JSON lines, whatever its name. */
    static RecordSource lines(String file, ByteCounter counted) throws IOException {
        return new JsonLines(bytes(file, counted));
    }

    /** Reads JSON lines from bytes that are already open. */
    static RecordSource lines(InputStream in) {
        return new JsonLines(in);
    }

    /** Opens the bytes of a file, or of standard input for {@code -}; what is gzipped is unzipped. */
    static InputStream bytes(String file, ByteCounter counted) throws IOException {
        InputStream raw = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
        InputStream in = new BufferedInputStream(counted.wrap(raw), BUFFER_SIZE);
        try {
            return unzipped(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Copies standard input into a file of a folder, from which {@link #open} reads the same items.
     *
     * @return the file, which the caller deletes
     */
    static Path spool(Path folder) throws IOException {
        InputStream in = bytes("-", new ByteCounter());
        Path file = Files.createTempFile(folder, "standard-input-", isJson("-", in) ? ".jsonl" : ".pb");
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER_SIZE), BUFFER_SIZE) : in;
    }

    /** By name; without one (standard input) by the first bytes: a message begins with its length and a field's tag. */
    private static boolean isJson(String file, InputStream in) throws IOException {
        String name = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
        if (!file.equals("-")) {
            return !name.endsWith(".pb");
        }
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        int tagAt = start.length > 0 && start[0] < 0 ? 2 : 1;
        boolean tagged = start.length > tagAt && (start[tagAt] == 0x0A || start[tagAt] == 0x12 || start[tagAt] == 0x1A);
        // A short record's one field says its own length, which is the message's without tag and length.
        return !tagged || tagAt == 1 && start.length > 2 && start[2] != start[0] - 2;
    }

    /** What went wrong while reading, for people. */
    static String fault(IOException e) {
        if (e instanceof EOFException) {
            return "file ends in the middle (truncated)";
        }
        if (e instanceof ZipException) {
            return "damaged gzip";
        }
        return "cannot be read (" + FileFault.reason(e) + ")";
    }

    /** UTF-8 text of an item, or null when it is not UTF-8. */
    static @Nullable String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
