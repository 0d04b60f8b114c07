package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.common.status.ToldStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an attempt at a command came to: a closed set. It is mapped to a status in one place. */
public sealed interface Outcome {

    /** One function per case, so that no case is forgotten. */
    interface Cases<T> {
        T applied(Applied applied);

        T superseded(Superseded superseded);

        T rejected(Rejected rejected);

        T unavailable(Unavailable unavailable);

        T deferred(Deferred deferred);

        T failed(Failed failed);

        T settled(Settled settled);
    }

    <T> T fold(Cases<T> cases);

    /** Whether the servers could not be asked, so that another command for them most likely could not either. */
    default boolean awaitsServer() {
        return false;
    }

    /** Whether the command's settings are in force. */
    default boolean isApplied() {
        return false;
    }

    /**
     * The settings are in force.
     *
     * @param warnings what was assumed on the way
     */
    record Applied(List<FieldMessage> warnings) implements Outcome {
        @Override
        public boolean isApplied() {
            return true;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.applied(this);
        }
    }

    /** A newer command for the same key is already in force. */
    record Superseded() implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.superseded(this);
        }
    }

    /**
     * Refused for good: the command must be corrected.
     *
     * @param code the documented code
     * @param errors what to correct
     */
    record Rejected(ErrorCode code, List<FieldMessage> errors) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.rejected(this);
        }
    }

    /**
     * Something that the command needs is not available now; another attempt may succeed.
     *
     * @param code the documented code, should all attempts fail
     * @param errors what is not available, worded for the partner
     * @param retryAfter the least delay that was asked for, or null
     */
    record Unavailable(
            ErrorCode code,
            List<FieldMessage> errors,
            @Nullable Duration retryAfter) implements Outcome {

        /** What it comes to when no attempt is left. */
        public Failed exhausted() {
            return new Failed(code, errors);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unavailable(this);
        }
    }

    /**
     * What the command needs was not even asked for, since it is left alone for a while or has no connection free, or
     * something of this service's own is away: tried later, and no attempt.
     *
     * @param why what became of those that asked last
     * @param ours whether it is something of this service's own
     */
    record Deferred(Unavailable why, boolean ours) implements Outcome {

        /** Until the server may be asked. */
        public static Deferred forServer(Unavailable why) {
            return new Deferred(why, false);
        }

        /** Until this service can carry the command out. */
        public static Deferred forService(Unavailable why) {
            return new Deferred(why, true);
        }

        @Override
        public boolean awaitsServer() {
            return !ours;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.deferred(this);
        }
    }

    /**
     * Given up, though that is not the command's fault, or its record cannot be read: it goes to the dead-letter topic.
     *
     * @param code the documented code
     * @param errors what is wrong
     */
    record Failed(ErrorCode code, List<FieldMessage> errors) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.failed(this);
        }
    }

    /**
     * Another attempt at the same command, in another process, has come to its end meanwhile.
     *
     * @param standing what that one came to
     */
    record Settled(ToldStatus standing) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.settled(this);
        }
    }
}
