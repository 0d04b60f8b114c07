package io.wasettings.service.background;

import java.util.concurrent.ThreadFactory;

/** Makes threads that do not keep the process from ending. */
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
