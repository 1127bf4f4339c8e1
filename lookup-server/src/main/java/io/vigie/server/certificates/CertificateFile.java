package io.vigie.server.certificates;

import io.vigie.text.FileFault;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/** Reads and writes one PEM object a file; whoever reads meanwhile sees the old or the new. */
final class CertificateFile {
    private CertificateFile() {}

    /** @throws IOException with the file and what it should hold */
    static <T> T read(Path file, Class<T> kind) throws IOException {
        Object found;
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
                PEMParser parser = new PEMParser(reader)) {
            found = parser.readObject();
        } catch (RuntimeException | IOException e) {
            throw new IOException(file + ": cannot be read as PEM (" + FileFault.reason(e) + ")", e);
        }
        if (!kind.isInstance(found)) {
            throw new IOException(file + ": holds no " + kind.getSimpleName() + " in PEM");
        }
        return kind.cast(found);
    }

    /** A file that everybody may read. */
    static void write(Path file, Object object) throws IOException {
        write(file, "rw-r--r--", object);
    }

    /** A private key in PKCS #8 that only the owner may read. */
    static void writeKey(Path file, byte[] encoded) throws IOException {
        write(file, "rw-------", new PemObject("PRIVATE KEY", encoded));
    }

    private static void write(Path file, String mode, Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, permissions(file, mode));
        Files.writeString(written, text.toString(), StandardCharsets.US_ASCII);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] permissions(Path file, String mode) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new FileAttribute<?>[0];
    }
}
