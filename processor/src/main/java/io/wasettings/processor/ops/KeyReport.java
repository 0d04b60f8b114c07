package io.wasettings.processor.ops;

import io.wasettings.common.SecretBox;
import io.wasettings.processor.secrets.KeyCensus;
import io.wasettings.processor.secrets.KeyUsage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which sealing keys there are and how much needs each. Counted anew once a minute at most, since all that is sealed is
 * read for it. Thread-safe.
 */
final class KeyReport {

    private static final Duration LASTS = Duration.ofMinutes(1);

    private final KeyCensus census;
    private final SecretBox secretBox;
    private final Clock clock;
    private Instant countedAt = Instant.EPOCH;
    private List<Key> keys = List.of();

    KeyReport(KeyCensus census, SecretBox secretBox, Clock clock) {
        this.census = census;
        this.secretBox = secretBox;
        this.clock = clock;
    }

    /**
     * A sealing key.
     *
     * @param documents sealed values and keyed hashes that need it
     * @param present whether this process has it
     * @param current whether it seals what is new
     */
    record Key(String kid, long documents, boolean present, boolean current) {}

    /** Keys of the file, and keys that documents name. */
    synchronized List<Key> keys() {
        Instant now = clock.instant();
        if (now.isAfter(countedAt.plus(LASTS))) {
            keys = count();
            countedAt = now;
        }
        return keys;
    }

    private List<Key> count() {
        Map<String, KeyUsage> usage = census.count();
        Set<String> present = secretBox.keys().openingKids();
        Set<String> kids = new TreeSet<>(usage.keySet());
        kids.addAll(present);
        return kids.stream()
                .map(kid -> new Key(
                        kid,
                        usage.containsKey(kid)
                                ? usage.get(kid).seals() + usage.get(kid).hashes()
                                : 0,
                        present.contains(kid),
                        kid.equals(secretBox.keys().currentKid())))
                .toList();
    }
}
