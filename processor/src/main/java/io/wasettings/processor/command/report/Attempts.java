package io.wasettings.processor.command.report;

import io.wasettings.common.settings.Pointers;
import io.wasettings.common.settings.SubmittedSettings;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.validation.url.HostAndPort;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts attempts into words for operators who look into a command. */
final class Attempts {

    private final Clock clock;

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** The attempt at that command that led to that status. */
    Attempt of(Command command, ToldStatus told, StepName step, Instant began) {
        return attempt(told, step, host(command.submitted().content().settings(), told.status()), began);
    }

    /** The attempt at a record that could not be read. */
    Attempt of(ToldStatus told, StepName step, Instant began) {
        return attempt(told, step, null, began);
    }

    private Attempt attempt(ToldStatus told, StepName step, @Nullable String host, Instant began) {
        Status status = told.status();
        Duration duration = Duration.between(began, clock.instant());
        boolean succeeded = status.state() == State.APPLIED || status.state() == State.SUPERSEDED;
        return new Attempt(
                began,
                told.round(),
                status.attempt(),
                status.state().wireName(),
                step.wireName(),
                succeeded ? null : status.cause(),
                host,
                // A clock that was set back is no reason for an odd number.
                duration.isNegative() ? Duration.ZERO : duration);
    }

    /** Whose fault it was, as far as it was a partner's server's: then a field of it is named. */
    private static @Nullable String host(SubmittedSettings body, Status status) {
        String field = status.errors().isEmpty() ? "" : status.errors().get(0).field();
        if (field.equals(Pointers.WEBHOOK_URL)) {
            return hostAndPort(body.webhookUrl());
        }
        return field.startsWith(Pointers.OAUTH2 + "/") ? hostAndPort(body.tokenUrl()) : null;
    }

    private static @Nullable String hostAndPort(@Nullable String url) {
        return Optional.ofNullable(url).flatMap(HostAndPort::of).orElse(null);
    }
}
