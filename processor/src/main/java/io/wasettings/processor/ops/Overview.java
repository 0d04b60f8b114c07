package io.wasettings.processor.ops;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.wasettings.processor.lookup.Group;
import io.wasettings.processor.watch.Backlog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How everything stands. In JSON all parts are members of one object. */
record Overview(
        @JsonUnwrapped Commands commands,
        @JsonUnwrapped Topics topics,
        @JsonUnwrapped Service service,
        Instant at) {

    /** What the store knows of commands. */
    record Commands(Map<String, Long> states, Waiting waiting, List<Group> failingPartners, List<Group> failingHosts) {

        static final Commands UNKNOWN = new Commands(Map.of(), new Waiting(null, null), List.of(), List.of());
    }

    /** Commands that are neither finished nor given up. */
    record Waiting(@Nullable Long count, @Nullable Instant oldest) {}

    /** What the broker knows; null while it is away, and where it cannot tell because a partition has no leader. */
    record Topics(@Nullable Long lag, @Nullable Long deadLetters, boolean brokerUp) {

        private static final Topics UNKNOWN = new Topics(null, null, false);

        /** @param backlog empty while the broker is away: what it held before is not shown */
        static Topics of(Optional<Backlog> backlog) {
            return backlog.map(read -> new Topics(orNull(read.commands()), orNull(read.deadLetters()), true))
                    .orElse(UNKNOWN);
        }

        private static @Nullable Long orNull(OptionalLong number) {
            return number.stream().boxed().findFirst().orElse(null);
        }
    }

    /** What is left alone, and what runs; null if nobody can tell now. */
    record Service(
            int openCircuits,
            @Nullable Long stoppedRenewals,
            @Nullable Long runningReplays,
            boolean storeUp) {}
}
