package io.wasettings.embedded;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;

/** The file of a store: how it is opened, and how it is left. */
final class StoreFile {

    /** Below it, what is in use is written to a new file: under load the file has some times as much. */
    private static final int WELL_FILLED_PERCENT = 60;

    /** Bytes that are rewritten within a few seconds; more is moved together for as long as {@link #PATIENCE_MS}. */
    private static final long SOON_WRITTEN = 200_000_000;

    private static final int PATIENCE_MS = 3000;
    private static final int INTO_A_NEW_FILE = -1;
    private static final int AS_IT_IS = 0;

    private StoreFile() {}

    /**
     * Opens it, or makes it.
     *
     * @param whenNotWritten is told, once, why it can no longer be written
     */
    static MVStore open(Path file, Consumer<Throwable> whenNotWritten) {
        // A kill may have come while what was in use was written to a new file.
        MVStoreTool.compactCleanUp(file.toString());
        AtomicBoolean told = new AtomicBoolean();
        return new MVStore.Builder()
                .fileName(file.toString())
                .backgroundExceptionHandler((thread, failure) -> {
                    if (!told.getAndSet(true)) {
                        whenNotWritten.accept(failure);
                    }
                })
                .open();
    }

    /** Closes it, and gives back the room that it no longer needs. */
    static void close(MVStore store) {
        if (store.getPanicException() != null) {
            store.closeImmediately();
        } else if (!store.isClosed()) {
            store.close(
                    compaction(store.getFileStore().size(), store.getFileStore().getChunksFillRate()));
        }
    }

    private static int compaction(long size, int filledPercent) {
        if (filledPercent >= WELL_FILLED_PERCENT) {
            return AS_IT_IS;
        }
        return size / 100 * filledPercent < SOON_WRITTEN ? INTO_A_NEW_FILE : PATIENCE_MS;
    }
}
