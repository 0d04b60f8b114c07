package io.wasettings.embedded;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;

/** Opens and closes the file of a store. */
final class StoreFile {

    /** Below it, the data in use is rewritten: under load the file grows to several times its size. */
    private static final int WELL_FILLED_PERCENT = 60;

    /** So many bytes are rewritten to a new file within a few seconds; more are compacted for {@link #PATIENCE_MS}. */
    private static final long SOON_WRITTEN = 200_000_000;

    private static final int PATIENCE_MS = 3000;
    private static final int INTO_A_NEW_FILE = -1;
    private static final int AS_IT_IS = 0;

    private StoreFile() {}

    /**
     * Opens or creates it.
     *
     * @param whenNotWritten is told, once, why it can no longer be written
     */
    static MVStore open(Path file, Consumer<Throwable> whenNotWritten) {
        // A kill may have interrupted the rewriting to a new file.
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

    /** Closes it, and frees the space that it no longer needs. */
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
