package io.wasettings.processor.command.report;

import io.wasettings.common.CloudEvent.Origin;
import io.wasettings.common.CommandRef;
import io.wasettings.common.ErrorCode;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.Status;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.Status.State;
import io.wasettings.processor.command.attempt.Outcome;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.processor.command.reading.CommandReader.Unreadable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps what a command came to onto its status: state, code, HTTP status and words. The one place that does. */
final class Statuses {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final Clock clock;

    Statuses(Clock clock) {
        this.clock = clock;
    }

    /** Whose status it is. */
    record Subject(Origin origin, @Nullable String from, int attempt, List<FieldMessage> warnings) {

        static Subject of(Command command) {
            SettingsKey key = command.key();
            CommandRef ref = command.ref();
            return new Subject(
                    new Origin(
                            ref.id(), ref.source(), key.partner(), key.channel().wireName()),
                    key.from(),
                    command.attempt(),
                    command.warnings());
        }

        static Subject of(Unreadable unreadable) {
            return new Subject(
                    unreadable.origin(), unreadable.from(), unreadable.headers().attempts() + 1, List.of());
        }

        /** As of the attempt before. */
        Subject before() {
            return new Subject(origin, from, attempt - 1, warnings);
        }
    }

    Status applied(Subject subject, Outcome.Applied applied) {
        List<FieldMessage> warnings = new ArrayList<>(subject.warnings());
        warnings.addAll(applied.warnings());
        return status(subject, State.APPLIED, null, OK, "The settings are in force.", List.of(), warnings, null);
    }

    Status superseded(Subject subject) {
        String message = "A newer command for the same sender is already in force.";
        return status(subject, State.SUPERSEDED, null, OK, message, List.of(), subject.warnings(), null);
    }

    Status rejected(Subject subject, Outcome.Rejected rejected) {
        return coded(subject, State.REJECTED, rejected.code(), rejected.errors());
    }

    Status failed(Subject subject, Outcome.Failed failed) {
        return coded(subject, State.FAILED, failed.code(), failed.errors());
    }

    Status retrying(Subject subject, Outcome.Unavailable unavailable, Instant due) {
        String message = "An attempt did not succeed; another one is scheduled.";
        return status(subject, State.RETRYING, null, ACCEPTED, message, unavailable.errors(), subject.warnings(), due);
    }

    /** Its attempt is the last one that was made: none before the first. */
    Status deferred(Subject subject, Outcome.Deferred deferred, Instant due) {
        String message = deferred.ours()
                ? "The command could not be carried out for a reason of this service; it will be tried again."
                : "The command was not tried for now; it will be when its server may be asked again.";
        List<FieldMessage> errors = deferred.why().errors();
        return status(subject.before(), State.RETRYING, null, ACCEPTED, message, errors, subject.warnings(), due);
    }

    private Status coded(Subject subject, State state, ErrorCode code, List<FieldMessage> errors) {
        return status(
                subject, state, code, ErrorCode.HTTP_STATUS, code.description(), errors, subject.warnings(), null);
    }

    private Status status(
            Subject subject,
            State state,
            @Nullable ErrorCode code,
            int httpStatus,
            String message,
            List<FieldMessage> errors,
            List<FieldMessage> warnings,
            @Nullable Instant retryAt) {
        Origin origin = subject.origin();
        return new Status(
                String.valueOf(origin.id()),
                origin.source(),
                origin.partner(),
                origin.channel(),
                subject.from(),
                state,
                code == null ? null : code.number(),
                httpStatus,
                message,
                errors,
                warnings,
                subject.attempt(),
                retryAt,
                clock.instant());
    }
}
