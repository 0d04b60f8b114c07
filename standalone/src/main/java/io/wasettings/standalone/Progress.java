package io.wasettings.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells people at the console what has started, where it listens and how long it took. */
final class Progress {

    private final PrintStream out;
    private final long startedAt = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void started(String what, String where) {
        double seconds = Duration.ofNanos(System.nanoTime() - startedAt).toMillis() / 1000.0;
        out.printf(Locale.ROOT, "[%4.1f s] %-10s  %s%n", seconds, what, where);
    }

    void say(String text) {
        out.println(text);
    }
}
