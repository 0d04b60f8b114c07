package io.wasettings.processor.command.reading;

import io.wasettings.processor.command.delivery.Delivery;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Has large records parsed one at a time, which takes milliseconds each. A record that is being parsed may take thirty
 * times its size in memory, and otherwise as many would do so side by side as commands may run. Thread-safe.
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
