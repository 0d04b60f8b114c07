package io.wasettings.processor.command.reading;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.command.attempt.Submitted;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore.Known;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command with what only this delivery tells: attempt, warnings, trace.
 *
 * @param submitted what it asks for, and whose it is
 * @param attempt the attempt that this is, counted from 1
 * @param warnings what was ignored
 * @param traceparent W3C trace context, or null
 */
public record Command(
        Submitted submitted,
        int attempt,
        List<FieldMessage> warnings,
        @Nullable String traceparent) implements Reading {

    public Command {
        warnings = List.copyOf(warnings);
    }

    public CommandRef ref() {
        return submitted.ref();
    }

    public SettingsKey key() {
        return submitted.key();
    }

    public Version version() {
        return submitted.version();
    }

    public int replays() {
        return submitted.replays();
    }

    /** This command with what is known of its earlier deliveries: it counts from its first appearance. */
    public Command with(Known known) {
        return new Command(
                submitted.with(known.firstSeen(), known.refusedAuthMethods()), attempt, warnings, traceparent);
    }

    /** This command with these warnings first, each of them once. */
    public Command warned(List<FieldMessage> more) {
        List<FieldMessage> all =
                Stream.concat(more.stream(), warnings.stream()).distinct().toList();
        return new Command(submitted, attempt, all, traceparent);
    }

    /** This command with another trace context. */
    public Command traced(@Nullable String context) {
        return new Command(submitted, attempt, warnings, context);
    }

    public boolean isSettledBy(ToldStatus standing) {
        return submitted.isSettledBy(standing);
    }

    @Override
    public <T> T fold(Function<Command, T> readable, Function<Unreadable, T> unreadable) {
        return readable.apply(this);
    }
}
