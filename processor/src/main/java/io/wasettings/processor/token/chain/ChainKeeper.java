package io.wasettings.processor.token.chain;

import io.wasettings.processor.lifecycle.Pause;
import io.wasettings.service.background.DaemonThreads;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what exchanges brought durable, trying for a while when the store is away. What could not be kept in that time
 * is kept as soon as the store is back, or first of all when its chain is asked for again, as long as this process
 * lives: once the loan has ended, another process would present what is spent.
 */
final class ChainKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(ChainKeeper.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Duration TELL_AGAIN_AFTER = Duration.ofMinutes(1);

    private final RefreshTokenVault vault;
    private final Duration keepTrying;
    private final Clock clock;
    private final Map<String, Unkept> unkept = new ConcurrentHashMap<>();
    /** Exchanges that may bring something yet. */
    private final AtomicInteger underWay = new AtomicInteger();
    /** Chains of which something is unkept and not given up. */
    private final Set<String> beingTried = ConcurrentHashMap.newKeySet();

    private final ScheduledThreadPoolExecutor later =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("refresh-tokens-unkept"));

    ChainKeeper(RefreshTokenVault vault, Duration keepTrying, Clock clock) {
        this.vault = vault;
        this.keepTrying = keepTrying;
        this.clock = clock;
        // There may be no thread to be had when something is unkept.
        later.prestartCoreThread();
    }

    private record Unkept(RefreshTokenChain chain, String holder) {}

    /** Makes an exchange; until it has ended, not all is kept. */
    <T> T exchanging(Supplier<T> exchange) {
        underWay.incrementAndGet();
        try {
            return exchange.get();
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Keeps the chain as it is now and ends the holder's loan; whether that was done in time. */
    boolean keep(RefreshTokenChain news, String holder) {
        unkept.put(news.id(), new Unkept(news, holder));
        beingTried.add(news.id());
        Instant giveUp = clock.instant().plus(keepTrying);
        while (true) {
            try {
                keepWhatIsUnkept(news.id());
                return true;
            } catch (StoreUnavailableException e) {
                if (!clock.instant().isBefore(giveUp) || !pause()) {
                    keepLater(news.id(), clock.instant());
                    return false;
                }
            } catch (RuntimeException | Error e) {
                keepLater(news.id(), clock.instant());
                throw e;
            }
        }
    }

    /** Keeps what an earlier exchange of that chain brought, if that is still to be done. */
    void keepWhatIsUnkept(String id) {
        Unkept news = unkept.get(id);
        if (news != null) {
            vault.keep(news.chain(), news.holder());
            if (unkept.remove(id, news)) {
                beingTried.remove(id);
            }
        }
    }

    /**
     * Keeps what is unkept, until that is all and no exchange is under way. Begins no try after that long; the last one
     * may take the time of a store call more.
     */
    void awaitAllKept(Duration atMost) {
        long begun = System.nanoTime();
        BooleanSupplier isTimeLeft = () -> System.nanoTime() - begun < atMost.toNanos();
        boolean goesOn = true;
        while (goesOn && isTimeLeft.getAsBoolean() && (underWay.get() > 0 || !beingTried.isEmpty())) {
            beingTried.stream().takeWhile(id -> isTimeLeft.getAsBoolean()).forEach(this::keepLate);
            goesOn = pause();
        }
    }

    /** @param told when it was last told that this is to be done */
    private void keepLater(String id, Instant told) {
        var unused = later.schedule(
                () -> keepLate(id).ifPresent(cause -> keepLaterStill(id, told, cause)), 1, TimeUnit.SECONDS);
    }

    private void keepLaterStill(String id, Instant told, Throwable cause) {
        Instant now = clock.instant();
        boolean tell = !now.isBefore(told.plus(TELL_AGAIN_AFTER));
        // First of all: to tell it may end in an error too.
        keepLater(id, tell ? now : told);
        if (tell) {
            LogLine.warn(LOG, "refresh_token_unkept")
                    .with("cause", cause.getClass().getSimpleName())
                    .write();
        }
    }

    /** Tries once more to keep what an exchange of that chain brought; why that is to be tried again, if it is. */
    private Optional<Throwable> keepLate(String id) {
        try {
            keepWhatIsUnkept(id);
            LogLine.info(LOG, "refresh_token_kept_late").write();
            return Optional.empty();
        } catch (StoreUnavailableException | Error e) {
            // Errors too: as for lack of memory, which may pass.
            return Optional.of(e);
        } catch (RuntimeException e) {
            // As of a client that was closed when this process is at its end.
            beingTried.remove(id);
            LogLine.error(LOG, "refresh_token_given_up").because(e).write();
            return Optional.empty();
        }
    }

    /** Waits before another look at the vault; whether to go on. */
    static boolean pause() {
        return Pause.take(POLL_INTERVAL);
    }
}
