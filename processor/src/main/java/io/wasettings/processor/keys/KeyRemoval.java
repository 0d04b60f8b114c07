package io.wasettings.processor.keys;

import io.wasettings.service.keys.KeyRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Removes a key that nothing stored is sealed with any more, and nobody seals with. */
public final class KeyRemoval {

    /** Each processor and each ingest-api says every few minutes what it seals with. */
    private static final Duration RECENTLY = Duration.ofHours(1);

    private final KeyFile file;
    private final KeyCensus census;
    private final KeyRegistry registry;
    private final Clock clock;

    public KeyRemoval(KeyFile file, KeyCensus census, KeyRegistry registry, Clock clock) {
        this.file = file;
        this.census = census;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Removes it. While hashes need it, what compares them stays in the file; it opens nothing.
     *
     * @return whether that stays
     * @throws IllegalArgumentException saying what needs the key, or why else it cannot be removed
     */
    public boolean remove(String kid) {
        file.requireRemovable(kid);
        if (registry.sealedSince(kid, clock.instant().minus(RECENTLY))) {
            throw new IllegalArgumentException(
                    "A processor or an ingest-api has sealed with this key within the last hour, and may do so still:"
                            + " restart the processors with this keys file and each ingest-api with its public keys, and"
                            + " remove the key when an hour has passed");
        }
        Map<String, KeyUsage> usage = census.count();
        KeyUsage needed = usage.getOrDefault(kid, KeyUsage.NONE);
        if (needed.documents() > 0) {
            throw new IllegalArgumentException(needed.documents()
                    + " stored documents are sealed with this key; move them with \"keys reseal\" first");
        }
        boolean keepHashKey = needed.hashes() > 0 || usage.containsKey(KeyCensus.UNNAMED);
        file.remove(kid, keepHashKey);
        return keepHashKey;
    }
}
