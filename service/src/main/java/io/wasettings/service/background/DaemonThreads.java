package io.wasettings.service.background;

import java.util.concurrent.ThreadFactory;

/** Makes threads that hold up no end of the process. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** Makes threads of that name. */
    public static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
