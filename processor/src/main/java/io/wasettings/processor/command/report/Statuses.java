package io.wasettings.processor.command.report;

import io.wasettings.common.event.CloudEvent.Origin;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.command.attempt.Outcome;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.processor.command.reading.Unreadable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps what a command came to onto its status: state, code, HTTP status and words. The one place that does. */
final class Statuses {

    private static final Verdict APPLIED = Verdict.done(State.APPLIED, "The settings are in force.");
    private static final Verdict SUPERSEDED =
            Verdict.done(State.SUPERSEDED, "A newer command for the same sender is already in force.");
    private static final Verdict TRIED = Verdict.retrying("An attempt did not succeed; another one is scheduled.");
    private static final Verdict NOT_TRIED =
            Verdict.retrying("The command was not tried for now; it will be when its server may be asked again.");
    private static final Verdict NOT_CARRIED_OUT = Verdict.retrying(
            "The command could not be carried out for a reason of this service; it will be tried again.");

    /** Nobody's, so that nobody who asks for a command is told of a record without an id. */
    private static final String NO_ID = "";

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

        /** This subject as of the attempt before. */
        Subject before() {
            return new Subject(origin, from, attempt - 1, warnings);
        }

        /** This subject with these warnings as well. */
        Subject warned(List<FieldMessage> more) {
            return new Subject(
                    origin,
                    from,
                    attempt,
                    Stream.concat(warnings.stream(), more.stream()).toList());
        }
    }

    /** How it stands, in the contract's terms and in words. */
    private record Verdict(State state, @Nullable Integer code, int httpStatus, String message) {

        static Verdict done(State state, String message) {
            return new Verdict(state, null, 200, message);
        }

        static Verdict retrying(String message) {
            return new Verdict(State.RETRYING, null, 202, message);
        }

        static Verdict coded(State state, ErrorCode code) {
            return new Verdict(state, code.number(), ErrorCode.HTTP_STATUS, code.description());
        }
    }

    Status applied(Subject subject, Outcome.Applied applied) {
        return status(subject.warned(applied.warnings()), APPLIED, List.of(), null);
    }

    Status superseded(Subject subject) {
        return status(subject, SUPERSEDED, List.of(), null);
    }

    Status rejected(Subject subject, Outcome.Rejected rejected) {
        return status(subject, Verdict.coded(State.REJECTED, rejected.code()), rejected.errors(), null);
    }

    Status failed(Subject subject, Outcome.Failed failed) {
        return status(subject, Verdict.coded(State.FAILED, failed.code()), failed.errors(), null);
    }

    Status retrying(Subject subject, Outcome.Unavailable unavailable, Instant due) {
        return status(subject, TRIED, unavailable.errors(), due);
    }

    /** The status of a command that was not tried; its attempt is the last one made, none before the first. */
    Status deferred(Subject subject, Outcome.Deferred deferred, Instant due) {
        Verdict verdict = deferred.ours() ? NOT_CARRIED_OUT : NOT_TRIED;
        return status(subject.before(), verdict, deferred.why().errors(), due);
    }

    private Status status(Subject subject, Verdict verdict, List<FieldMessage> errors, @Nullable Instant retryAt) {
        Origin origin = subject.origin();
        return new Status(
                Objects.requireNonNullElse(origin.id(), NO_ID),
                origin.source(),
                origin.partner(),
                origin.channel(),
                subject.from(),
                verdict.state(),
                verdict.code(),
                verdict.httpStatus(),
                verdict.message(),
                errors,
                subject.warnings(),
                subject.attempt(),
                retryAt,
                clock.instant());
    }
}
