package io.wasettings.processor.command;

import io.wasettings.common.event.CommandRef;
import io.wasettings.processor.command.attempt.Submitted;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.reading.CommandReader;
import io.wasettings.processor.command.reading.Unreadable;
import io.wasettings.processor.command.report.Reporter;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore.Known;
import io.wasettings.service.log.CommandContext;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up what cannot be read. It counts as the command whose name it has if it can be that one, and else as a record
 * of its own.
 */
final class UnreadableRecords {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);

    private final CommandReader reader;
    private final Identity identity;
    private final Reporter reporter;

    UnreadableRecords(CommandReader reader, Identity identity, Reporter reporter) {
        this.reader = reader;
        this.identity = identity;
        this.reporter = reporter;
    }

    /** Gives the record up, unless it is sealed with a key that only other processors have: then it waits for one. */
    CompletionStage<Void> giveUp(Delivery delivery, Unreadable unreadable, Instant began) {
        Supplier<CompletionStage<Void>> now =
                () -> reporter.giveUp(delivery, unreadable, firstSeen(delivery, unreadable), began);
        return CommandContext.of(unreadable.origin().id(), null)
                .within(() -> reader.opensElsewhere(delivery) ? reporter.deferLocked(delivery, began, now) : now.get());
    }

    /** Where the command that it is first appeared; empty if that cannot be told or the name is another command's. */
    private Optional<Version> firstSeen(Delivery delivery, Unreadable unreadable) {
        try {
            return unreadable
                    .ref()
                    .flatMap(ref -> recognise(ref, delivery, unreadable))
                    .map(Known::firstSeen);
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        } catch (RuntimeException bug) {
            LogLine.error(LOG, "name_not_looked_up").because(bug).write();
            return Optional.empty();
        }
    }

    private Optional<Known> recognise(CommandRef ref, Delivery delivery, Unreadable unreadable) {
        Submitted command = unreadable.command();
        return command == null
                ? identity.recognise(ref, delivery, unreadable)
                : identity.recognise(reader.open(command));
    }
}
