package io.wasettings.processor.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is changed as a whole: a crash leaves the old or the new content. A symbolic link stays one; owner, group
 * and mode stay as they are; a new file is its owner's alone.
 */
final class ReplacedFile {

    private final Path file;

    ReplacedFile(Path file) {
        this.file = file;
    }

    /**
     * Puts that content in the place of what is there.
     *
     * @throws IllegalArgumentException when it cannot be written, or its owner cannot be kept
     */
    void replace(String content) {
        try {
            Path target = FilePlace.behind(file);
            Path draft = Files.createTempFile(
                    FilePlace.folder(target), "." + target.getFileName(), ".new", ownerOnly(target));
            try {
                write(draft, content);
                if (Files.exists(target)) {
                    keepOwnerAndMode(target, draft);
                }
                moveOver(draft, target);
                force(FilePlace.folder(target));
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot write the keys file " + file + FilePlace.reason(e), e);
        }
    }

    private void moveOver(Path draft, Path target) {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot replace the keys file " + file + FilePlace.reason(e)
                            + "; if it is a mount point, mount its folder instead",
                    e);
        }
    }

    /** Onto the disk: moved before, it could be empty after a loss of power, and all that is sealed be lost. */
    private static void write(Path draft, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The same of what the folder names, if folders can be opened. */
    private static void force(Path folder) throws IOException {
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void keepOwnerAndMode(Path target, Path draft) {
        try {
            copyOwnerAndMode(target, draft);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot write the keys file " + file + " and keep its owner, group and mode; run this as its owner",
                    e);
        }
    }

    private static void copyOwnerAndMode(Path target, Path draft) throws IOException {
        PosixFileAttributeView from = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        PosixFileAttributeView to = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (from == null || to == null) {
            return;
        }
        PosixFileAttributes kept = from.readAttributes();
        PosixFileAttributes made = to.readAttributes();
        if (!kept.owner().equals(made.owner())) {
            to.setOwner(kept.owner());
        }
        if (!kept.group().equals(made.group())) {
            to.setGroup(kept.group());
        }
        to.setPermissions(kept.permissions());
    }

    private static FileAttribute<?>[] ownerOnly(Path target) throws IOException {
        return Files.getFileStore(FilePlace.folder(target)).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
