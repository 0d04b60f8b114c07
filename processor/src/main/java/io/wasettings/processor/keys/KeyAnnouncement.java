package io.wasettings.processor.keys;

import io.wasettings.service.background.RepeatedWork;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.service.startup.MisconfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which keys this processor has, before it takes commands, and again while it runs. It does not start beside
 * processors with which it has no key in common: it could open nothing of what is sealed for them, and would refuse
 * valid commands. A rotation keeps the old keys, so that keys files before and after it have these in common.
 *
 * <p>A store that is away at the start holds up nothing; then a stranger is told in the log, once the store is there.
 */
final class KeyAnnouncement extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(KeyAnnouncement.class);

    private final KeyRegistry registry;
    private final String sealing;
    private final Set<String> kids;
    private final Clock clock;

    /**
     * @param sealing which of the keys seals
     * @param kids all keys
     */
    KeyAnnouncement(KeyRegistry registry, String sealing, Set<String> kids, Duration interval, Clock clock) {
        super("key-announcement", interval, interval);
        this.registry = registry;
        this.sealing = sealing;
        this.kids = kids;
        this.clock = clock;
    }

    /** @throws MisconfigurationException when the keys of this processor are none of the others' */
    @Override
    public void start() {
        try {
            announce();
        } catch (StoreUnavailableException e) {
            LogLine.warn(LOG, "keys_not_compared").write();
        }
        super.start();
    }

    /** Before the intake and everything else. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void announce() {
        Set<String> others = registry.kids();
        if (!others.isEmpty() && Collections.disjoint(others, kids)) {
            throw new MisconfigurationException(
                    "The processors of this store have other keys than wa.settings.keys-file"
                            + " holds, and none in common, so what is sealed for them could not be opened: use their keys file, or"
                            + " another broker and store. Where their keys are lost for good, delete the collection "
                            + KeyRegistry.COLLECTION);
        }
        registry.announce(kids, sealing, clock.instant());
    }

    @Override
    protected void work() {
        try {
            announce();
        } catch (StoreUnavailableException e) {
            LogLine.debug(LOG, "keys_not_announced").becauseQuoting(e).write();
        } catch (RuntimeException e) {
            LogLine.error(LOG, "keys_of_others").with("cause", e.getMessage()).write();
        }
    }
}
