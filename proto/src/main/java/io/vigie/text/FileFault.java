package io.vigie.text;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;

/** What is wrong with a file, in words: the message of Java's exceptions is the file's name alone. */
public final class FileFault {
    /** FileNotFoundException is thrown for folders and missing permissions, too: {@code /x (Permission denied)}. */
    private static final String ABSENT = " (No such file or directory)";

    private FileFault() {}

    /** The file, where the exception names one, and what is wrong: {@code /x: no such file}. */
    public static String told(Throwable e) {
        if (e instanceof UncheckedIOException && e.getCause() instanceof IOException cause) {
            return told(cause);
        }
        if (isAbsent(e)) {
            return String.valueOf(e.getMessage()).replace(ABSENT, ": ") + reason(e);
        }
        return e instanceof FileSystemException about && about.getFile() != null
                ? about.getFile() + ": " + reason(e)
                : reason(e);
    }

    /** What is wrong, for whoever names the file: {@code no such file}. Of other exceptions, their message. */
    public static String reason(Throwable e) {
        if (e instanceof NoSuchFileException || isAbsent(e)) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof NotDirectoryException) {
            return "is no folder";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "is there already";
        }
        if (e instanceof ReadOnlyFileSystemException) {
            return "the file system is read-only";
        }
        if (e instanceof CharacterCodingException) {
            return "is not UTF-8";
        }
        if (e instanceof EOFException) {
            return "ends too early";
        }
        return other(e);
    }

    private static boolean isAbsent(Throwable e) {
        return e instanceof FileNotFoundException && String.valueOf(e.getMessage()).endsWith(ABSENT);
    }

    private static String other(Throwable e) {
        String message = e instanceof FileSystemException about ? about.getReason() : e.getMessage();
        if (message == null) {
            return e instanceof IOException ? "input/output error" : e.getClass().getSimpleName();
        }
        return message;
    }
}
