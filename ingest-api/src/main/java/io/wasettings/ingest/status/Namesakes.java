package io.wasettings.ingest.status;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.ToldStatus;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recent commands of one id, by their sources; nearly always one. Immutable, and bounded to the latest ones.
 *
 * @param bySource the status of each, in the order in which they came
 */
record Namesakes(Map<CommandRef, ToldStatus> bySource) {

    private static final int MAX = 16;

    static Namesakes of(CommandRef command, ToldStatus told) {
        return new Namesakes(Map.of(command, told));
    }

    Namesakes and(Namesakes arriving) {
        Map<CommandRef, ToldStatus> all = new LinkedHashMap<>(bySource);
        arriving.bySource.forEach((command, told) -> all.merge(command, told, ToldStatus::then));
        if (all.size() > MAX) {
            all.remove(all.keySet().iterator().next());
        }
        return new Namesakes(all);
    }

    Optional<ToldStatus> of(CommandRef command) {
        return Optional.ofNullable(bySource.get(command));
    }

    /** About how many bytes they take in memory. */
    long size() {
        return bySource.values().stream()
                .mapToLong(told -> told.status().size())
                .sum();
    }

    /** Whose room they take: that of the first one's partner. */
    String partner() {
        String partner = bySource.values().iterator().next().status().partner();
        return partner == null ? "" : partner;
    }

    /** @param source null for any */
    Optional<ToldStatus> newest(String partner, @Nullable String source) {
        return bySource.values().stream()
                .filter(told -> partner.equals(told.status().partner()))
                .filter(told -> source == null || source.equals(told.status().source()))
                .max(Comparator.comparing(told -> told.status().occurredAt()));
    }
}
