package io.wasettings.processor.command;

import io.wasettings.common.ErrorCode;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.command.attempt.CommandPipeline;
import io.wasettings.processor.command.attempt.Outcome;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.store.CommandLedger;
import io.wasettings.processor.store.CommandLedger.Decision;
import io.wasettings.processor.store.CommandLedger.Entry;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries through their life: read, looked up in the ledger, carried out by the pipeline, reported.
 *
 * <p>A command that was decided before is not carried out again; its outcome is told again. Only a replay reopens one
 * that failed.
 */
final class Commands implements CommandHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final CommandReader reader;
    private final CommandLedger ledger;
    private final CommandPipeline pipeline;
    private final RetryPolicy retryPolicy;
    private final Reporter reporter;
    private final FirstAppearances firstAppearances = new FirstAppearances();

    Commands(
            CommandReader reader,
            CommandLedger ledger,
            CommandPipeline pipeline,
            RetryPolicy retryPolicy,
            Reporter reporter) {
        this.reader = reader;
        this.ledger = ledger;
        this.pipeline = pipeline;
        this.retryPolicy = retryPolicy;
        this.reporter = reporter;
    }

    @Override
    public Instant dueAt(Delivery delivery) {
        return retryPolicy.dueAt(delivery);
    }

    @Override
    public CompletionStage<Void> handle(Delivery delivery) {
        return reader.read(delivery)
                .fold(command -> handle(delivery, command), unreadable -> reporter.giveUp(delivery, unreadable));
    }

    @Override
    public CompletionStage<Void> defer(Delivery delivery) {
        return reader.read(delivery)
                .fold(
                        command -> reporter.defer(delivery, command),
                        unreadable -> reporter.giveUp(delivery, unreadable));
    }

    @Override
    public CompletionStage<Void> abandon(Delivery delivery) {
        return reader.read(delivery)
                .fold(
                        command -> reporter.report(
                                delivery, command, unavailable("internal", "The attempt did not come to an end.")),
                        unreadable -> reporter.giveUp(delivery, unreadable));
    }

    private CompletionStage<Void> handle(Delivery delivery, Command received) {
        Entry known;
        try {
            known = ledger.begin(received.ref(), received.key(), firstAppearances.of(received));
            firstAppearances.forget(received);
        } catch (StoreUnavailableException e) {
            firstAppearances.remember(received);
            return reporter.report(delivery, received, storeUnavailable());
        } catch (RuntimeException e) {
            return reporter.report(delivery, received, unexpected(received, e));
        }
        Command command = received.with(known);
        Optional<Decision> standing = known.decision().filter(command::isSettledBy);
        return standing.isPresent()
                ? reporter.repeat(delivery, command, standing.get())
                : reporter.report(delivery, command, attempt(command));
    }

    private Outcome attempt(Command command) {
        try {
            return pipeline.process(command.submitted());
        } catch (StoreUnavailableException e) {
            return storeUnavailable();
        } catch (RuntimeException e) {
            return unexpected(command, e);
        }
    }

    /** A bug, here or in what the attempt uses: tried again like an outage, so that it stops nothing else. */
    private static Outcome unexpected(Command command, RuntimeException bug) {
        LOG.error(
                "event=attempt_failed_unexpectedly command_id={}",
                Text.printable(command.ref().id()),
                bug);
        return unavailable("internal", "An unexpected error occurred; operators have been told.");
    }

    private static Outcome storeUnavailable() {
        return unavailable("store", "The settings store did not answer.");
    }

    private static Outcome unavailable(String step, String problem) {
        return new Unavailable(step, ErrorCode.NOT_SAVED, List.of(new FieldMessage("", problem)), null);
    }
}
