package io.wasettings.processor.command;

import io.wasettings.common.CommandRef;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.command.attempt.Submitted;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore.Known;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command as it was read from its record.
 *
 * @param submitted what an attempt at it starts from
 * @param attempt the attempt that this is, counted from 1
 * @param warnings what was ignored
 * @param traceparent W3C trace context, or null
 */
record Command(
        Submitted submitted,
        int attempt,
        List<FieldMessage> warnings,
        @Nullable String traceparent) {

    Command {
        warnings = List.copyOf(warnings);
    }

    CommandRef ref() {
        return submitted.ref();
    }

    SettingsKey key() {
        return submitted.key();
    }

    Version version() {
        return submitted.version();
    }

    int replays() {
        return submitted.replays();
    }

    /** The same command with its secrets opened. */
    Command with(Submitted opened) {
        return new Command(opened, attempt, warnings, traceparent);
    }

    /** The same command with what is known of its earlier deliveries: it counts from its first appearance. */
    Command with(Known known) {
        return new Command(
                submitted.with(known.firstSeen(), known.refusedAuthMethods()), attempt, warnings, traceparent);
    }

    boolean isSettledBy(ToldStatus standing) {
        return submitted.isSettledBy(standing);
    }
}
