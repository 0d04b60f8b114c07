package io.wasettings.processor.lifecycle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A pause between two looks. */
public final class Pause {

    private Pause() {}

    /** Waits that long, and says whether to go on: not once this thread is interrupted, which it then still is. */
    public static boolean take(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
