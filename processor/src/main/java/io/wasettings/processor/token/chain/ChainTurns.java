package io.wasettings.processor.token.chain;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One at a time of this process asks for a chain; the others wait here, in turn, instead of asking the store as well.
 * Thread-safe.
 */
final class ChainTurns {

    private final Map<String, Turn> turns = new HashMap<>();

    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock(true);
        /** Who have it or wait for it. */
        private int users;
    }

    /** Does the task when it is its turn for the chain; empty if that takes too long, or the thread is interrupted. */
    <T> Optional<T> take(String chain, Duration atMost, Supplier<T> task) {
        Turn turn = enter(chain);
        try {
            if (!turn.lock.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            try {
                return Optional.of(task.get());
            } finally {
                turn.lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            leave(chain, turn);
        }
    }

    /** Whether others of this process have the chain or wait for it. */
    synchronized boolean areTaken(String chain) {
        return turns.containsKey(chain);
    }

    private synchronized Turn enter(String chain) {
        Turn turn = turns.computeIfAbsent(chain, any -> new Turn());
        turn.users++;
        return turn;
    }

    private synchronized void leave(String chain, Turn turn) {
        if (--turn.users == 0) {
            turns.remove(chain);
        }
    }
}
