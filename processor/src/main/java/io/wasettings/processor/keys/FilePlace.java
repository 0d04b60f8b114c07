package io.wasettings.processor.keys;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where a file lies, and what the system says where it cannot be reached there. */
final class FilePlace {

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private FilePlace() {}

    /** What a link leads to, also where there is nothing yet. */
    static Path behind(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; !Files.exists(target) && Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return Files.exists(target) ? target.toRealPath() : target;
    }

    /** The folder that it lies in. */
    static Path folder(Path target) {
        return Objects.requireNonNull(target.getParent());
    }

    /** In the system's words, which name no content. */
    static String reason(IOException e) {
        String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        return " (" + Objects.requireNonNullElse(reason, e.getClass().getSimpleName()) + ")";
    }
}
