package io.vigie.server.audit;

import io.vigie.server.store.PrivateFiles;
import io.vigie.text.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Set;

/** Keys in text files, as openssl reads and writes them (RFC 7468). */
final class Pem {
    static final String PUBLIC = "PUBLIC KEY";
    static final String PRIVATE = "PRIVATE KEY";

    /** Far more than a key of any size takes. */
    private static final int FILE_BYTES_MAX = 64 << 10;

    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /**
     * The first part of a file that has a label.
     *
     * @throws IllegalArgumentException when there is none, with what was expected and never with what was found
     */
    static byte[] read(Path file, String label) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw unlike(label);
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            String begin = "-----BEGIN " + label + "-----";
            int from = text.indexOf(begin);
            int to = text.indexOf("-----END " + label + "-----");
            if (from < 0 || to < from) {
                throw unlike(label);
            }
            return Base64.getDecoder()
                    .decode(text.substring(from + begin.length(), to).replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new IllegalArgumentException(FileFault.reason(e) + ", expected: a PEM file with a " + label, e);
        }
    }

    private static IllegalArgumentException unlike(String label) {
        return new IllegalArgumentException("expected: a PEM file with a " + label);
    }

    static String text(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + ENCODER.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    /** Writes a new file that only its owner may read, and syncs it. */
    static void create(Path file, String label, byte[] content) throws IOException {
        ByteBuffer text = ByteBuffer.wrap(text(label, content).getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel =
                PrivateFiles.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
    }
}
