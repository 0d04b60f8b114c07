package io.wasettings.service.background;

import java.util.concurrent.ThreadFactory;

/** Makes threads that keep neither the process from ending nor the classes of a web server in memory. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** Makes threads of that name. */
    public static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            // Not the loader of the request that happened to need a thread: the server would report a leak when it
            // stops.
            thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
            return thread;
        };
    }
}
