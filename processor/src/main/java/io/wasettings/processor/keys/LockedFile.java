package io.wasettings.processor.keys;

import io.wasettings.processor.lifecycle.Pause;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A file that is changed by one process at a time. The lock is a file beside it, because the file itself is replaced.
 * It stays, empty, with the same owner.
 */
final class LockedFile {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

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
            Path target = FilePlace.behind(file);
            Files.createDirectories(FilePlace.folder(target));
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
                    "Cannot open the lock " + lock + " of the keys file " + file + FilePlace.reason(e)
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
}
