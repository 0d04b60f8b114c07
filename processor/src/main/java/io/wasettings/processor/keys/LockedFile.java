package io.wasettings.processor.keys;

import io.wasettings.processor.lifecycle.Pause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A file that is changed by one process at a time, and as a whole: a crash leaves the old or the new content. A
 * symbolic link stays one; owner, group and mode stay as they are; a new file is its owner's alone.
 *
 * <p>The lock is a file beside it, because the file itself is replaced. It stays, empty, with the same owner.
 */
final class LockedFile {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final Path file;
    private final Duration patience;

    LockedFile(Path file) {
        this(file, PATIENCE);
    }

    /** @param patience how long to wait for another process */
    LockedFile(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /**
     * Does it while nobody else does.
     *
     * @throws IllegalArgumentException when the folder cannot be written, the lock cannot be opened, or another process
     *     has it for too long
     */
    <T> T exclusively(Supplier<T> change) {
        try {
            Path target = target();
            Files.createDirectories(folder(target));
            Path lock = target.resolveSibling("." + target.getFileName() + ".lock");
            // Closing the channel gives the lock back.
            try (FileChannel channel = open(lock, target)) {
                if (!acquire(channel)) {
                    throw new IllegalArgumentException(
                            "Another process changes the keys file " + file + "; try again. It has the lock " + lock);
                }
                return change.get();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot change the keys file " + file + "; is its folder writable?", e);
        }
    }

    /**
     * Puts that content in the place of what is there.
     *
     * @throws IllegalArgumentException when it cannot be written, or its owner cannot be kept
     */
    void replace(String content) {
        try {
            Path target = target();
            Path draft = Files.createTempFile(folder(target), "." + target.getFileName(), ".new", ownerOnly(target));
            try {
                write(draft, content);
                if (Files.exists(target)) {
                    keepOwnerAndMode(target, draft);
                }
                moveOver(draft, target);
                force(folder(target));
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot write the keys file " + file + cause(e), e);
        }
    }

    private void moveOver(Path draft, Path target) {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot replace the keys file " + file + cause(e)
                            + "; if it is a mount point, mount its folder instead",
                    e);
        }
    }

    /** In the system's words, which name no content. */
    private static String cause(IOException e) {
        String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        return " (" + Objects.requireNonNullElse(reason, e.getClass().getSimpleName()) + ")";
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

    /** What a link leads to, also where there is nothing yet. */
    private Path target() throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; !Files.exists(target) && Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return Files.exists(target) ? target.toRealPath() : target;
    }

    private static Path folder(Path target) {
        return Objects.requireNonNull(target.getParent());
    }

    /**
     * A new lock is its file's owner's, where it may be: otherwise that one could change nothing after another user.
     */
    private FileChannel open(Path lock, Path target) throws IOException {
        try {
            FileChannel made = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            giveAway(lock, target);
            return made;
        } catch (FileAlreadyExistsException e) {
            return openAgain(lock);
        }
    }

    private FileChannel openAgain(Path lock) {
        try {
            return FileChannel.open(
                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot open the lock " + lock + " of the keys file " + file + cause(e)
                            + "; make it the keys file's owner's, or remove it while nobody else changes the file",
                    e);
        }
    }

    /** Follows no link: whoever owns the folder could lead to another's file by one. */
    private static void giveAway(Path lock, Path target) {
        PosixFileAttributeView view =
                Files.getFileAttributeView(lock, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || !Files.exists(target)) {
            return;
        }
        try {
            view.setOwner(Files.getOwner(target));
        } catch (IOException e) {
            // Nor may that one keep the owner of the file, which stays as it is; the owner is told of the lock in its
            // way.
        }
    }

    private boolean acquire(FileChannel channel) throws IOException {
        Instant giveUp = Instant.now().plus(patience);
        while (!isAcquired(channel)) {
            if (Instant.now().isAfter(giveUp) || !Pause.take(PAUSE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAcquired(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM has it.
            return false;
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
        return Files.getFileStore(folder(target)).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
