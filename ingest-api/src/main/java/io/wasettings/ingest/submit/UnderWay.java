package io.wasettings.ingest.submit;

import io.wasettings.common.event.CommandRef;
import io.wasettings.service.log.CommandContext;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One command under way, for one request.
 *
 * @param id the command's
 * @param patience how long the request waits for its end
 */
record UnderWay(SealedCommand command, String id, Duration patience) {

    CommandRef ref() {
        return new CommandRef(CommandRef.INGEST_API, id);
    }

    UnderWay as(String otherId) {
        return new UnderWay(command, otherId, patience);
    }

    /** The same without what was to be published, which thousands of waiting requests do not need. */
    UnderWay waiting() {
        return new UnderWay(command.withoutValue(), id, patience);
    }

    /** Does a part of the work; its lines of the log name the command. */
    <T> T part(Supplier<T> work) {
        return CommandContext.of(id, command.traceparent()).within(work);
    }
}
