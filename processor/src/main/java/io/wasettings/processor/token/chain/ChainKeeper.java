package io.wasettings.processor.token.chain;

import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes what exchanges brought durable, trying for a while when the store is away; what could not be kept is kept first
 * of all when its chain is asked for again, as long as this process lives.
 */
final class ChainKeeper {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final RefreshTokenVault vault;
    private final Duration keepTrying;
    private final Clock clock;
    private final Map<String, Unkept> unkept = new ConcurrentHashMap<>();

    ChainKeeper(RefreshTokenVault vault, Duration keepTrying, Clock clock) {
        this.vault = vault;
        this.keepTrying = keepTrying;
        this.clock = clock;
    }

    private record Unkept(RefreshTokenChain chain, String holder) {}

    /** Keeps the chain as it is now and ends the holder's loan; whether that was done in time. */
    boolean keep(RefreshTokenChain news, String holder) {
        unkept.put(news.id(), new Unkept(news, holder));
        Instant giveUp = clock.instant().plus(keepTrying);
        while (true) {
            try {
                keepWhatIsUnkept(news.id());
                return true;
            } catch (StoreUnavailableException e) {
                if (!clock.instant().isBefore(giveUp) || !pause()) {
                    return false;
                }
            }
        }
    }

    /** Keeps what an earlier exchange of that chain brought, if that is still to be done. */
    void keepWhatIsUnkept(String id) {
        Unkept news = unkept.get(id);
        if (news != null) {
            vault.keep(news.chain(), news.holder());
            unkept.remove(id, news);
        }
    }

    /** Waits before another look at the vault; whether to go on. */
    static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
