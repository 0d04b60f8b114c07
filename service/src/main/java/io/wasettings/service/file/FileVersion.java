package io.wasettings.service.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What shows that a file was written again, or replaced: a copy may keep the time, and another content may be as long.
 * Take it before the content is read.
 *
 * @param writtenAt when it was last modified
 * @param size its length in bytes
 * @param key device and inode; null where the file system has none
 * @param isSettled whether any later change shows in the version
 */
public record FileVersion(
        FileTime writtenAt, long size, @Nullable Object key, boolean isSettled) {

    /** That of no file, or of one that cannot be looked at. */
    public static final FileVersion NONE = new FileVersion(FileTime.from(Instant.EPOCH), -1, null, true);

    /** How long a file that is written again may keep the same time, on any file system. */
    private static final Duration TICK = Duration.ofSeconds(2);

    /**
     * That of a file as it is now.
     *
     * @throws IOException if the file is not there or cannot be looked at
     */
    public static FileVersion of(Path file, Clock clock) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        FileTime writtenAt = now.lastModifiedTime();
        Duration age = Duration.between(writtenAt.toInstant(), clock.instant()).abs();
        return new FileVersion(writtenAt, now.size(), now.fileKey(), age.compareTo(TICK) >= 0);
    }

    /** Whether what was read of a file when it had this version is what it still holds. */
    public boolean isStill(FileVersion now) {
        return isSettled && isSameAs(now);
    }

    /** Whether no change shows between the two. */
    public boolean isSameAs(FileVersion other) {
        return size == other.size && writtenAt.equals(other.writtenAt) && Objects.equals(key, other.key);
    }
}
