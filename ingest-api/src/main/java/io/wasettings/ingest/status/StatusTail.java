package io.wasettings.ingest.status;

import io.wasettings.service.background.DaemonThreads;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a follower on a thread of its own while the application runs. Stops before the web server does, and releases the
 * waiting requests, so that they are still answered.
 */
final class StatusTail implements SmartLifecycle {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Supplier<StatusFollower> followers;
    private final StatusBoard board;
    private volatile @Nullable Running running;

    StatusTail(Supplier<StatusFollower> followers, StatusBoard board) {
        this.followers = followers;
        this.board = board;
    }

    private record Running(StatusFollower follower, Thread thread) {}

    /** Whether the last statuses before the start were seen, and every one that is published from now on will be. */
    boolean following() {
        Running now = running;
        return now != null && now.follower().following();
    }

    @Override
    public void start() {
        board.open();
        StatusFollower follower = followers.get();
        Thread thread = DaemonThreads.named("status-tail").newThread(follower);
        thread.start();
        running = new Running(follower, thread);
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public void stop() {
        Running stopped = running;
        running = null;
        board.close();
        if (stopped != null) {
            stopped.follower().stop();
            join(stopped.thread());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
