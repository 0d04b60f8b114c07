package io.wasettings.processor.command.reading;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets large records be parsed one at a time, which takes milliseconds: while it is, a record may take thirty times its
 * size in memory, and all that may run would do so side by side. Thread-safe.
 */
final class LargeRecords {

    /** Bytes beyond which a record is large; nearly all commands take a few thousand. */
    static final int LARGE = 16 * 1024;

    private final Semaphore turn = new Semaphore(1);

    /** Does that work on a delivery, alone if it is large. */
    <T> T inTurn(Delivery delivery, Supplier<T> work) {
        if (delivery.size() <= LARGE) {
            return work.get();
        }
        turn.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }
}
