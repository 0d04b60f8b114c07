package io.wasettings.service.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What shows that a file was written again, or replaced: a copy may keep the time, and another content may be as long.
 * Take it before the content is read.
 *
 * @param writtenAt when it was last modified
 * @param size its length in bytes
 * @param key device and inode; null where the file system has none
 */
public record FileVersion(
        FileTime writtenAt, long size, @Nullable Object key) {

    /** How long a file that is written again may keep the same time, on any file system. */
    private static final Duration TICK = Duration.ofSeconds(2);

    /**
     * That of a file as it is now.
     *
     * @throws IOException if the file is not there or cannot be looked at
     */
    public static FileVersion of(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileVersion(now.lastModifiedTime(), now.size(), now.fileKey());
    }

    /** Whether any change after this time shows in the version. */
    public boolean isSettledAt(Instant time) {
        return Duration.between(writtenAt.toInstant(), time).abs().compareTo(TICK) >= 0;
    }
}
