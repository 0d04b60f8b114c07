package io.wasettings.processor.command;

import io.opentelemetry.api.trace.SpanKind;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.command.attempt.Attempted;
import io.wasettings.processor.command.attempt.Opened;
import io.wasettings.processor.command.attempt.Servers;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.processor.command.reading.CommandReader;
import io.wasettings.processor.command.reading.Delivery;
import io.wasettings.processor.command.report.Case;
import io.wasettings.processor.command.report.Reporter;
import io.wasettings.processor.store.CommandStore.Known;
import io.wasettings.service.log.CommandContext;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.service.trace.Traces;
import io.wasettings.service.trace.Traces.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries through their life: read, looked up in the store, carried out by the pipeline, reported.
 *
 * <p>A command that was decided before is not carried out again; its outcome is told again. Only a replay reopens one
 * that failed. What comes under the name of another command is refused, and changes nothing of that one.
 */
final class Commands implements CommandHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final CommandReader reader;
    private final Identity identity;
    private final GuardedPipeline pipeline;
    private final Reporter reporter;
    private final UnreadableRecords unreadableRecords;
    private final Traces traces;
    private final Clock clock;

    Commands(
            CommandReader reader,
            Identity identity,
            GuardedPipeline pipeline,
            Reporter reporter,
            Traces traces,
            Clock clock) {
        this.reader = reader;
        this.identity = identity;
        this.pipeline = pipeline;
        this.reporter = reporter;
        this.unreadableRecords = new UnreadableRecords(reader, identity, reporter);
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> handle(Delivery delivery, Servers servers) {
        return lead(delivery, command -> pipeline.attempt(command, servers));
    }

    @Override
    public CompletionStage<Void> defer(Delivery delivery) {
        Instant began = clock.instant();
        return reader.read(delivery)
                .fold(
                        command -> about("defer command", delivery, command, this::defer),
                        unreadable -> unreadableRecords.giveUp(delivery, unreadable, began));
    }

    private CompletionStage<Void> defer(Delivery delivery, Command command) {
        if (delivery.tier() == 0) {
            note(command);
        }
        return reporter.defer(new Case(delivery, command, clock.instant()))
                .exceptionallyCompose(tooLarge -> lead(delivery, any -> OurFault.tooLargeToWait()));
    }

    /**
     * Notes now where it first appeared: its producer may publish it again, and that may be carried out before this one
     * comes back.
     */
    private void note(Command command) {
        try {
            Opened opened = reader.open(command.submitted());
            if (!reader.opensElsewhere(opened)) {
                identity.note(opened);
            }
        } catch (StoreUnavailableException e) {
            LogLine.debug(LOG, "appearance_not_noted").with("cause", e).write();
        } catch (RuntimeException bug) {
            LogLine.error(LOG, "appearance_not_noted").because(bug).write();
        }
    }

    @Override
    public CompletionStage<Void> abandon(Delivery delivery) {
        return lead(delivery, any -> OurFault.abandoned());
    }

    @Override
    public CompletionStage<Void> deferBroken(Delivery delivery) {
        return lead(delivery, any -> OurFault.brokenOff());
    }

    private CompletionStage<Void> lead(Delivery delivery, Function<Opened, Attempted> attempt) {
        Instant began = clock.instant();
        return reader.read(delivery)
                .fold(
                        command -> about(
                                "process command",
                                delivery,
                                command,
                                (it, traced) -> decide(it, traced, attempt, began)),
                        unreadable -> unreadableRecords.giveUp(delivery, unreadable, began));
    }

    private CompletionStage<Void> decide(
            Delivery delivery, Command received, Function<Opened, Attempted> attempt, Instant began) {
        Opened opened = reader.open(received.submitted());
        Case asReceived = new Case(delivery, received.warned(opened.unused()), began);
        Supplier<CompletionStage<Void>> now = () -> decide(asReceived, opened, attempt);
        // Nothing is noted or told of it: what it holds is not known here, so nobody could tell it from another one.
        return reader.opensElsewhere(opened) ? reporter.deferLocked(asReceived, now) : now.get();
    }

    private CompletionStage<Void> decide(Case asReceived, Opened opened, Function<Opened, Attempted> attempt) {
        Optional<Known> known;
        try {
            known = identity.recognise(opened);
        } catch (StoreUnavailableException e) {
            return reporter.report(asReceived, OurFault.storeUnavailable());
        } catch (RuntimeException e) {
            return reporter.report(asReceived, OurFault.unexpected(e));
        }
        if (known.isEmpty()) {
            return reporter.refuse(asReceived);
        }
        Command command = asReceived.command().with(known.get());
        Case recognised = new Case(asReceived.delivery(), command, asReceived.began());
        Optional<ToldStatus> end = known.get().standing().filter(command::isSettledBy);
        return end.isPresent()
                ? reporter.repeat(recognised, end.get())
                : reporter.report(recognised, attempt.apply(opened.with(command.submitted())));
    }

    /** Does work in a span of the command's trace, with its names on every line of the log. */
    private <T> CompletionStage<T> about(
            String what, Delivery delivery, Command command, BiFunction<Delivery, Command, CompletionStage<T>> work) {
        Trace trace = traces.begin(what, SpanKind.CONSUMER, command.traceparent())
                .with("wa.command_id", command.ref().id())
                .with("wa.partner", command.key().partner());
        String context = trace.traceparent();
        return trace.endWith(CommandContext.of(command.ref().id(), context)
                .within(() -> trace.run(() -> work.apply(delivery.traced(context), command.traced(context)))));
    }
}
